import type { Content, Coverage, ItemId, PhaseId, TimerItem } from "../../protocol/generated/types.ts";

/** How far a core requirement is covered: by endpoints that are walked, or by a deep dive that is met. */
export type Progress = "no-endpoint" | "not-walked" | "walked" | "no-dive" | "not-met" | "met";

export const progressNames: Readonly<Record<Progress, string>> = {
  "no-endpoint": "No endpoint yet",
  "not-walked": "Its endpoints are not walked yet",
  walked: "Walked",
  "no-dive": "No deep dive yet",
  "not-met": "Not met yet",
  met: "Met",
};

export function progressOf(style: Content["style"], { covered, endpoints, dive }: Coverage["requirements"][number]): Progress {
  if (style === "functional") return covered ? "walked" : endpoints.length > 0 ? "not-walked" : "no-endpoint";
  return covered ? "met" : dive === "open" ? "not-met" : "no-dive";
}

/** Whether every core requirement is covered, and there is one. */
export function isAllCovered({ requirements }: Coverage): boolean {
  return requirements.length > 0 && requirements.every(({ covered }) => covered);
}

export function countCovered({ requirements }: Coverage): number {
  return requirements.filter(({ covered }) => covered).length;
}

/** The endpoints that serve no requirement that is there. */
export function strayEndpoints({ endpoints }: Coverage): readonly ItemId[] {
  return endpoints.flatMap(({ id, requirements }) => (requirements.length === 0 ? [id] : []));
}

const early: ReadonlySet<PhaseId> = new Set(["introduction", "requirements", "entities"]);

/** Whether the interview has come to the API or beyond it: before that, nothing can be covered, and nobody is told so. */
export function isDue({ clock, phases }: TimerItem): boolean {
  return clock.state === "ended" || phases.some(({ phase, visits }) => visits > 0 && !early.has(phase));
}
