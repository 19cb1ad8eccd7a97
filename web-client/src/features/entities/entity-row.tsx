import { ChevronDown, KeyRound, Shapes, UserRound } from "lucide-react";
import { memo, useId, useState } from "react";
import type { EntityItem } from "../../protocol/generated/types.ts";
import { keyOf } from "../../sync/fold.ts";
import { Action, IconButton } from "../../ui/controls.tsx";
import { EditForm } from "../lists/edit-form.tsx";
import { EditedLine } from "../lists/edited-line.tsx";
import { limits } from "../lists/limits.ts";
import { ListRow, type Nudge, RowText } from "../lists/list-row.tsx";
import { lineOf } from "../lists/text.ts";
import { Typing } from "../people/typing.tsx";
import { useCommand, useView } from "../room/context.tsx";
import type { EntityActions } from "./entities-place.tsx";
import { EntityConflict } from "./entity-conflict.tsx";
import { EntityDetails } from "./entity-details.tsx";
import { fieldIds } from "./fields.ts";
import { useEntityEdit } from "./use-entity-edit.ts";

export interface EntityRowProps {
  readonly entity: EntityItem;
  readonly may: boolean;
  readonly onNudge: Nudge;
  readonly actions: EntityActions | undefined;
}

/** One entity: its name, and on demand its fields and its note. */
export const EntityRow = memo(function EntityRow({ entity, may, onNudge, actions }: EntityRowProps) {
  const { id, rev, content } = entity;
  const command = useCommand();
  const [editing, setEditing] = useState(false);
  const [open, setOpen] = useState(false);
  const details = useId();
  const key = keyOf(entity);
  const conflict = useView((view) => view.conflicts.get(key));
  const edit = () => setEditing(true);
  const role = content.role === "actor" ? "resource" : "actor";
  const other = role === "actor" ? "Make it an actor" : "Make it a resource";
  const has = content.fields.length > 0 || content.note !== undefined;
  return (
    <ListRow
      id={id}
      name={content.name}
      may={may}
      editing={editing}
      onEdit={edit}
      onNudge={onNudge}
      onRemove={() => command({ type: "entity.remove", id, rev })}
      aside={
        <>
          <Typing place={key} />
          {(may || has) && (
            <IconButton small label={`${open ? "Hide" : "Show"} the fields of ${content.name}`} aria-expanded={open} aria-controls={details} onPress={() => setOpen(!open)}>
              <ChevronDown className="icon entity__mark" aria-hidden data-open={open || undefined} />
            </IconButton>
          )}
        </>
      }
      actions={
        <Action textValue={other} onAction={() => command({ type: "entity.edit", id, rev, content: { ...content, role } })}>
          {role === "actor" ? <UserRound className="icon" aria-hidden /> : <Shapes className="icon" aria-hidden />}
          {other}
        </Action>
      }
    >
      {editing ? <NameEditor entity={entity} onDone={() => setEditing(false)} /> : <RowText text={content.name} onEdit={may ? edit : undefined}><strong className="entity__name">{content.name}</strong></RowText>}
      {!open && has && <Summary entity={entity} />}
      <div id={details}>{open && <EntityDetails entity={entity} may={may} actions={actions} />}</div>
      {conflict?.command.type === "entity.edit" && <EntityConflict item={key} conflict={conflict} edit={conflict.command} />}
    </ListRow>
  );
});

// The fields in a line, of as much as one needs to know that they are there.
function Summary({ entity: { content } }: { readonly entity: EntityItem }) {
  const ids = fieldIds(content.fields);
  return (
    <p className="entity__summary">
      {content.fields.map(({ name, mark }, index) => (
        <span key={ids[index]} className="entity__short">
          {mark === "key" && <KeyRound className="icon" aria-label="Key:" role="img" />}
          {name}
        </span>
      ))}
      {content.fields.length === 0 && <span className="entity__note">{content.note}</span>}
    </p>
  );
}

function NameEditor({ entity, onDone }: { readonly entity: EntityItem; readonly onDone: () => void }) {
  const edit = useEntityEdit(entity.id);
  const [seen] = useState(entity); // As the user saw it when they began.
  const [name, setName] = useState(seen.content.name);
  const save = () => {
    const line = lineOf(name);
    if (line !== undefined) edit({ ...seen.content, name: line }, seen);
  };
  return (
    <EditForm onSave={save} onDone={onDone}>
      <EditedLine label="Name" item={{ kind: "entity", id: seen.id }} value={name} maxLength={limits.nameLength} onChange={setName} />
    </EditForm>
  );
}
