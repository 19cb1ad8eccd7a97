import { memo, useState } from "react";
import type { EndpointContent, EndpointItem } from "../../protocol/generated/types.ts";
import { endpointTitle } from "../../session/words.ts";
import { keyOf } from "../../sync/fold.ts";
import { ListRow, type Nudge, RowText } from "../lists/list-row.tsx";
import { Typing } from "../people/typing.tsx";
import { entitiesOf, requirementsOf, useCommand, useView } from "../room/context.tsx";
import { EndpointConflict } from "./endpoint-conflict.tsx";
import { EndpointEditor } from "./endpoint-editor.tsx";
import { EndpointHints } from "./endpoint-hints.tsx";
import { shortText, targetOf, verbOf, verbs } from "./endpoints.ts";
import { segmentsOf } from "./hints.ts";

export interface EndpointRowProps {
  readonly endpoint: EndpointItem;
  readonly may: boolean;
  readonly onNudge: Nudge;
}

/** One endpoint: what it is called, what goes in and out, what it serves and exchanges. */
export const EndpointRow = memo(function EndpointRow({ endpoint, may, onNudge }: EndpointRowProps) {
  const { id, rev, content } = endpoint;
  const command = useCommand();
  const [editing, setEditing] = useState(false);
  const key = keyOf(endpoint);
  const conflict = useView((view) => view.conflicts.get(key));
  const edit = () => setEditing(true);
  return (
    <ListRow
      id={id}
      name={endpointTitle(content)}
      may={may}
      editing={editing}
      onEdit={edit}
      onNudge={onNudge}
      onRemove={() => command({ type: "endpoint.remove", id, rev })}
      aside={<Typing place={key} />}
    >
      {editing ? (
        <EndpointEditor endpoint={endpoint} onDone={() => setEditing(false)} />
      ) : (
        <>
          <RowText text={endpointTitle(content)} onEdit={may ? edit : undefined}>
            <Title content={content} />
          </RowText>
          <Payload name={content.style === "message" ? "Data" : "In"} text={content.request} />
          <Payload name="Out" text={content.response} />
          <Links content={content} />
          {may && <EndpointHints endpoint={endpoint} />}
        </>
      )}
      {conflict?.command.type === "endpoint.edit" && <EndpointConflict item={key} conflict={conflict} edit={conflict.command} />}
    </ListRow>
  );
});

function Title({ content }: { readonly content: EndpointContent }) {
  const verb = verbOf(content);
  return (
    <span className="endpoint__title">
      <span className="endpoint__verb" data-verb={verb}>{verbs[content.style].find(({ id }) => id === verb)?.name}</span> <Target content={content} />
    </span>
  );
}

// Parameters of a path stand out from what is always the same.
function Target({ content }: { readonly content: EndpointContent }) {
  const target = targetOf(content);
  const parameters = content.style === "rest" ? segmentsOf(target).filter(({ isParameter }) => isParameter).map(({ text }) => text) : [];
  const parts = target.split("/");
  return (
    <span className="endpoint__target">
      {parts.map((part, index) => (
        <span key={index}>
          {index > 0 && "/"}
          {parameters.includes(part) ? <span className="endpoint__parameter">{part}</span> : part}
        </span>
      ))}
    </span>
  );
}

function Payload({ name, text }: { readonly name: string; readonly text: string | undefined }) {
  return text === undefined ? null : (
    <p className="endpoint__payload">
      <span className="endpoint__side">{name}</span> <span className="endpoint__text">{text}</span>
    </p>
  );
}

// Those that were removed meanwhile are not shown.
function Links({ content }: { readonly content: EndpointContent }) {
  const requirements = useView(requirementsOf).filter(({ id }) => content.requirements.includes(id));
  const entities = useView(entitiesOf).filter(({ id }) => content.entities.includes(id));
  if (requirements.length === 0 && entities.length === 0) return null;
  return (
    <p className="list-row__marks">
      {requirements.map(({ id, content: { text } }) => (
        <span key={id} className="chip" title={text}>{shortText(text)}</span>
      ))}
      {entities.map(({ id, content: { name } }) => (
        <span key={id} className="chip chip--accent">{name}</span>
      ))}
    </p>
  );
}
