import { type KeyboardEvent, type ReactNode, useEffect, useRef } from "react";
import { Button } from "../../ui/controls.tsx";
import { useFocusInPlace } from "../../ui/focus.ts";

export interface EditFormProps {
  readonly onSave: () => void;
  /** Saved or not, it is over. */
  readonly onDone: () => void;
  readonly children: ReactNode;
}

/** Something that is edited in place. Enter, Ctrl or Cmd with Enter in a text of several lines, and leaving it save; Escape does not. */
export function EditForm({ onSave, onDone, children }: EditFormProps) {
  const finished = useRef(false);
  const form = useRef<HTMLFormElement>(null);
  const done = (saved: boolean) => {
    if (finished.current) return;
    finished.current = true;
    if (saved) onSave();
    onDone();
  };
  // Somebody deleted what is edited, or the workspace turned to another phase: no reason to lose words.
  const leave = useRef(onSave);
  leave.current = onSave;
  useEffect(
    () => () => {
      if (!finished.current) leave.current();
    },
    [],
  );
  useFocusInPlace(form, ".list-row__text");
  const pressed = (event: KeyboardEvent) => {
    if (event.key === "Escape") done(false);
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      done(true);
    }
  };
  return (
    <form
      ref={form}
      className="edit-form"
      onSubmit={(event) => {
        event.preventDefault();
        done(true);
      }}
      onKeyDown={pressed}
      onBlur={({ relatedTarget }) => {
        // A list that opened from here is still a part of it.
        const inside = relatedTarget instanceof Element && (form.current?.contains(relatedTarget) || relatedTarget.closest(".popover") !== null);
        if (!inside && relatedTarget !== null) done(true);
      }}
    >
      {children}
      <div className="edit-form__buttons">
        <Button type="submit" small look="primary">Save</Button>
        <Button small look="quiet" onPress={() => done(false)}>Cancel</Button>
      </div>
    </form>
  );
}
