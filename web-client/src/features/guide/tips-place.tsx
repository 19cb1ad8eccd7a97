import type { PhaseId } from "../../protocol/generated/types.ts";
import { phaseName } from "../clock/time.ts";
import { frameworkOf, requirementsOf, useView } from "../room/context.tsx";
import { placeOf } from "../room/places.ts";
import { useGuide } from "./use-guide.ts";
import "./guide.css";

/** What helps in a phase, beside the notes in which its work is done. */
export function TipsPlace({ phase }: { readonly phase: PhaseId | undefined }) {
  const guide = useGuide();
  const framework = useView(frameworkOf);
  const core = useView(requirementsOf).filter(({ content }) => content.scope === "core");
  const tips = guide?.phases.find(({ id }) => id === phase);
  return (
    <div className="tips">
      <h2 className="tips__title">{phaseName(framework, phase)}</h2>
      {tips !== undefined && <p className="tips__summary">{tips.summary}</p>}
      {tips !== undefined && (
        <ul className="tips__list">
          {tips.tips.map((tip) => (
            <li key={tip}>{tip}</li>
          ))}
        </ul>
      )}
      {placeOf(phase) === "tips" && <p className="quiet">The notes are where this phase's work is written down.</p>}
      {core.length > 0 && (
        <section className="tips__core" aria-label="Core requirements">
          <h3>What it is for</h3>
          <ul>
            {core.map(({ id, content }) => (
              <li key={id}>
                {content.text}
                {content.target !== undefined && <span className="quiet"> · {content.target}</span>}
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}
