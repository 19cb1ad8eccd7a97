import type { PhaseId } from "../../protocol/generated/types.ts";

/** What the workspace can show beside the notes. */
export type Place = "problem" | "requirements" | "board" | "tips" | "probes";

/** The place of a phase's work. Phases that have none of their own show their tips beside the notes. */
export function placeOf(phase: PhaseId | undefined): Place {
  switch (phase) {
    case undefined:
    case "introduction":
      return "problem";
    case "requirements":
      return "requirements";
    case "high-level-design":
      return "board";
    case "deep-dives":
      return "probes";
    default:
      return "tips";
  }
}

/** Where the user looks: along with the interview, or at something of their own choice. */
export type Gaze =
  | { readonly kind: "following" }
  | { readonly kind: "looking"; readonly place: Place; readonly phase: PhaseId | undefined };

/** What is shown, with the phase whose tips are meant. */
export function shownBy(gaze: Gaze, present: PhaseId | undefined): { readonly place: Place; readonly phase: PhaseId | undefined } {
  switch (gaze.kind) {
    case "following":
      return { place: placeOf(present), phase: present };
    case "looking":
      return { place: gaze.place, phase: gaze.phase ?? present };
  }
}
