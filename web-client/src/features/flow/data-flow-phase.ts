import type { Command, FrameworkItem, PhaseId, TimerItem } from "../../protocol/generated/types.ts";

const phase = { id: "data-flow", name: "Data flow", seconds: 300 } as const;
const before: readonly PhaseId[] = ["api", "entities", "requirements", "introduction"];

/**
 * What puts the phase of the data flow into the framework, for those who may run the clock: behind the API or what else comes before it. In the lobby it is
 * an edit of the plan, which is the interviewers' (RM8); then the later phases pay for it (TM21). Undefined where it is there already, or nobody may.
 */
export function addDataFlow(framework: FrameworkItem, { clock }: TimerItem, isInterviewer: boolean): Command | undefined {
  const { phases } = framework;
  const after = before.find((id) => phases.some((other) => other.id === id)) ?? phases[0]?.id;
  if (after === undefined || phases.some(({ id }) => id === phase.id)) return undefined;
  switch (clock.state) {
    case "lobby": {
      const behind = phases.findIndex(({ id }) => id === after) + 1;
      return isInterviewer ? { type: "framework.edit", rev: framework.rev, phases: phases.toSpliced(behind, 0, phase) } : undefined;
    }
    case "running":
    case "paused":
      return { type: "phase.add", phase, after };
    case "ended":
      return undefined;
  }
}
