import type { FocusEvent, KeyboardEvent, Ref } from "react";
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
  readonly autoFocus?: boolean;
  readonly ref?: Ref<HTMLTextAreaElement>;
  readonly onKeyDown?: (event: KeyboardEvent<HTMLTextAreaElement>) => void;
  readonly onBlur?: (event: FocusEvent<HTMLTextAreaElement>) => void;
}

/** A text area as tall as its text. A hidden copy of the text below it says how tall that is. */
export function GrowingArea({ label, value, onChange, small = false, describedBy, maxLength, ...props }: GrowingAreaProps) {
  return (
    <div className="growing" data-text={`${value}\u200b`} data-small={small || undefined}>
      <textarea
        {...props}
        {...(maxLength === undefined ? {} : { maxLength })}
        {...(describedBy === undefined ? {} : { "aria-describedby": describedBy })}
        className="input"
        rows={1}
        aria-label={label}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    </div>
  );
}
