import { ArrowDownToLine, ArrowUpToLine } from "lucide-react";
import { memo, useState } from "react";
import type { RequirementItem } from "../../protocol/generated/types.ts";
import { Action } from "../../ui/controls.tsx";
import { keyOf } from "../../sync/fold.ts";
import { CoverageMark } from "../coverage/coverage-mark.tsx";
import { useGuide } from "../guide/use-guide.ts";
import { ListRow, type Nudge, RowText } from "../lists/list-row.tsx";
import { Typing } from "../people/typing.tsx";
import { useCommand, useView } from "../room/context.tsx";
import { RequirementConflict } from "./conflict.tsx";
import { Editor } from "./editor.tsx";
import { lacksNumber } from "./sorting.ts";

export interface RowProps {
  readonly requirement: RequirementItem;
  readonly may: boolean;
  readonly onNudge: Nudge;
}

/** One requirement: read, and edited in place. */
export const Row = memo(function Row({ requirement, may, onNudge }: RowProps) {
  const { id, rev, content } = requirement;
  const command = useCommand();
  const [editing, setEditing] = useState(false);
  const key = keyOf(requirement);
  const conflict = useView((view) => view.conflicts.get(key));
  const edit = () => setEditing(true);
  const scope = content.scope === "core" ? "below-line" : "core";
  const other = scope === "core" ? "Make it core" : "Put it below the line";
  return (
    <ListRow
      id={id}
      name={content.text}
      may={may}
      editing={editing}
      onEdit={edit}
      onNudge={onNudge}
      onRemove={() => command({ type: "requirement.remove", id, rev })}
      faint={content.scope === "below-line"}
      aside={
        <>
          <Typing place={key} />
          <CoverageMark requirement={id} />
        </>
      }
      actions={
        <Action textValue={other} onAction={() => command({ type: "requirement.edit", id, rev, content: { ...content, scope } })}>
          {scope === "core" ? <ArrowUpToLine className="icon" aria-hidden /> : <ArrowDownToLine className="icon" aria-hidden />}
          {other}
        </Action>
      }
    >
      {editing ? <Editor requirement={requirement} onDone={() => setEditing(false)} /> : <Shown requirement={requirement} onEdit={may ? edit : undefined} />}
      {conflict?.command.type === "requirement.edit" && <RequirementConflict item={key} conflict={conflict} edit={conflict.command} />}
    </ListRow>
  );
});

function Shown({ requirement: { content }, onEdit }: { readonly requirement: RequirementItem; readonly onEdit: (() => void) | undefined }) {
  const guide = useGuide();
  const category = guide?.checklist.find((point) => point.category === content.category)?.name ?? content.category;
  return (
    <>
      <RowText text={content.text} onEdit={onEdit} />
      {(category !== undefined || content.target !== undefined || lacksNumber(content)) && (
        <p className="list-row__marks">
          {category !== undefined && <span className="chip">{category}</span>}
          {content.target !== undefined && <span className="chip chip--accent">{content.target}</span>}
          {lacksNumber(content) && <span className="chip chip--faint">how much?</span>}
        </p>
      )}
    </>
  );
}
