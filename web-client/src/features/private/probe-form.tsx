import { type ReactNode, useRef, useState } from "react";
import type { Concept, ItemId, PhaseId, ProbeContent } from "../../protocol/generated/types.ts";
import { Select } from "../../ui/controls.tsx";
import { useReturnFocus } from "../../ui/focus.ts";
import { GrowingArea } from "../../ui/growing-area.tsx";
import { frameworkOf, requirementsOf, useView } from "../room/context.tsx";
import { concepts } from "../probes/labels.ts";

const none = "none";

export interface ProbeFormProps {
  readonly label: string;
  /** What the form begins with, but for the question. */
  readonly about: Omit<ProbeContent, "question">;
  readonly question: string;
  readonly onQuestion: (question: string) => void;
  readonly onEscape: () => void;
  /** The buttons, for the content as it is written; undefined as long as it has no question. */
  readonly children: (content: ProbeContent | undefined) => ReactNode;
}

/** A probe's question and what it is about. */
export function ProbeForm({ label, about, question, onQuestion, onEscape, children }: ProbeFormProps) {
  const framework = useView(frameworkOf);
  const requirements = useView(requirementsOf);
  const limit = useView((view) => view.limits?.questionLength);
  const [concept, setConcept] = useState<Concept | typeof none>(about.concept ?? none);
  const [phase, setPhase] = useState<PhaseId>(about.phase ?? none);
  const [requirement, setRequirement] = useState<ItemId>(about.requirement ?? none);
  const place = useRef<HTMLDivElement>(null);
  useReturnFocus(place);
  const text = question.trim();
  const content: ProbeContent | undefined =
    text === ""
      ? undefined
      : { question: text, ...(phase === none ? {} : { phase }), ...(concept === none ? {} : { concept }), ...(requirement === none ? {} : { requirement }) };
  return (
    <div
      ref={place}
      className="probe-form"
      role="group"
      aria-label={label}
      onKeyDown={(event) => {
        if (event.key === "Escape") onEscape();
      }}
    >
      <GrowingArea autoFocus label="Question" placeholder="What do you want to ask?" value={question} maxLength={limit} onChange={onQuestion} />
      <div className="private__pair">
        <Select small label="Concept" hideLabel value={concept} onChange={setConcept} choices={[{ id: none, name: "Any concept" }, ...concepts]} />
        <Select small label="Phase" hideLabel value={phase} onChange={setPhase} choices={[{ id: none, name: "Any phase" }, ...(framework?.phases ?? [])]} />
      </div>
      {requirements.length > 0 && (
        <Select
          small
          label="Requirement"
          hideLabel
          value={requirement}
          onChange={setRequirement}
          choices={[{ id: none, name: "No requirement" }, ...requirements.map(({ id, content }) => ({ id, name: content.text }))]}
        />
      )}
      <div className="probe-form__buttons">{children(content)}</div>
    </div>
  );
}
