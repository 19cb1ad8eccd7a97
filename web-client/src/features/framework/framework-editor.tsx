import { ArrowDown, ArrowUp, ListRestart, Plus, X } from "lucide-react";
import { type KeyboardEvent, useLayoutEffect, useRef, useState } from "react";
import { Action, ActionMenu, Button, IconButton, TextInput } from "../../ui/controls.tsx";
import { type Checked, type Row, type RowProblems, added, changed, durationText, limits, moved, phasesOf, presets, removed, rowsOf, totalSeconds } from "./phases.ts";
import "./framework.css";

export interface FrameworkEditorProps {
  readonly rows: readonly Row[];
  readonly onChange: (rows: readonly Row[]) => void;
  /** What is wrong, where it is to be shown. */
  readonly problems?: Exclude<Checked, { readonly phases: unknown }> | undefined;
  readonly disabled?: boolean;
}

/** The phases of an interview: their names, minutes and order. */
export function FrameworkEditor({ rows, onChange, problems, disabled = false }: FrameworkEditorProps) {
  const list = useRef<HTMLOListElement>(null);
  const focus = useRef<{ readonly row: number; readonly part: string }>(undefined);
  const [said, setSaid] = useState("");

  useLayoutEffect(() => {
    if (focus.current === undefined) return;
    const { row, part } = focus.current;
    focus.current = undefined;
    const parts = list.current?.children[row]?.querySelectorAll<HTMLElement>(`[data-part="${part}"] :is(input, button:not([disabled]))`);
    (parts?.[0] ?? list.current?.children[row]?.querySelector<HTMLElement>("button:not([disabled])"))?.focus();
  }, [rows]);

  const move = (key: string, by: number, part: string) => {
    const after = moved(rows, key, by);
    if (after === rows) return;
    const place = after.findIndex((row) => row.key === key);
    focus.current = { row: place, part };
    setSaid(`${after[place]?.name ?? ""}: now ${place + 1} of ${after.length}`);
    onChange(after);
  };
  const remove = (row: Row, place: number) => {
    const after = removed(rows, row.key);
    focus.current = { row: Math.min(place, after.length - 1), part: "remove" };
    setSaid(`${row.name} removed`);
    onChange(after);
  };
  const add = () => {
    focus.current = { row: rows.length, part: "name" };
    onChange(added(rows));
  };

  return (
    <fieldset className="framework" disabled={disabled}>
      <legend className="field__label">Phases</legend>
      <ol ref={list} className="framework__rows">
        {rows.map((row, place) => (
          <PhaseRow
            key={row.key}
            row={row}
            place={place}
            count={rows.length}
            problems={problems?.rows.get(row.key)}
            disabled={disabled}
            onChange={(part) => onChange(changed(rows, row.key, part))}
            onMove={(by, part) => move(row.key, by, part)}
            onRemove={() => remove(row, place)}
          />
        ))}
      </ol>
      {problems?.whole !== undefined && <p className="field__error" role="alert">{problems.whole}</p>}
      <div className="framework__foot">
        <Button small isDisabled={disabled || rows.length >= limits.phases} onPress={add}>
          <Plus className="icon" aria-hidden />
          Add a phase
        </Button>
        <ActionMenu
          label="Presets"
          button={
            <Button small look="quiet" isDisabled={disabled}>
              <ListRestart className="icon" aria-hidden />
              Start from a preset
            </Button>
          }
        >
          {presets.map(({ id, name }) => (
            <Action key={id} id={id} onAction={() => onChange(rowsOf(phasesOf(id)))}>
              {name}
            </Action>
          ))}
        </ActionMenu>
        <span className="framework__total">{durationText(totalSeconds(rows))} in all</span>
      </div>
      <p role="status" className="visually-hidden">{said}</p>
    </fieldset>
  );
}

interface PhaseRowProps {
  readonly row: Row;
  readonly place: number;
  readonly count: number;
  readonly problems: RowProblems | undefined;
  readonly disabled: boolean;
  readonly onChange: (part: Partial<Pick<Row, "name" | "minutes">>) => void;
  readonly onMove: (by: number, part: string) => void;
  readonly onRemove: () => void;
}

function PhaseRow({ row, place, count, problems, disabled, onChange, onMove, onRemove }: PhaseRowProps) {
  const name = row.name.trim() === "" ? `phase ${place + 1}` : row.name;
  const byKeys = (event: KeyboardEvent<HTMLElement>) => {
    const by = event.key === "ArrowUp" ? -1 : event.key === "ArrowDown" ? 1 : 0;
    if (!event.altKey || by === 0) return;
    event.preventDefault();
    const part = event.target instanceof HTMLElement ? event.target.closest<HTMLElement>("[data-part]")?.dataset["part"] : undefined;
    onMove(by, part ?? "name");
  };
  return (
    <li className="framework__row" onKeyDown={byKeys}>
      <span data-part="name" className="framework__field">
        <TextInput small hideLabel label={`Name of phase ${place + 1}`} value={row.name} onChange={(value) => onChange({ name: value })} error={problems?.name} disabled={disabled} placeholder="Name" />
      </span>
      <span data-part="minutes" className="framework__field">
        <TextInput small hideLabel label={`Minutes of ${name}`} value={row.minutes} onChange={(value) => onChange({ minutes: value })} error={problems?.minutes} disabled={disabled} inputMode="decimal" />
      </span>
      <span className="framework__unit" aria-hidden>min</span>
      <span className="framework__buttons">
        <span data-part="up">
          <IconButton small label={`Move ${name} up`} keys="Alt ↑" isDisabled={disabled || place === 0} onPress={() => onMove(-1, "up")}>
            <ArrowUp className="icon" aria-hidden />
          </IconButton>
        </span>
        <span data-part="down">
          <IconButton small label={`Move ${name} down`} keys="Alt ↓" isDisabled={disabled || place === count - 1} onPress={() => onMove(1, "down")}>
            <ArrowDown className="icon" aria-hidden />
          </IconButton>
        </span>
        <span data-part="remove">
          <IconButton small label={`Remove ${name}`} isDisabled={disabled || count === 1} onPress={onRemove}>
            <X className="icon" aria-hidden />
          </IconButton>
        </span>
      </span>
    </li>
  );
}
