import { arrayMove } from "@dnd-kit/sortable";
import { Plus } from "lucide-react";
import { useState } from "react";
import type { EntityField, EntityItem } from "../../protocol/generated/types.ts";
import { Button } from "../../ui/controls.tsx";
import { GrowingArea } from "../../ui/growing-area.tsx";
import { Sortable } from "../../ui/sortable.tsx";
import { Adder } from "../lists/adder.tsx";
import { EditForm } from "../lists/edit-form.tsx";
import { limits } from "../lists/limits.ts";
import { RowText } from "../lists/list-row.tsx";
import { linesOf } from "../lists/text.ts";
import { useRoom } from "../room/context.tsx";
import type { EntityActions } from "./entities-place.tsx";
import { FieldRow } from "./field-row.tsx";
import { fieldIds, fieldOf } from "./fields.ts";
import { useEntityEdit } from "./use-entity-edit.ts";

export interface EntityDetailsProps {
  readonly entity: EntityItem;
  readonly may: boolean;
  readonly actions: EntityActions | undefined;
}

/** The fields of an entity, its note, and what else can be done with it. */
export function EntityDetails({ entity, may, actions: Actions }: EntityDetailsProps) {
  const { id, content } = entity;
  const { fields } = content;
  const edit = useEntityEdit(id);
  const ids = fieldIds(fields);
  const put = (changed: readonly EntityField[]) => edit({ ...content, fields: changed }, entity);
  const move = (row: string, to: number) => {
    const from = ids.indexOf(row);
    if (from >= 0 && to >= 0 && to < fields.length) put(arrayMove([...fields], from, to));
  };
  const add = (line: string) => {
    const field = fieldOf(line);
    if (field !== undefined) put([...fields, field]);
  };
  return (
    <div className="entity__details">
      <Sortable ids={ids} disabled={!may} onMove={move}>
        <ol aria-label={`Fields of ${content.name}`}>
          {fields.map((_, index) => {
            const row = ids[index] ?? "";
            return <FieldRow key={row} id={row} index={index} entity={entity} may={may} onNudge={(one, by) => move(one, ids.indexOf(one) + by)} onPut={put} />;
          })}
        </ol>
      </Sortable>
      {may && fields.length < limits.fields && (
        <Adder small autoFocus={fields.length === 0} place={`new-field-${id}`} label={`Add a field to ${content.name}`} start="name: type" limit={2 * limits.nameLength} onAdd={add} />
      )}
      <Note entity={entity} may={may} />
      {Actions !== undefined && may && (
        <div className="entity__actions">
          <Actions entity={entity} />
        </div>
      )}
    </div>
  );
}

function Note({ entity, may }: { readonly entity: EntityItem; readonly may: boolean }) {
  const { note } = entity.content;
  const [editing, setEditing] = useState(false);
  const begin = () => setEditing(true);
  if (!may && note === undefined) return null;
  return (
    <div className="entity__note">
      {editing ? (
        <NoteEditor entity={entity} onDone={() => setEditing(false)} />
      ) : note === undefined ? (
        <Button small look="quiet" onPress={begin}><Plus className="icon" aria-hidden /> Note</Button>
      ) : (
        <RowText text={note} onEdit={may ? begin : undefined} />
      )}
    </div>
  );
}

function NoteEditor({ entity, onDone }: { readonly entity: EntityItem; readonly onDone: () => void }) {
  const { session } = useRoom();
  const edit = useEntityEdit(entity.id);
  const [seen] = useState(entity); // As the user saw it when they began.
  const [text, setText] = useState(seen.content.note ?? "");
  const save = () => {
    const { note: _, ...content } = seen.content;
    const lines = linesOf(text);
    edit(lines === undefined ? content : { ...content, note: lines }, seen);
  };
  return (
    <EditForm onSave={save} onDone={onDone}>
      <GrowingArea
        small
        autoFocus
        label={`Note on ${seen.content.name}`}
        value={text}
        maxLength={limits.entityNoteLength}
        onChange={(value) => {
          setText(value);
          session?.signals.typing({ item: { kind: "entity", id: seen.id } });
        }}
      />
    </EditForm>
  );
}
