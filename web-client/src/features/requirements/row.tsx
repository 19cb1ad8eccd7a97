import { useSortable } from "@dnd-kit/sortable";
import { ArrowDown, ArrowDownToLine, ArrowUp, ArrowUpToLine, Ellipsis, GripVertical, Pencil, Trash2 } from "lucide-react";
import { type KeyboardEvent, memo, useState } from "react";
import type { RequirementItem } from "../../protocol/generated/types.ts";
import { Action, ActionMenu, IconButton } from "../../ui/controls.tsx";
import { keyOf } from "../../sync/fold.ts";
import { CoverageMark } from "../coverage/coverage-mark.tsx";
import { useCommand, useView } from "../room/context.tsx";
import { useGuide } from "../guide/use-guide.ts";
import { Typing } from "../people/typing.tsx";
import { Conflict } from "./conflict.tsx";
import { Editor } from "./editor.tsx";
import { lacksNumber } from "./sorting.ts";

export interface RowProps {
  readonly requirement: RequirementItem;
  readonly may: boolean;
  readonly onNudge: (id: string, by: 1 | -1) => void;
}

/** One requirement: read, edited in place, dragged, and moved with the keyboard. */
export const Row = memo(function Row({ requirement, may, onNudge }: RowProps) {
  const { id, content } = requirement;
  const [editing, setEditing] = useState(false);
  const conflict = useView((view) => view.conflicts.get(keyOf(requirement)));
  const { attributes, listeners, setNodeRef, setActivatorNodeRef, transform, transition, isDragging } = useSortable({ id, disabled: !may || editing });
  const moved = (event: KeyboardEvent) => {
    if (!may || !event.altKey || (event.key !== "ArrowUp" && event.key !== "ArrowDown")) return;
    event.preventDefault();
    onNudge(id, event.key === "ArrowUp" ? -1 : 1);
  };
  return (
    <li
      ref={setNodeRef}
      className="requirement"
      data-id={id}
      data-dragging={isDragging}
      data-scope={content.scope}
      onKeyDown={moved}
      style={{ transform: transform ? `translate3d(0, ${transform.y}px, 0)` : undefined, transition }}
    >
      {may && (
        <button type="button" ref={setActivatorNodeRef} {...attributes} {...listeners} className="grip" aria-label={`Move: ${content.text}`}>
          <GripVertical className="icon" aria-hidden />
        </button>
      )}
      <div className="requirement__main">
        {editing ? (
          <Editor requirement={requirement} onDone={() => setEditing(false)} />
        ) : (
          <Shown requirement={requirement} onEdit={may ? () => setEditing(true) : undefined} />
        )}
        {conflict !== undefined && <Conflict conflict={conflict} item={keyOf(requirement)} />}
      </div>
      <Typing place={keyOf(requirement)} />
      <CoverageMark requirement={id} />
      {may && !editing && <Actions requirement={requirement} onEdit={() => setEditing(true)} onNudge={onNudge} />}
    </li>
  );
});

function Shown({ requirement, onEdit }: { readonly requirement: RequirementItem; readonly onEdit: (() => void) | undefined }) {
  const { content } = requirement;
  const guide = useGuide();
  const category = guide?.checklist.find((point) => point.category === content.category)?.name ?? content.category;
  return (
    <>
      {onEdit === undefined ? (
        <p className="requirement__text">{content.text}</p>
      ) : (
        <button type="button" className="requirement__text" onClick={onEdit} title="Edit">
          {content.text}
        </button>
      )}
      {(category !== undefined || content.target !== undefined || lacksNumber(content)) && (
        <p className="requirement__marks">
          {category !== undefined && <span className="chip">{category}</span>}
          {content.target !== undefined && <span className="chip chip--accent">{content.target}</span>}
          {lacksNumber(content) && <span className="chip chip--faint">how much?</span>}
        </p>
      )}
    </>
  );
}

function Actions({ requirement, onEdit, onNudge }: { readonly requirement: RequirementItem; readonly onEdit: () => void; readonly onNudge: RowProps["onNudge"] }) {
  const command = useCommand();
  const { id, rev, content } = requirement;
  const scope = content.scope === "core" ? "below-line" : "core";
  return (
    <ActionMenu
      label={`What to do with: ${content.text}`}
      button={
        <IconButton small label={`More for: ${content.text}`}>
          <Ellipsis className="icon" aria-hidden />
        </IconButton>
      }
    >
      <Action textValue="Edit" onAction={onEdit}><Pencil className="icon" aria-hidden /> Edit</Action>
      <Action textValue="Move up" hint="Alt ↑" onAction={() => onNudge(id, -1)}><ArrowUp className="icon" aria-hidden /> Move up</Action>
      <Action textValue="Move down" hint="Alt ↓" onAction={() => onNudge(id, 1)}><ArrowDown className="icon" aria-hidden /> Move down</Action>
      <Action textValue={scope === "core" ? "Make it core" : "Put it below the line"} onAction={() => command({ type: "requirement.edit", id, rev, content: { ...content, scope } })}>
        {scope === "core" ? <ArrowUpToLine className="icon" aria-hidden /> : <ArrowDownToLine className="icon" aria-hidden />}
        {scope === "core" ? "Make it core" : "Put it below the line"}
      </Action>
      <Action textValue="Delete" danger onAction={() => command({ type: "requirement.remove", id, rev })}><Trash2 className="icon" aria-hidden /> Delete</Action>
    </ActionMenu>
  );
}
