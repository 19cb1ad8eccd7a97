import { useState } from "react";
import { Button as AriaButton } from "react-aria-components";
import type { Concept, GuideConcept, HttpGuide } from "../../protocol/generated/types.ts";
import { Button, Dialog } from "../../ui/controls.tsx";
import { conceptNames } from "../probes/labels.ts";

export interface ConceptChipProps {
  readonly concept: Concept;
  readonly cards: HttpGuide["concepts"];
}

/** What a probe is about; opens the guide's card of it, where there is one. */
export function ConceptChip({ concept, cards }: ConceptChipProps) {
  const [open, setOpen] = useState(false);
  const card = cards.find(({ id }) => id === concept);
  if (card === undefined) return <span className="chip">{conceptNames[concept]}</span>;
  return (
    <>
      <AriaButton className="chip concept-chip" aria-label={`Concept: ${conceptNames[concept]}`} onPress={() => setOpen(true)}>
        {conceptNames[concept]}
      </AriaButton>
      <Dialog title={card.name} open={open} onClose={() => setOpen(false)} width="36rem" buttons={<Button onPress={() => setOpen(false)}>Close</Button>}>
        <Card card={card} />
      </Dialog>
    </>
  );
}

function Card({ card: { summary, points, pitfalls, sources } }: { readonly card: GuideConcept }) {
  return (
    <div className="concept">
      <p>{summary}</p>
      <Lines title="What to know" lines={points} />
      <Lines title="What goes wrong" lines={pitfalls} />
      <div className="concept__sources">
        <Lines title="To read" lines={sources} />
      </div>
    </div>
  );
}

function Lines({ title, lines }: { readonly title: string; readonly lines: readonly string[] }) {
  return (
    <section>
      <h3 className="key__title">{title}</h3>
      <ul className="key__points">
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </section>
  );
}
