import { useSortable } from "@dnd-kit/sortable";
import { ArrowDown, ArrowUp, Circle, CircleCheck, CornerUpLeft, Ellipsis, GripVertical, Pencil, Trash2 } from "lucide-react";
import { type KeyboardEvent, memo, useCallback, useRef } from "react";
import type { FindingContent, FindingItem, ItemId, RequirementItem } from "../../protocol/generated/types.ts";
import { keyOf } from "../../sync/fold.ts";
import { item } from "../../sync/predict.ts";
import { Action, ActionMenu, IconButton } from "../../ui/controls.tsx";
import { afterMenu, useHandOnFocus } from "../../ui/focus.ts";
import { Versions } from "../../ui/versions.tsx";
import { Typing } from "../people/typing.tsx";
import { useDraft } from "../probes/drafts.ts";
import { useCommand, useRoom, useView } from "../room/context.tsx";
import { FindingEditor } from "./finding-editor.tsx";
import { findingNames, findingOf } from "./finding-types.ts";

export interface FindingRowProps {
  readonly finding: FindingItem;
  /** It stands with its requirement, which need not be named again. */
  readonly placed: boolean;
  readonly may: boolean;
  readonly onNudge: (id: ItemId, by: 1 | -1) => void;
  readonly onRemove: (finding: FindingItem) => void;
}

/** One finding: read, edited in place, handled, moved and removed. */
export const FindingRow = memo(function FindingRow({ finding, placed, may, onNudge, onRemove }: FindingRowProps) {
  const { id, rev, content, status } = finding;
  const [draft, setDraft] = useDraft(keyOf(finding));
  const conflict = useView((view) => view.conflicts.get(keyOf(finding))?.command);
  const editing = may && draft !== undefined && conflict === undefined;
  const { attributes, listeners, setNodeRef, setActivatorNodeRef, transform, transition, isDragging } = useSortable({ id, disabled: !may || editing });
  const row = useRef<HTMLLIElement>(null);
  useHandOnFocus(row);
  const setRow = useCallback(
    (element: HTMLLIElement | null) => {
      row.current = element;
      setNodeRef(element);
    },
    [setNodeRef],
  );
  const edit = () => setDraft({ text: content.text, rev });
  const moved = (event: KeyboardEvent) => {
    if (!may || !event.altKey || (event.key !== "ArrowUp" && event.key !== "ArrowDown")) return;
    event.preventDefault();
    onNudge(id, event.key === "ArrowUp" ? -1 : 1);
  };
  return (
    <li
      ref={setRow}
      id={`finding-${id}`}
      className="finding"
      tabIndex={-1}
      data-status={status}
      data-dragging={isDragging || undefined}
      onKeyDown={moved}
      style={{ translate: `0 ${transform?.y ?? 0}px`, ...(transition === undefined ? {} : { transition: transition.replace("transform", "translate") }) }}
    >
      {may && (
        <button type="button" ref={setActivatorNodeRef} {...attributes} {...listeners} className="grip" aria-label={`Move: ${content.text}`}>
          <GripVertical className="icon" aria-hidden />
        </button>
      )}
      <Handled finding={finding} may={may} />
      <div className="finding__main">
        {conflict?.type === "finding.edit" ? (
          <Conflicting finding={finding} mine={conflict.content} />
        ) : editing ? (
          <FindingEditor finding={finding} draft={draft} onDraft={setDraft} />
        ) : (
          <>
            {may ? (
              <button type="button" className="finding__text" title="Edit" onClick={edit}>{content.text}</button>
            ) : (
              <p className="finding__text">{content.text}</p>
            )}
            <About content={content} placed={placed} />
          </>
        )}
      </div>
      <Typing place={keyOf(finding)} />
      {may && !editing && (
        <ActionMenu
          label={`What to do with: ${content.text}`}
          button={
            <IconButton small label={`More for: ${content.text}`}>
              <Ellipsis className="icon" aria-hidden />
            </IconButton>
          }
        >
          <Action textValue="Edit" onAction={() => afterMenu(edit)}><Pencil className="icon" aria-hidden /> Edit</Action>
          <Action textValue="Move up" hint="Alt ↑" onAction={() => onNudge(id, -1)}><ArrowUp className="icon" aria-hidden /> Move up</Action>
          <Action textValue="Move down" hint="Alt ↓" onAction={() => onNudge(id, 1)}><ArrowDown className="icon" aria-hidden /> Move down</Action>
          <Action textValue="Delete" danger onAction={() => afterMenu(() => onRemove(finding))}><Trash2 className="icon" aria-hidden /> Delete</Action>
        </ActionMenu>
      )}
    </li>
  );
});

function Handled({ finding: { id, status }, may }: { readonly finding: FindingItem; readonly may: boolean }) {
  const command = useCommand();
  const handled = status === "handled";
  const Icon = handled ? CircleCheck : Circle;
  if (!may) return <Icon className="icon finding__state" role="img" aria-label={handled ? "Handled" : "Open"} />;
  return (
    <IconButton small label="Handled" pressed={handled} onPress={() => command({ type: "finding.mark", id, status: handled ? "open" : "handled" })}>
      <Icon className="icon" aria-hidden />
    </IconButton>
  );
}

function About({ content, placed }: { readonly content: FindingContent; readonly placed: boolean }) {
  const requirement = useView((view) => (view.items && !placed && content.requirement !== undefined ? item<RequirementItem>(view.items, "requirement", content.requirement) : undefined));
  return (
    <p className="finding__marks">
      <span className={`chip finding__type finding__type--${content.type}`}>{findingNames[content.type]}</span>
      {requirement && (
        <span className="chip probe__requirement" title={requirement.content.text}>
          <CornerUpLeft className="icon" aria-hidden />
          <span className="visually-hidden">Requirement: </span>
          <span className="probe__requirement-text">{requirement.content.text}</span>
        </span>
      )}
    </p>
  );
}

function Conflicting({ finding, mine }: { readonly finding: FindingItem; readonly mine: FindingContent }) {
  const { session } = useRoom();
  const command = useCommand();
  const limit = useView((view) => view.limits?.requirementLength);
  return (
    <Versions
      mine={mine.text}
      theirs={finding.content.text}
      limit={limit}
      onChoose={(text) => {
        session?.settle(keyOf(finding));
        const content = text === undefined ? undefined : findingOf(mine.type, text.replace(/\n/g, "; "), mine.requirement);
        if (content !== undefined) command({ type: "finding.edit", id: finding.id, rev: finding.rev, content });
      }}
    />
  );
}
