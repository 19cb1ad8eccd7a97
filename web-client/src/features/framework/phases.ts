import type { HttpCreateRoom, Phase, PhaseId, Phases } from "../../protocol/generated/types.ts";

/** A framework that every server has ready. */
export type Preset = Extract<NonNullable<HttpCreateRoom["framework"]>, { readonly preset: string }>["preset"];

export const limits = { phases: 16, phaseSeconds: 14_400, nameLength: 60 } as const; // LM1, RM9

const names: readonly (readonly [PhaseId, string])[] = [
  ["introduction", "Introduction"],
  ["requirements", "Requirements"],
  ["entities", "Core entities"],
  ["api", "API"],
  ["data-flow", "Data flow"],
  ["high-level-design", "High-level design"],
  ["deep-dives", "Deep dives"],
  ["wrap-up", "Wrap-up"],
];

const minutes: Readonly<Record<Preset, readonly number[]>> = {
  "35": [1, 4, 2, 4, 0, 12, 8, 4],
  "35-data-flow": [1, 4, 2, 4, 4, 9, 7, 4],
  "45": [1, 5, 2, 5, 0, 15, 12, 5],
  "45-data-flow": [1, 5, 2, 5, 5, 12, 10, 5],
  "60": [1, 7, 3, 7, 0, 20, 16, 6],
  "60-data-flow": [1, 7, 3, 7, 6, 16, 14, 6],
};

/** What the presets are called, in the order in which they are offered. */
export const presets: readonly { readonly id: Preset; readonly name: string }[] = [
  { id: "35", name: "35 minutes" },
  { id: "35-data-flow", name: "35 minutes with data flow" },
  { id: "45", name: "45 minutes" },
  { id: "45-data-flow", name: "45 minutes with data flow" },
  { id: "60", name: "60 minutes" },
  { id: "60-data-flow", name: "60 minutes with data flow" },
];

/** The phases of a preset, as the server deals them (RM10). */
export function phasesOf(preset: Preset): Phases {
  return names.flatMap(([id, name], i): readonly Phase[] => {
    const seconds = (minutes[preset][i] ?? 0) * 60;
    return seconds === 0 ? [] : [{ id, name, seconds }];
  });
}

/** A phase as it stands in the editor, right or wrong. One that has an id keeps it under any name: the room's parts belong to ids. */
export interface Row {
  readonly key: string;
  readonly id: PhaseId | undefined;
  readonly name: string;
  readonly minutes: string;
}

export function rowsOf(phases: Phases): readonly Row[] {
  return phases.map(({ id, name, seconds }) => ({ key: id, id, name, minutes: minutesText(seconds) }));
}

export function added(rows: readonly Row[], name = ""): readonly Row[] {
  const newest = Math.max(0, ...rows.map(({ key }) => Number(/^new (\d+)$/.exec(key)?.[1] ?? 0)));
  return [...rows, { key: `new ${newest + 1}`, id: undefined, name, minutes: "5" }];
}

export function changed(rows: readonly Row[], key: string, part: Partial<Pick<Row, "name" | "minutes">>): readonly Row[] {
  return rows.map((row) => (row.key === key ? { ...row, ...part } : row));
}

export function removed(rows: readonly Row[], key: string): readonly Row[] {
  return rows.filter((row) => row.key !== key);
}

/** Moves a row by so many places, as far as there are any. */
export function moved(rows: readonly Row[], key: string, by: number): readonly Row[] {
  const from = rows.findIndex((row) => row.key === key);
  const row = rows[from];
  const to = Math.min(rows.length - 1, Math.max(0, from + by));
  if (row === undefined || to === from) return rows;
  return rows.toSpliced(from, 1).toSpliced(to, 0, row);
}

/** What is wrong with a row, by its field. */
export interface RowProblems {
  readonly name?: string;
  readonly minutes?: string;
}

