import { Pencil, Trash2 } from "lucide-react";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { Button, IconButton } from "../../ui/controls.tsx";
import { GrowingArea } from "../../ui/growing-area.tsx";
import type { Draft } from "../probes/drafts.ts";

export interface EditInPlaceProps {
  readonly label: string;
  readonly draft: Draft;
  readonly limit: number | undefined;
  readonly onDraft: (draft: Draft | undefined) => void;
  readonly onSave: (draft: Draft) => void;
  /** Whether the text may have several lines. */
  readonly lines: boolean;
}

/** A text in the middle of being changed: Enter and leaving the field save it, Escape does not. */
export function EditInPlace({ label, draft, limit, onDraft, onSave, lines }: EditInPlaceProps) {
  const left = useRef(false);
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    const { current } = field;
    current?.setSelectionRange(current.value.length, current.value.length);
  }, []);
  const save = () => {
    if (!left.current) onSave(draft);
    left.current = true;
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Escape") {
      left.current = true;
      event.stopPropagation();
      onDraft(undefined);
    } else if (event.key === "Enter" && !(lines && event.shiftKey) && !event.nativeEvent.isComposing) {
      event.preventDefault();
      save();
    }
  };
  return (
    <GrowingArea
      ref={field}
      small
      autoFocus
      label={label}
      value={draft.text}
      maxLength={limit}
      onChange={(text) => onDraft({ text: lines ? text : text.replace(/\s*\n\s*/g, " "), rev: draft.rev })}
      onKeyDown={onKeyDown}
      onBlur={save}
    />
  );
}

export interface EntryButtonsProps {
  /** What the buttons are about, as in "Edit note". */
  readonly what: string;
  readonly onEdit: () => void;
  readonly onRemove: () => void;
}

/** Edit, and remove at the second press. */
export function EntryButtons({ what, onEdit, onRemove }: EntryButtonsProps) {
  const [asking, setAsking] = useState(false);
  return (
    <span className="record__buttons">
      <IconButton small label={`Edit ${what}`} onPress={onEdit}>
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
