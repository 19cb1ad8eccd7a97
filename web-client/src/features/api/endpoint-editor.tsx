import { useState } from "react";
import type { EndpointItem } from "../../protocol/generated/types.ts";
import { Select, TextInput } from "../../ui/controls.tsx";
import { GrowingArea } from "../../ui/growing-area.tsx";
import { Segments } from "../../ui/segments.tsx";
import { EditForm } from "../lists/edit-form.tsx";
import { limits } from "../lists/limits.ts";
import { revised, same } from "../lists/merging.ts";
import { endpointsOf, entitiesOf, requirementsOf, useCommand, useRoom, useView } from "../room/context.tsx";
import { type Draft, byServing, contentOf, draftOf, examples, mergedEndpoint, restyled, shortText, styles, verbNames, verbs } from "./endpoints.ts";
import { LinkChips } from "./link-chips.tsx";

/** An endpoint being edited in place, with all that belongs to it. */
export function EndpointEditor({ endpoint, onDone }: { readonly endpoint: EndpointItem; readonly onDone: () => void }) {
  const { model, session } = useRoom();
  const command = useCommand();
  const requirements = useView(requirementsOf);
  const entities = useView(entitiesOf);
  const [seen] = useState(endpoint); // As the user saw it when they began.
  const [draft, setDraft] = useState(() => draftOf(seen.content));
  const { id } = seen;
  const { style, verb } = draft;

  const change = (part: Partial<Draft>) => setDraft({ ...draft, ...part });
  const typed = (part: Partial<Draft>) => {
    change(part);
    session?.signals.typing({ item: { kind: "endpoint", id } });
  };
  const save = () => {
    const content = contentOf(draft);
    if (content === undefined || same(content, seen.content)) return;
    const now = endpointsOf(model.view).find((other) => other.id === id);
    command({ type: "endpoint.edit", id, ...revised(seen, content, now, mergedEndpoint) });
  };
  return (
    <EditForm onSave={save} onDone={onDone}>
      <Segments label="Style" hideLabel value={style} onChange={(chosen) => setDraft(restyled(draft, chosen))} segments={styles} />
      <div className="endpoint-editor__line">
        <Select label={verbNames[style]} hideLabel small value={verb} onChange={(chosen) => change({ verb: chosen })} choices={verbs[style]} />
        <TextInput
          label={style === "rest" ? "Path" : "Name"}
          hideLabel
          small
          autoFocus
          value={draft.target}
          maxLength={style === "rest" ? limits.pathLength : limits.labelLength}
          onChange={(target) => typed({ target })}
          placeholder={examples[style]}
        />
      </div>
      <Payload label={style === "message" ? "Payload" : "Request"} value={draft.request} onChange={(request) => typed({ request })} />
      {style !== "message" && <Payload label="Response" value={draft.response} onChange={(response) => typed({ response })} />}
      <LinkChips
        label="Requirements that it serves"
        none="No requirement is written down yet."
        links={byServing(requirements).map(({ id: link, content }) => ({ id: link, name: shortText(content.text), title: content.text }))}
        chosen={draft.requirements}
        onChange={(chosen) => change({ requirements: chosen })}
      />
      <LinkChips
        label="Entities that it exchanges"
        none="No entity is written down yet."
        links={entities.map(({ id: link, content }) => ({ id: link, name: content.name }))}
        chosen={draft.entities}
        onChange={(chosen) => change({ entities: chosen })}
      />
    </EditForm>
  );
}

function Payload({ label, value, onChange }: { readonly label: string; readonly value: string; readonly onChange: (value: string) => void }) {
  return (
    <div className="endpoint-editor__payload">
      <span className="field__label" aria-hidden>{label}</span>
      <GrowingArea small label={label} value={value} maxLength={limits.payloadLength} onChange={onChange} placeholder="In your words, or JSON" />
    </div>
  );
}