export type Checked =
  | { readonly phases: Phases }
  | { readonly rows: ReadonlyMap<string, RowProblems>; readonly whole: string | undefined };

/** The framework that the rows make, or what is wrong with them. */
export function check(rows: readonly Row[]): Checked {
  const problems = new Map<string, RowProblems>();
  for (const { key, name, minutes } of rows) {
    const found = { ...nameProblem(name), ...minutesProblem(minutes) };
    if (found.name !== undefined || found.minutes !== undefined) problems.set(key, found);
  }
  const whole = wholeProblem(rows);
  if (problems.size > 0 || whole !== undefined) return { rows: problems, whole };
  const taken = new Set(rows.flatMap(({ id }) => (id === undefined ? [] : [id])));
  return {
    phases: rows.map(({ id, name, minutes }) => {
      const own = id ?? freeId(name, taken);
      taken.add(own);
      return { id: own, name: name.trim(), seconds: secondsOf(minutes) ?? 0 };
    }),
  };
}

/** The seconds of all rows; a wrong one counts nothing. */
export function totalSeconds(rows: readonly Row[]): number {
  return rows.reduce((sum, { minutes }) => sum + (secondsOf(minutes) ?? 0), 0);
}

/** An id made of a name: at most 32 of `a`–`z`, `0`–`9` and `-`, a letter first (RM9). */
export function slug(name: string): PhaseId {
  const plain = name.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const words = plain.replace(/[^a-z0-9]+/g, "-").replace(/^-+/, "");
  const led = /^[a-z]/.test(words) ? words : `phase-${words}`;
  return led.slice(0, 32).replace(/-+$/, "");
}

/** Minutes as people write them: `5`, `2.5`, `2,5` or `1:30`; undefined if it is none of these. */
export function secondsOf(text: string): number | undefined {
  const [, whole, part, seconds] = /^\s*(\d{1,4})(?:[.,](\d{1,3})|:([0-5]\d))?\s*$/.exec(text) ?? [];
  if (whole === undefined) return undefined;
  return Number(whole) * 60 + Math.round(Number(`0.${part ?? 0}`) * 60) + Number(seconds ?? 0);
}

/** `5`, or `1:30` where seconds are left over. */
export function minutesText(seconds: number): string {
  const rest = seconds % 60;
  return `${Math.floor(seconds / 60)}${rest === 0 ? "" : `:${String(rest).padStart(2, "0")}`}`;
}

/** `1 minute`, `45 minutes`, `7:30 minutes`. */
export function durationText(seconds: number): string {
  return `${minutesText(seconds)} ${seconds === 60 ? "minute" : "minutes"}`;
}

function freeId(name: string, taken: ReadonlySet<string>): PhaseId {
  const first = slug(name);
  for (let n = 2, id = first; ; n++) {
    if (!taken.has(id)) return id;
    const end = `-${n}`;
    id = `${first.slice(0, 32 - end.length).replace(/-+$/, "")}${end}`;
  }
}

function nameProblem(name: string): RowProblems {
  const { length } = name.trim();
  if (length === 0) return { name: "A phase needs a name." };
  return length > limits.nameLength ? { name: `At most ${limits.nameLength} characters; these are ${length}.` } : {};
}

function minutesProblem(text: string): RowProblems {
  const seconds = secondsOf(text);
  if (seconds === undefined) return { minutes: "Minutes are written like 5, 2.5 or 1:30." };
  return seconds > limits.phaseSeconds ? { minutes: `At most ${limits.phaseSeconds / 60} minutes.` } : {};
}

function wholeProblem(rows: readonly Row[]): string | undefined {
  if (rows.length === 0) return "An interview has at least one phase.";
  if (rows.length > limits.phases) return `An interview has at most ${limits.phases} phases; these are ${rows.length}.`;
  if (rows.every(({ minutes }) => secondsOf(minutes) === 0)) return "An interview takes at least a second: give a phase some minutes.";
  return undefined;
}
