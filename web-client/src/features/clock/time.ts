import type { FrameworkItem, PhaseId, TimerItem } from "../../protocol/generated/types.ts";
import { leftMillis } from "../../sync/timer.ts";

/** Minutes and seconds, rounded so that a countdown shows 0:00 exactly when it is over; overtime counts up with a plus. */
export function clockText(millis: number): string {
  const seconds = millis >= 0 ? Math.ceil(millis / 1000) : Math.floor(-millis / 1000);
  return `${millis < 0 ? "+" : ""}${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

/** The present phase; undefined in the lobby and after the end. */
export function presentPhase(timer: TimerItem | undefined): PhaseId | undefined {
  return timer !== undefined && "phase" in timer.clock ? timer.clock.phase : undefined;
}

/** What is left of one phase at the server's time `now`, in milliseconds. */
export function leftOf(timer: TimerItem, phase: PhaseId, now: number): number {
  return leftMillis(timer, now).get(phase) ?? 0;
}

/** What is left of the whole interview, overtime not counted against it: later phases have paid for that already. */
export function totalLeft(timer: TimerItem, now: number): number {
  const left = leftMillis(timer, now);
  return timer.phases.reduce((sum, { phase, skipped }) => sum + (skipped ? 0 : Math.max(0, left.get(phase) ?? 0)), 0);
}

/** How long the interview is planned for before its start, and what it took after its end. */
export function wholeOf({ clock, phases }: TimerItem): number {
  return phases.reduce((sum, { budgetMillis, spentMillis }) => sum + (clock.state === "lobby" ? budgetMillis : spentMillis), 0);
}

/** What a phase has had of the clock so far, in milliseconds. */
export function spentOf(timer: TimerItem, phase: PhaseId, now: number): number {
  const { clock } = timer;
  const spent = timer.phases.find((other) => other.phase === phase)?.spentMillis ?? 0;
  return clock.state === "running" && clock.phase === phase ? spent + now - clock.since : spent;
}

/** How urgent the present phase is. */
export type Urgency = "calm" | "soon" | "over";

/** Soon over is the last minute, and of a short phase its last quarter. Both in milliseconds. */
export function urgencyOf(left: number, budget: number): Urgency {
  return left < 0 ? "over" : left <= soonOver(budget) ? "soon" : "calm";
}

export function soonOver(budget: number): number {
  return Math.min(60_000, budget / 4);
}

/** The budget of a phase, in milliseconds. */
export function budgetOf(timer: TimerItem, phase: PhaseId): number {
  return timer.phases.find((other) => other.phase === phase)?.budgetMillis ?? 0;
}

/** The name of a phase; its id for one that the framework does not have. */
export function phaseName(framework: FrameworkItem | undefined, phase: PhaseId | undefined): string {
  return framework?.phases.find(({ id }) => id === phase)?.name ?? phase ?? "";
}

/** The phase that `phase.next` enters; undefined if there is none (TM9). */
export function nextPhase(timer: TimerItem): PhaseId | undefined {
  const at = timer.phases.findIndex(({ phase }) => phase === presentPhase(timer));
  return timer.phases.slice(at + 1).find(({ skipped }) => !skipped)?.phase;
}
