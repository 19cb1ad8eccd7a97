import { useSortable } from "@dnd-kit/sortable";
import { ArrowDown, ArrowUp, Ellipsis, GripVertical, Pencil, Trash2 } from "lucide-react";
import type { KeyboardEvent, ReactNode } from "react";
import { Action, ActionMenu, IconButton } from "../../ui/controls.tsx";
import "./lists.css";

/** Moves a row one up or down. */
export type Nudge = (id: string, by: 1 | -1) => void;

export interface ListRowProps {
  /** What the rows of the list are told apart by. */
  readonly id: string;
  /** What it is called where its grip and its menu are read aloud. */
  readonly name: string;
  /** Whether the user may change it. */
  readonly may: boolean;
  readonly editing: boolean;
  readonly onEdit: () => void;
  readonly onNudge: Nudge;
  readonly onRemove: () => void;
  /** What else its menu has. */
  readonly actions?: ReactNode;
  /** What stands between its content and its menu. */
  readonly aside?: ReactNode;
  /** Of less weight than the others. */
  readonly faint?: boolean;
  readonly children: ReactNode;
}

/** A row of a list: dragged by its grip, moved with Alt and the arrow keys, and with a menu of all that can be done with it. */
export function ListRow({ id, name, may, editing, onEdit, onNudge, onRemove, actions, aside, faint = false, children }: ListRowProps) {
  const { attributes, listeners, setNodeRef, setActivatorNodeRef, transform, transition, isDragging } = useSortable({ id, disabled: !may || editing });
  const moved = (event: KeyboardEvent) => {
    if (!may || !event.altKey || (event.key !== "ArrowUp" && event.key !== "ArrowDown")) return;
    event.preventDefault();
    event.stopPropagation(); // A row can stand in another.
    onNudge(id, event.key === "ArrowUp" ? -1 : 1);
  };
  return (
    <li
      ref={setNodeRef}
      className="list-row"
      data-id={id}
      data-dragging={isDragging}
      data-faint={faint || undefined}
      onKeyDown={moved}
      style={{ transform: transform ? `translate3d(0, ${transform.y}px, 0)` : undefined, transition }}
    >
      {may && (
        <button type="button" ref={setActivatorNodeRef} {...attributes} {...listeners} className="grip" aria-label={`Move: ${name}`}>
          <GripVertical className="icon" aria-hidden />
        </button>
      )}
      <div className="list-row__main">{children}</div>
      {aside}
      {may && !editing && (
        <ActionMenu
          label={`What to do with: ${name}`}
          button={
            <IconButton small label={`More for: ${name}`}>
              <Ellipsis className="icon" aria-hidden />
            </IconButton>
          }
        >
          <Action textValue="Edit" onAction={onEdit}><Pencil className="icon" aria-hidden /> Edit</Action>
          <Action textValue="Move up" hint="Alt ↑" onAction={() => onNudge(id, -1)}><ArrowUp className="icon" aria-hidden /> Move up</Action>
          <Action textValue="Move down" hint="Alt ↓" onAction={() => onNudge(id, 1)}><ArrowDown className="icon" aria-hidden /> Move down</Action>
          {actions}
          <Action textValue="Delete" danger onAction={onRemove}><Trash2 className="icon" aria-hidden /> Delete</Action>
        </ActionMenu>
      )}
    </li>
  );
}

/** The text of a row, which who may opens by a click or by Enter. */
export function RowText({ text, onEdit, children = text }: { readonly text: string; readonly onEdit: (() => void) | undefined; readonly children?: ReactNode }) {
  return onEdit === undefined ? (
    <p className="list-row__text">{children}</p>
  ) : (
    <button type="button" className="list-row__text" onClick={onEdit} title="Edit">
      {children}
    </button>
  );
}
