import type { PhaseId, TimerItem } from "../protocol/generated/types.ts";
import { unreachable } from "../protocol/unreachable.ts";

/** What is left of each phase at the server's time `now`, in milliseconds, less than 0 in overtime; borrowing shows live (TM3, CK5, CK6). */
export function leftMillis(timer: TimerItem, now: number): ReadonlyMap<PhaseId, number> {
  const left = new Map(timer.phases.map((phase) => [phase.phase, phase.budgetMillis - phase.spentMillis]));
  const present = presentOf(timer, now);
  if (present === undefined) {
    return left;
  }
  const ofPresent = (left.get(present.phase) ?? 0) - present.runningMillis;
  left.set(present.phase, ofPresent);
  const index = timer.phases.findIndex(({ phase }) => phase === present.phase);
  let owed = Math.max(0, -ofPresent);
  for (const phase of timer.phases.slice(index + 1).reverse()) {
    if (phase.visits === 0 && !phase.skipped) {
      const paid = Math.min(owed, phase.budgetMillis);
      left.set(phase.phase, phase.budgetMillis - paid);
      owed -= paid;
    }
  }
  return left;
}

function presentOf({ clock }: TimerItem, now: number): { phase: PhaseId; runningMillis: number } | undefined {
  switch (clock.state) {
    case "running":
      return { phase: clock.phase, runningMillis: now - clock.since };
    case "paused":
      return { phase: clock.phase, runningMillis: 0 };
    case "lobby":
    case "ended":
      return undefined;
    default:
      return unreachable(clock);
  }
}
