import { memo, useState } from "react";
import type { StepItem } from "../../protocol/generated/types.ts";
import { keyOf } from "../../sync/fold.ts";
import { EditForm } from "../lists/edit-form.tsx";
import { EditedLine } from "../lists/edited-line.tsx";
import { limits } from "../lists/limits.ts";
import { ListRow, type Nudge, RowText } from "../lists/list-row.tsx";
import { lineOf } from "../lists/text.ts";
import { Typing } from "../people/typing.tsx";
import { useCommand, useView } from "../room/context.tsx";
import { StepConflict } from "./step-conflict.tsx";

export interface StepRowProps {
  readonly step: StepItem;
  /** Counted from 1. */
  readonly place: number;
  readonly may: boolean;
  readonly onNudge: Nudge;
}

/** One step, with its number. */
export const StepRow = memo(function StepRow({ step, place, may, onNudge }: StepRowProps) {
  const { id, rev, content } = step;
  const command = useCommand();
  const [editing, setEditing] = useState(false);
  const key = keyOf(step);
  const conflict = useView((view) => view.conflicts.get(key));
  const edit = () => setEditing(true);
  return (
    <ListRow
      id={id}
      name={content.text}
      may={may}
      editing={editing}
      onEdit={edit}
      onNudge={onNudge}
      onRemove={() => command({ type: "step.remove", id, rev })}
      aside={<Typing place={key} />}
    >
      <div className="flow__step">
        <span className="flow__number">{place}</span>
        {editing ? <Editor step={step} onDone={() => setEditing(false)} /> : <RowText text={content.text} onEdit={may ? edit : undefined} />}
      </div>
      {conflict?.command.type === "step.edit" && <StepConflict item={key} conflict={conflict} edit={conflict.command} />}
    </ListRow>
  );
});

function Editor({ step, onDone }: { readonly step: StepItem; readonly onDone: () => void }) {
  const command = useCommand();
  const [{ id, rev, content }] = useState(step); // As the user saw it when they began (CM15).
  const [text, setText] = useState(content.text);
  const save = () => {
    const line = lineOf(text);
    if (line !== undefined && line !== content.text) command({ type: "step.edit", id, rev, content: { text: line } });
  };
  return (
    <EditForm onSave={save} onDone={onDone}>
      <EditedLine label="Step" item={{ kind: "step", id }} value={text} maxLength={limits.requirementLength} onChange={setText} />
    </EditForm>
  );
}
