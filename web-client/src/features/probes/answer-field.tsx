import { type FocusEvent, type KeyboardEvent, type ReactNode, useId, useRef } from "react";
import type { ItemKey } from "../../protocol/generated/types.ts";
import { keyOf } from "../../sync/fold.ts";
import { Button } from "../../ui/controls.tsx";
import { GrowingArea } from "../../ui/growing-area.tsx";
import { useRoom } from "../room/context.tsx";
import { useDraft } from "./drafts.ts";
import { Typists } from "./typists.tsx";

export interface AnswerFieldProps {
  /** The item that has the text. */
  readonly item: ItemKey;
  readonly fieldId: string;
  readonly label: string;
  /** The id of the element that says what is asked. */
  readonly question: string;
  readonly placeholder: string;
  readonly limit: number | undefined;
  /** The text as the room has it, and its item's `rev`. */
  readonly saved: string;
  readonly rev: number;
  /** Who saved it, as far as that is known. */
  readonly by?: ReactNode;
  /** Saves a text that was begun when the item had that `rev`. */
  readonly onSave: (text: string, rev: number) => void;
  /** What else may be done; stands below the field. */
  readonly actions?: ReactNode;
}

/** A text to write, saved by Ctrl or Cmd with Enter, by the button, and on leaving the field. What is not saved outlives a reload. */
export function AnswerField({ item, fieldId, label, question, placeholder, limit, saved, rev, by, onSave, actions }: AnswerFieldProps) {
  const { session } = useRoom();
  const [draft, setDraft] = useDraft(keyOf(item));
  const field = useRef<HTMLTextAreaElement>(null);
  const state = useId();
  const unsaved = draft !== undefined && draft.text !== saved;

  const change = (text: string) => {
    setDraft({ text, rev: draft?.rev ?? rev });
    session?.signals.typing({ item });
  };
  const save = () => {
    if (draft === undefined) return;
    if (unsaved) onSave(draft.text.trim() === "" ? "" : draft.text, draft.rev);
    setDraft(undefined);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.nativeEvent.isComposing) return;
    event.preventDefault();
    save();
  };
  // To the field's own button: that saves.
  const onBlur = ({ currentTarget, relatedTarget }: FocusEvent<HTMLTextAreaElement>) => {
    if (!currentTarget.closest(".answer")?.contains(relatedTarget)) save();
  };
  return (
    <div className="answer">
      <div className="answer__head">
        <label htmlFor={fieldId}>{label}</label>
        <p className="answer__state" id={state}>
          <Typists place={keyOf(item)} otherwise={unsaved ? "Not saved yet" : by} />
        </p>
      </div>
      <GrowingArea
        ref={field}
        id={fieldId}
        label={label}
        describedBy={`${question} ${state}`}
        placeholder={placeholder}
        value={draft?.text ?? saved}
        maxLength={limit}
        onChange={change}
        onKeyDown={onKeyDown}
        onBlur={onBlur}
      />
      <div className="answer__foot">
        {actions}
        {unsaved && (
          <span className="answer__save">
            <span className="answer__keys" aria-hidden>
              <kbd>Ctrl</kbd> <kbd>Enter</kbd>
            </span>
            <Button
              small
              look="primary"
              onPress={() => {
                save();
                field.current?.focus();
              }}
            >
              Save
            </Button>
          </span>
        )}
      </div>
    </div>
  );
}

export interface AnsweredProps extends Pick<AnswerFieldProps, "item" | "label" | "saved" | "by"> {}

/** The same text for who may only read it. */
export function Answered({ item, label, saved, by }: AnsweredProps) {
  return (
    <div className="answer">
      <div className="answer__head">
        <span>{label}</span>
        <p className="answer__state">
          <Typists place={keyOf(item)} otherwise={saved === "" ? "Nothing yet" : by} />
        </p>
      </div>
      {saved !== "" && <p className="answer__text">{saved}</p>}
    </div>
  );
}
