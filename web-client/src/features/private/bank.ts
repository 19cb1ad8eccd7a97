import type { Concept, GuideId, GuideProbe, HttpRoomGuide, ItemId, PhaseId, ProbePlanItem } from "../../protocol/generated/types.ts";
import { conceptNames } from "../probes/labels.ts";

/** What to show of the bank; undefined shows any. */
export interface BankFilter {
  readonly words: string;
  readonly phase: PhaseId | undefined;
  readonly concept: Concept | undefined;
  /** Leaves out what was pushed already. */
  readonly unasked: boolean;
  /** Leaves out what was not made for the room's problem. */
  readonly suggested: boolean;
}

/** What the room has of an entry of the bank. */
export type Use = { readonly state: "queued"; readonly plan: ItemId } | { readonly state: "pushed"; readonly plan: ItemId };

/** The entries that a filter lets through, those suggested for the room's problem first, as they stand in the bank otherwise. */
export function searchBank(bank: readonly GuideProbe[], filter: BankFilter, uses: ReadonlyMap<GuideId, Use>, suggested: ReadonlySet<GuideId>): readonly GuideProbe[] {
  const words = folded(filter.words).split(/\s+/).filter((word) => word !== "");
  const found = bank.filter(
    (probe) =>
      (filter.phase === undefined || probe.phases.includes(filter.phase)) &&
      (filter.concept === undefined || probe.concept === filter.concept) &&
      !(filter.unasked && uses.get(probe.id)?.state === "pushed") &&
      !(filter.suggested && !suggested.has(probe.id)) &&
      matches(probe, words),
  );
  return [...found.filter(({ id }) => suggested.has(id)), ...found.filter(({ id }) => !suggested.has(id))];
}

/** The entries that suit a problem: those that its key names, and those that were made for it. */
export function suggestedFor({ probes, problems }: HttpRoomGuide, problem: GuideId | undefined): ReadonlySet<GuideId> {
  if (problem === undefined) return new Set();
  const named = problems.find(({ id }) => id === problem)?.probes ?? [];
  return new Set([...named, ...probes.flatMap((probe) => (probe.problems.includes(problem) ? [probe.id] : []))]);
}

/** What became of the bank's entries in a room; of one that was taken twice, the pushed one counts. */
export function usesOf(plans: readonly ProbePlanItem[]): ReadonlyMap<GuideId, Use> {
  const uses = new Map<GuideId, Use>();
  for (const { id, bank, state } of plans) {
    if (bank !== undefined && uses.get(bank)?.state !== "pushed") uses.set(bank, { state, plan: id });
  }
  return uses;
}

function matches(probe: GuideProbe, words: readonly string[]): boolean {
  if (words.length === 0) return true;
  const { nudge, pointer, partial } = probe.hints;
  const text = folded([probe.question, conceptNames[probe.concept], ...probe.strong, nudge, pointer, partial].join(" "));
  return words.every((word) => text.includes(word));
}

// Without case and accents.
function folded(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}
