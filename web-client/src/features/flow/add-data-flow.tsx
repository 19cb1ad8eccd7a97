import { Plus } from "lucide-react";
import type { ReactNode } from "react";
import type { Command } from "../../protocol/generated/types.ts";
import { Button } from "../../ui/controls.tsx";
import { frameworkOf, timerOf, useCommand, useRoom, useRunsClock, useView } from "../room/context.tsx";
import { addDataFlow } from "./data-flow-phase.ts";
import "./flow.css";

/** What adds the phase of the data flow, for those who may. */
export function useAddDataFlow(): Command | undefined {
  const { role } = useRoom();
  const runs = useRunsClock();
  const framework = useView(frameworkOf);
  const timer = useView(timerOf);
  return runs && framework !== undefined && timer !== undefined ? addDataFlow(framework, timer, role === "interviewer") : undefined;
}

/** Offers the phase of the data flow, with why, where the framework has none. */
export function AddDataFlow({ children }: { readonly children: ReactNode }) {
  const command = useCommand();
  const add = useAddDataFlow();
  const live = useView((view) => view.connection.status === "live");
  if (add === undefined) return null;
  return (
    <div className="flow__add">
      <p>
        {children} {add.type === "phase.add" ? "Five minutes, which the last phases give." : "Five minutes, on top of the plan."}
      </p>
      <Button small isDisabled={!live} onPress={() => command(add)}>
        <Plus className="icon" aria-hidden />
        Add the Data flow phase
      </Button>
    </div>
  );
}
