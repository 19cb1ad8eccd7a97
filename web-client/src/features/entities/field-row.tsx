import { Eraser, KeyRound, ListTree } from "lucide-react";
import { useState } from "react";
import type { EntityField, EntityItem } from "../../protocol/generated/types.ts";
import { Action, TextInput } from "../../ui/controls.tsx";
import { Segments } from "../../ui/segments.tsx";
import { EditForm } from "../lists/edit-form.tsx";
import { limits } from "../lists/limits.ts";
import { ListRow, type Nudge, RowText } from "../lists/list-row.tsx";
import { useRoom } from "../room/context.tsx";
import { type Fields, tidiedField } from "./fields.ts";
import { useEntityEdit } from "./use-entity-edit.ts";

type Mark = EntityField["mark"];

export interface FieldRowProps {
  readonly id: string;
  readonly entity: EntityItem;
  /** Where the field is among those of the entity. */
  readonly index: number;
  readonly may: boolean;
  readonly onNudge: Nudge;
  /** Gives the entity these fields. */
  readonly onPut: (fields: Fields) => void;
}

/** One field: its name, its type, what it is for look-ups, and a note. */
export function FieldRow({ id, entity, index, may, onNudge, onPut }: FieldRowProps) {
  const [editing, setEditing] = useState(false);
  const { fields } = entity.content;
  const field = fields[index];
  if (field === undefined) return null;
  const edit = () => setEditing(true);
  const { mark: _, ...bare } = field;
  const marked = (mark: Mark) => onPut(fields.with(index, mark === undefined ? bare : { ...bare, mark }));
  return (
    <ListRow
      id={id}
      name={field.name}
      may={may}
      editing={editing}
      onEdit={edit}
      onNudge={onNudge}
      onRemove={() => onPut(fields.toSpliced(index, 1))}
      actions={
        <>
          {field.mark !== "key" && <Action textValue="Mark as the key" onAction={() => marked("key")}><KeyRound className="icon" aria-hidden /> Mark as the key</Action>}
          {field.mark !== "index" && <Action textValue="Mark as an index" onAction={() => marked("index")}><ListTree className="icon" aria-hidden /> Mark as an index</Action>}
          {field.mark !== undefined && <Action textValue="Take the mark away" onAction={() => marked(undefined)}><Eraser className="icon" aria-hidden /> Take the mark away</Action>}
        </>
      }
    >
      {editing ? <FieldEditor entity={entity} index={index} field={field} onDone={() => setEditing(false)} /> : <Shown field={field} onEdit={may ? edit : undefined} />}
    </ListRow>
  );
}

function Shown({ field, onEdit }: { readonly field: EntityField; readonly onEdit: (() => void) | undefined }) {
  const { name, type, mark, note } = field;
  return (
    <RowText text={name} onEdit={onEdit}>
      <span className="field-line">
        <span className="field-line__name">{name}</span>
        {type !== undefined && <span className="field-line__type">{type}</span>}
        {mark !== undefined && (
          <span className={`chip${mark === "key" ? " chip--accent" : ""}`}>
            {mark === "key" ? <KeyRound className="icon" aria-hidden /> : <ListTree className="icon" aria-hidden />}
            {mark}
          </span>
        )}
        {note !== undefined && <span className="field-line__note">{note}</span>}
      </span>
    </RowText>
  );
}

interface FieldEditorProps {
  readonly entity: EntityItem;
  readonly index: number;
  readonly field: EntityField;
  readonly onDone: () => void;
}

function FieldEditor({ onDone, ...begun }: FieldEditorProps) {
  const { session } = useRoom();
  const [{ entity, index, field }] = useState(begun); // As the user saw it when they began.
  const edit = useEntityEdit(entity.id);
  const [name, setName] = useState(field.name);
  const [type, setType] = useState(field.type ?? "");
  const [mark, setMark] = useState<NonNullable<Mark> | "none">(field.mark ?? "none");
  const [note, setNote] = useState(field.note ?? "");
  const save = () => {
    const changed = tidiedField({ name, type, mark: mark === "none" ? undefined : mark, note });
    if (changed !== undefined) edit({ ...entity.content, fields: entity.content.fields.with(index, changed) }, entity);
  };
  const typing = (set: (value: string) => void) => (value: string) => {
    set(value);
    session?.signals.typing({ item: { kind: "entity", id: entity.id } });
  };
  return (
    <EditForm onSave={save} onDone={onDone}>
      <div className="edit-form__more">
        <TextInput label="Field" hideLabel small autoFocus value={name} maxLength={limits.nameLength} onChange={typing(setName)} placeholder="Name" />
        <TextInput label="Type" hideLabel small value={type} maxLength={limits.nameLength} onChange={typing(setType)} placeholder="Type, as uuid" />
      </div>
      <Segments
        label="Mark"
        hideLabel
        value={mark}
        onChange={setMark}
        segments={[{ id: "none", name: "Plain" }, { id: "key", name: "Key" }, { id: "index", name: "Index" }]}
      />
      <TextInput label="Note" hideLabel small value={note} maxLength={limits.labelLength} onChange={typing(setNote)} placeholder="Note, as up to 200 characters" />
    </EditForm>
  );
}
