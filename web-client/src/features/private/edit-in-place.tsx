import { Pencil, Trash2 } from "lucide-react";
import { type KeyboardEvent, useRef, useState } from "react";
import { Button, IconButton } from "../../ui/controls.tsx";
import { GrowingArea } from "../../ui/growing-area.tsx";
import type { Draft } from "../probes/drafts.ts";

export interface EditInPlaceProps {
  readonly label: string;
  readonly draft: Draft;
  readonly limit: number | undefined;
  readonly onDraft: (draft: Draft | undefined) => void;
  readonly onSave: (draft: Draft) => void;
  /** Told before it ends: whether a key ended it, so that the focus has to go somewhere. */
  readonly onByKey: (byKey: boolean) => void;
  /** Whether the text may have several lines. */
  readonly lines: boolean;
}

/** A text in the middle of being changed: Enter and leaving the field save it, Escape does not. */
export function EditInPlace({ label, draft, limit, onDraft, onSave, onByKey, lines }: EditInPlaceProps) {
  const left = useRef(false);
  const save = (byKey: boolean) => {
    if (left.current) return;
    left.current = true;
    onByKey(byKey);
    onSave(draft);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Escape") {
      left.current = true;
      event.stopPropagation();
      onByKey(true);
      onDraft(undefined);
    } else if (event.key === "Enter" && !(lines && event.shiftKey) && !event.nativeEvent.isComposing) {
      event.preventDefault();
      save(true);
    }
  };
  return (
    <GrowingArea
      small
      autoFocus
      label={label}
      value={draft.text}
      maxLength={limit}
      onChange={(text) => onDraft({ text: lines ? text : text.replace(/\s*\n\s*/g, " "), rev: draft.rev })}
      onKeyDown={onKeyDown}
      onBlur={() => save(false)}
    />
  );
}

export interface EntryButtonsProps {
  /** What the buttons are about, as in "Edit note". */
  readonly what: string;
  /** Whether they come with the focus. */
  readonly focused: boolean;
  readonly onEdit: () => void;
  readonly onRemove: () => void;
}

/** Edit, and remove at the second press. */
export function EntryButtons({ what, focused, onEdit, onRemove }: EntryButtonsProps) {
  const [asking, setAsking] = useState(false);
  return (
    <span className="record__buttons">
      <IconButton small autoFocus={focused} label={`Edit ${what}`} onPress={onEdit}>
        <Pencil className="icon" aria-hidden />
      </IconButton>
      {asking ? (
        <Button small look="danger" autoFocus onPress={onRemove} onBlur={() => setAsking(false)}>
          Remove?
        </Button>
      ) : (
        <IconButton small label={`Remove ${what}`} onPress={() => setAsking(true)}>
          <Trash2 className="icon" aria-hidden />
        </IconButton>
      )}
    </span>
  );
}
