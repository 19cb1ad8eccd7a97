import type { ClockBy, GuideId, HttpCreateRoom } from "../../protocol/generated/types.ts";
import { type Checked, type Preset, type Row, check, phasesOf, rowsOf } from "../framework/phases.ts";

export const limits = { title: 200, problem: 20_000 } as const; // LM1

/** How long the interview is to be; `own`: as long as the phases that were edited. */
export type Length = "35" | "45" | "60" | "own";

/** A room as it stands in the form, right or wrong. */
export interface Draft {
  readonly title: string;
  readonly problem: string;
  /** The library's problem that it was taken from (RM13). */
  readonly guide: GuideId | undefined;
  readonly length: Length;
  readonly dataFlow: boolean;
  /** The phases of the length `own`; they stay when another is chosen for a while. */
  readonly own: readonly Row[] | undefined;
  readonly clockBy: ClockBy;
  readonly autoAdvance: boolean;
  readonly spectators: boolean;
}

export const emptyDraft: Draft = {
  title: "", problem: "", guide: undefined, length: "45", dataFlow: false, own: undefined, clockBy: "interviewers", autoAdvance: false, spectators: true,
};

export interface DraftProblems {
  readonly title?: string;
  readonly problem?: string;
  readonly framework?: Exclude<Checked, { readonly phases: unknown }>;
}

/** The phases of a draft, whichever way they were chosen. */
export function rowsIn(draft: Draft): readonly Row[] {
  return draft.length === "own" && draft.own !== undefined ? draft.own : rowsOf(phasesOf(presetOf(draft)));
}

/** The draft with this length; `own` goes on from the phases as they are. */
export function withLength(draft: Draft, length: Length): Draft {
  return length === "own" ? { ...draft, length, own: draft.own ?? rowsIn(draft) } : { ...draft, length };
}

/** What to ask the server for, or what is wrong with the draft. */
export function checkDraft(draft: Draft): { readonly room: HttpCreateRoom } | { readonly problems: DraftProblems } {
  const title = titleOf(draft.title);
  const problem = problemOf(draft.problem);
  const framework = draft.length === "own" ? check(rowsIn(draft)) : { preset: presetOf(draft) };
  const problems: DraftProblems = { ...titleProblem(title), ...problemProblem(problem), ...("rows" in framework ? { framework } : {}) };
  if ("rows" in framework || Object.keys(problems).length > 0) return { problems };
  const { guide, clockBy, autoAdvance, spectators } = draft;
  const about = problem === "" ? {} : { problem, ...(guide === undefined ? {} : { guide }) };
  return { room: { title, ...about, framework, clockBy, autoAdvance, spectators } };
}

/** A title as the protocol takes it: one line without control characters. */
export function titleOf(text: string): string {
  return text.replace(/[\u0000-\u001f\u007f-\u009f]+/g, " ").trim();
}

/** A problem's text as the protocol takes it: of control characters it has line ends and tabs alone. */
export function problemOf(text: string): string {
  return text.replace(/\r\n?/g, "\n").replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g, "").trim();
}

export function titleProblem(title: string): { readonly title?: string } {
  if (title === "") return { title: "A room needs a title. The problem's name will do." };
  return title.length > limits.title ? { title: `At most ${limits.title} characters; these are ${title.length}.` } : {};
}

export function problemProblem(problem: string): { readonly problem?: string } {
  return problem.length > limits.problem ? { problem: `At most ${count(limits.problem)} characters; these are ${count(problem.length)}.` } : {};
}

function presetOf({ length, dataFlow }: Draft): Preset {
  const minutes = length === "own" ? "45" : length;
  return dataFlow ? `${minutes}-data-flow` : minutes;
}

function count(value: number): string {
  return value.toLocaleString("en");
}
