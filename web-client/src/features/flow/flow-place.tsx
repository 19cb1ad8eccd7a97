import { newId } from "../../net/secrets.ts";
import { Adder } from "../lists/adder.tsx";
import { limits } from "../lists/limits.ts";
import { useLostEdits } from "../lists/lost-edits.ts";
import { SortedRows } from "../lists/sorted-rows.tsx";
import { stepsOf, useCommand, useMayWrite, useView } from "../room/context.tsx";
import { AddDataFlow } from "./add-data-flow.tsx";
import { StepConflict } from "./step-conflict.tsx";
import { StepRow } from "./step-row.tsx";
import "./flow.css";

/** The steps in which a system turns what comes in into what goes out. */
export function FlowPlace() {
  const steps = useView(stepsOf);
  const may = useMayWrite();
  const command = useCommand();
  const lost = useLostEdits("step.edit", steps);
  return (
    <div className="lists">
      <section className="lists__list flow" aria-label="Data flow">
        <header className="lists__head">
          <h2>Data flow</h2>
        </header>
        <SortedRows items={steps} may={may} row={(step, nudge) => <StepRow key={step.id} step={step} place={steps.indexOf(step) + 1} may={may} onNudge={nudge} />} />
        {lost.map((conflict) => (
          <StepConflict key={conflict.item} {...conflict} />
        ))}
        {steps.length === 0 && <p className="lists__hint">One line for each step: what goes in, what is done with it, what comes out.</p>}
        {may && (
          <Adder
            place="new-step"
            label="Add a step"
            start="A step, as: fetch the page behind a URL"
            limit={limits.requirementLength}
            onAdd={(text) => command({ type: "step.add", id: newId(), content: { text } })}
          />
        )}
        <AddDataFlow>These steps have no time of their own in the plan.</AddDataFlow>
      </section>
    </div>
  );
}
