import { useCallback } from "react";
import type { Concept, HintLevel, ParticipantId, PhaseId, ProbeStatus, Time } from "../../protocol/generated/types.ts";
import type { Choice } from "../../ui/controls.tsx";
import { phaseName } from "../clock/time.ts";
import { frameworkOf, participantOf, timerOf, useView } from "../room/context.tsx";
import { timeLabel } from "./interview-time.ts";

/** The concepts of [PB2] as people call them. */
export const conceptNames: Readonly<Record<Concept, string>> = {
  scaling: "Scaling",
  "work-distribution": "Work distribution",
  "data-distribution": "Data distribution",
  cap: "CAP and consistency",
  locking: "Locking and concurrency",
  indexing: "Indexing and search",
  communication: "Communication",
  security: "Security",
  monitoring: "Monitoring",
};

export const concepts = (Object.keys(conceptNames) as Concept[]).map((id): Choice<Concept> => ({ id, name: conceptNames[id] }));

export const statusNames: Readonly<Record<ProbeStatus, string>> = { open: "Open", parked: "Parked", closed: "Closed" };

/** What each level of a hint gives away. */
export const hintNames: Readonly<Record<HintLevel, string>> = { nudge: "Nudge", pointer: "Pointer", partial: "Partial answer", reveal: "Full answer" };

export const hintLevels = Object.keys(hintNames) as HintLevel[];

/** Names phases as the room does. */
export function usePhaseName(): (phase: PhaseId) => string {
  const framework = useView(frameworkOf);
  return useCallback((phase) => phaseName(framework, phase), [framework]);
}

/** Says when something was, counted from the interview's start. */
export function useTimeLabel(): (time: Time) => string {
  const clock = useView((view) => timerOf(view)?.clock);
  return useCallback((time) => timeLabel(time, clock), [clock]);
}

/** How a participant is called. */
export function useName(participant: ParticipantId): string {
  return useView((view) => (participant === view.me ? "You" : (participantOf(view, participant)?.name ?? "Somebody")));
}
