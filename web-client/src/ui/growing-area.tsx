import { type FocusEvent, type KeyboardEvent, type Ref, useEffect, useId } from "react";
import "./growing-area.css";

export interface GrowingAreaProps {
  /** What it is for; read aloud. */
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly placeholder?: string;
  readonly maxLength?: number | undefined;
  readonly small?: boolean;
  readonly id?: string;
  readonly describedBy?: string;
  /** Comes with the focus, behind what is written already. */
  readonly autoFocus?: boolean;
  readonly ref?: Ref<HTMLTextAreaElement>;
  readonly onKeyDown?: (event: KeyboardEvent<HTMLTextAreaElement>) => void;
  readonly onBlur?: (event: FocusEvent<HTMLTextAreaElement>) => void;
}

/** A text area as tall as its text. A hidden copy of the text below it says how tall that is. */
export function GrowingArea({ label, value, onChange, small = false, describedBy, maxLength, autoFocus = false, id, ...props }: GrowingAreaProps) {
  const ownId = useId();
  const fieldId = id ?? ownId;
  useEffect(() => {
    const field = document.getElementById(fieldId);
    if (!autoFocus || !(field instanceof HTMLTextAreaElement)) return;
    field.focus();
    field.setSelectionRange(field.value.length, field.value.length);
  }, []);
  return (
    <div className="growing" data-text={`${value}\u200b`} data-small={small || undefined}>
      <textarea
        {...props}
        {...(maxLength === undefined ? {} : { maxLength })}
        {...(describedBy === undefined ? {} : { "aria-describedby": describedBy })}
        id={fieldId}
        className="input"
        rows={1}
        aria-label={label}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    </div>
  );
}
