import type { ReactNode } from "react";
import { Label, Radio, RadioGroup, Text } from "react-aria-components";
import "./segments.css";

export interface Segment<T extends string> {
  readonly id: T;
  readonly name: string;
  /** Shown in place of the name, which is then read aloud and shown as a tip. */
  readonly icon?: ReactNode;
}

export interface SegmentsProps<T extends string> {
  readonly label: string;
  readonly hideLabel?: boolean;
  readonly value: T;
  readonly onChange: (value: T) => void;
  readonly segments: readonly Segment<T>[];
  readonly hint?: ReactNode;
  readonly disabled?: boolean;
}

/** One of a few, all of them in sight. */
export function Segments<T extends string>({ label, hideLabel = false, value, onChange, segments, hint, disabled = false }: SegmentsProps<T>) {
  return (
    <RadioGroup
      className="field"
      orientation="horizontal"
      value={value}
      isDisabled={disabled}
      onChange={(chosen) => {
        const segment = segments.find(({ id }) => id === chosen);
        if (segment) onChange(segment.id);
      }}
      {...(hideLabel ? { "aria-label": label } : {})}
    >
      {!hideLabel && <Label className="field__label">{label}</Label>}
      <div className="segments">
        {segments.map(({ id, name, icon }) => (
          <Radio key={id} value={id} className={`segments__one${icon === undefined ? "" : " segments__one--icon"}`}>
            {icon === undefined ? (
              name
            ) : (
              <span className="segments__icon" title={name}>
                {icon}
                <span className="visually-hidden">{name}</span>
              </span>
            )}
          </Radio>
        ))}
      </div>
      {hint !== undefined && (
        <Text slot="description" className="field__hint">
          {hint}
        </Text>
      )}
    </RadioGroup>
  );
}
