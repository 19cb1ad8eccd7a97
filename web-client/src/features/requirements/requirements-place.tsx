import { arrayMove, useSortable } from "@dnd-kit/sortable";
import { Check } from "lucide-react";
import { memo, useCallback, useMemo } from "react";
import { Focusable, TooltipTrigger } from "react-aria-components";
import type { RequirementItem } from "../../protocol/generated/types.ts";
import { newId } from "../../net/secrets.ts";
import { Tip } from "../../ui/controls.tsx";
import { Sortable } from "../../ui/sortable.tsx";
import { requirementsOf, useCommand, useMayWrite, useRoom, useView } from "../room/context.tsx";
import { useGuide } from "../guide/use-guide.ts";
import { CapacityFold } from "../capacity/capacity-fold.tsx";
import { Adder } from "../lists/adder.tsx";
import { limits } from "../lists/limits.ts";
import type { Nudge } from "../lists/list-row.tsx";
import { useLostEdits } from "../lists/lost-edits.ts";
import { RequirementConflict } from "./conflict.tsx";
import { Row } from "./row.tsx";
import { type Style, coreQualities, divider, dropped, rowsOf } from "./sorting.ts";
import "./requirements.css";

/** What the system has to do, and how well. */
export function RequirementsPlace() {
  return (
    <div className="lists lists--two">
      <List style="functional" title="Functional" start="Users should be able to …" hint="What people can do with it. Name the few that matter most; put the others below the line." />
      <List style="non-functional" title="Non-functional" start="The system should be …" hint="How well it does that, with a number where there is one." />
      <CapacityFold />
    </div>
  );
}

interface ListProps {
  readonly style: Style;
  readonly title: string;
  readonly start: string;
  readonly hint: string;
}

const List = memo(function List({ style, title, start, hint }: ListProps) {
  const requirements = useView(requirementsOf);
  const may = useMayWrite();
  const command = useCommand();
  const rows = useMemo(() => rowsOf(requirements, style), [requirements, style]);
  const byId = useMemo(() => new Map(requirements.map((requirement) => [requirement.id, requirement])), [requirements]);
  const core = rows.indexOf(divider);

  const move = useCallback(
    (id: string, to: number) => {
      const from = rows.indexOf(id);
      const requirement = byId.get(id);
      if (requirement === undefined || from === to || to < 0 || to >= rows.length) return;
      const { scope, order } = dropped(arrayMove([...rows], from, to), id, requirements);
      if (scope !== requirement.content.scope) command({ type: "requirement.edit", id, rev: requirement.rev, content: { ...requirement.content, scope } });
      if (order !== undefined) command({ type: "requirement.move", id, order });
    },
    [rows, byId, requirements, command],
  );
  const nudge = useCallback<Nudge>((id, by) => move(id, rows.indexOf(id) + by), [move, rows]);
  const add = (text: string) => command({ type: "requirement.add", id: newId(), content: { style, text, scope: "core" } });

  return (
    <section className="lists__list" aria-label={`${title} requirements`}>
      <header className="lists__head">
        <h2>{title}</h2>
        <Count style={style} core={core} />
      </header>
      {style === "non-functional" && <Checklist requirements={requirements} />}
      <Sortable ids={rows} disabled={!may} onMove={move}>
        <ul>
          {rows.map((id) => {
            const requirement = byId.get(id);
            return requirement === undefined ? (
              <Divider key={divider} shown={rows.length > core + 1} may={may} />
            ) : (
              <Row key={id} requirement={requirement} may={may} onNudge={nudge} />
            );
          })}
        </ul>
      </Sortable>
      <Lost style={style} there={requirements} />
      {rows.length === 1 && <p className="lists__hint">{hint}</p>}
      {may && <Adder place={`new-requirement-${style}`} label={`Add a ${style} requirement`} start={start} limit={limits.requirementLength} onAdd={add} />}
    </section>
  );
});

// Edits of requirements that somebody deleted meanwhile.
function Lost({ style, there }: { readonly style: Style; readonly there: readonly RequirementItem[] }) {
  const lost = useLostEdits("requirement.edit", there).filter(({ edit }) => edit.content.style === style);
  return lost.map((conflict) => <RequirementConflict key={conflict.item} {...conflict} />);
}

function Count({ style, core }: { readonly style: Style; readonly core: number }) {
  const { role } = useRoom();
  const { most } = coreQualities;
  const nudge = core > most && role !== "spectator";
  return (
    <TooltipTrigger delay={200} isDisabled={!nudge}>
      <Focusable>
        <span role="img" aria-label={`${core} core`} tabIndex={nudge ? 0 : -1} className={`chip${nudge ? " chip--warning" : ""}`}>
          {core} core
        </span>
      </Focusable>
      <Tip>{style === "functional" ? "Five are plenty for 45 minutes: put the others below the line." : "Pick the three to five that shape the design."}</Tip>
    </TooltipTrigger>
  );
}

// Which of the eight points somebody thought of.
function Checklist({ requirements }: { readonly requirements: readonly RequirementItem[] }) {
  const points = useGuide()?.checklist ?? [];
  const touched = new Set(requirements.flatMap(({ content }) => (content.category === undefined ? [] : [content.category])));
  return (
    <ul className="requirements__checklist" aria-label="Checklist">
      {points.map(({ category, name, question }) => (
        <li key={category}>
          <TooltipTrigger delay={200}>
            <Focusable>
              <span role="img" tabIndex={0} aria-label={`${name}: ${touched.has(category) ? "named" : "not named yet"}. ${question}`} className={`chip${touched.has(category) ? " chip--accent" : ""}`}>
                {touched.has(category) && <Check className="icon" aria-hidden />}
                {name}
              </span>
            </Focusable>
            <Tip>{question}</Tip>
          </TooltipTrigger>
        </li>
      ))}
    </ul>
  );
}

function Divider({ shown, may }: { readonly shown: boolean; readonly may: boolean }) {
  const { setNodeRef, transform, transition } = useSortable({ id: divider, disabled: { draggable: true, droppable: !may } });
  return (
    <li
      ref={setNodeRef}
      className="requirements__divider"
      data-shown={shown}
      style={{ transform: transform ? `translate3d(0, ${transform.y}px, 0)` : undefined, transition }}
    >
      <span>Below the line</span>
    </li>
  );
}
