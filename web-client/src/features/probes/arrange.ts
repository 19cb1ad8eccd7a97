import type { ProbeItem } from "../../protocol/generated/types.ts";

/** Probes as they are shown: pinned ones first, then the newest first. */
export function pinnedFirst(probes: readonly ProbeItem[]): readonly ProbeItem[] {
  return [...probes].reverse().sort((a, b) => Number(b.pinned) - Number(a.pinned));
}

/**
 * A list in the order in which it stands already, while nothing in it may move under the user's hands: what is gone is left out, what is new
 * comes last.
 */
export function held<T extends { readonly id: string }>(list: readonly T[], before: readonly string[]): readonly T[] {
  const known = new Map(list.map((one) => [one.id, one]));
  const stay = before.flatMap((id) => known.get(id) ?? []);
  const old = new Set(before);
  return [...stay, ...list.filter(({ id }) => !old.has(id))];
}

/** Names one pushing of a probe: one that was taken back and is pushed again arrives again. */
export function arrivalOf(probe: ProbeItem): string {
  return `${probe.id}|${probe.pushed}`;
}

/** The probes that are new to somebody who knows those: pushed by others, and not answered or closed meanwhile. */
export function arrivals(probes: readonly ProbeItem[], known: ReadonlySet<string>, me: string | undefined): readonly ProbeItem[] {
  return probes.filter((probe) => !known.has(arrivalOf(probe)) && probe.by !== me && probe.answer === undefined && probe.status !== "closed");
}
