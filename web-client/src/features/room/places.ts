import type { FrameworkItem, PhaseId, StepItem } from "../../protocol/generated/types.ts";

/** What the workspace can show beside the notes, in the order of its tabs. */
export const places = ["problem", "requirements", "entities", "api", "flow", "board", "deep-dives", "tips"] as const;

export type Place = (typeof places)[number];

/** The place of a phase's work. Phases that have none of their own show their tips beside the notes. */
export function placeOf(phase: PhaseId | undefined): Place {
  switch (phase) {
    case undefined:
    case "introduction":
      return "problem";
    case "requirements":
    case "entities":
    case "api":
      return phase;
    case "data-flow":
      return "flow";
    case "high-level-design":
      return "board";
    case "deep-dives":
      return "deep-dives";
    default:
      return "tips";
  }
}

/** Whether a place is offered: the data flow only where the framework has its phase, or somebody wrote a step. */
export function isOffered(place: Place, framework: FrameworkItem | undefined, steps: readonly StepItem[]): boolean {
  return place !== "flow" || steps.length > 0 || framework?.phases.some(({ id }) => id === "data-flow") === true;
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
