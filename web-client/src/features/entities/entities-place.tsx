import type { ComponentType } from "react";
import type { EntityItem } from "../../protocol/generated/types.ts";
import { newId } from "../../net/secrets.ts";
import { Adder } from "../lists/adder.tsx";
import { limits } from "../lists/limits.ts";
import { useLostEdits } from "../lists/lost-edits.ts";
import { SortedRows } from "../lists/sorted-rows.tsx";
import { entitiesOf, useCommand, useMayWrite, useView } from "../room/context.tsx";
import { EntityConflict } from "./entity-conflict.tsx";
import { EntityRow } from "./entity-row.tsx";
import "./entities.css";

/** What else can be done with an entity, below its fields. */
export type EntityActions = ComponentType<{ readonly entity: EntityItem }>;

export interface EntitiesPlaceProps {
  readonly actions?: EntityActions;
}

/** The nouns of the system: who acts, and what the system keeps and passes around. */
export function EntitiesPlace({ actions }: EntitiesPlaceProps) {
  return (
    <div className="lists lists--two">
      <Group role="actor" title="Actors" start="An actor, as User" hint="Who uses the system, and which other systems call it." actions={actions} />
      <Group role="resource" title="Resources" start="A resource, as Photo" hint="What it keeps and passes around: three to six nouns are enough for a first draft. Fields can follow later." actions={actions} />
    </div>
  );
}

interface GroupProps {
  readonly role: EntityItem["content"]["role"];
  readonly title: string;
  readonly start: string;
  readonly hint: string;
  readonly actions: EntityActions | undefined;
}

function Group({ role, title, start, hint, actions }: GroupProps) {
  const all = useView(entitiesOf);
  const may = useMayWrite();
  const command = useCommand();
  const lost = useLostEdits("entity.edit", all).filter(({ edit }) => edit.content.role === role);
  const entities = all.filter(({ content }) => content.role === role);
  return (
    <section className="lists__list" aria-label={title}>
      <header className="lists__head">
        <h2>{title}</h2>
      </header>
      <SortedRows items={entities} may={may} row={(entity, nudge) => <EntityRow key={entity.id} entity={entity} may={may} onNudge={nudge} actions={actions} />} />
      {lost.map((conflict) => (
        <EntityConflict key={conflict.item} {...conflict} />
      ))}
      {entities.length === 0 && <p className="lists__hint">{hint}</p>}
      {may && (
        <Adder
          place={`new-entity-${role}`}
          label={role === "actor" ? "Add an actor" : "Add a resource"}
          start={start}
          limit={limits.nameLength}
          onAdd={(name) => command({ type: "entity.add", id: newId(), content: { role, name, fields: [] } })}
        />
      )}
    </section>
  );
}
