import { Lightbulb, Plus } from "lucide-react";
import type { EndpointItem } from "../../protocol/generated/types.ts";
import { newId } from "../../net/secrets.ts";
import { Button } from "../../ui/controls.tsx";
import { limits } from "../lists/limits.ts";
import { entitiesOf, useCommand, useView } from "../room/context.tsx";
import { type Hint, hintsOf } from "./hints.ts";

/** What could be better about an endpoint, said quietly. */
export function EndpointHints({ endpoint }: { readonly endpoint: EndpointItem }) {
  const entities = useView(entitiesOf);
  const hints = hintsOf(endpoint.content, entities);
  if (hints.length === 0) return null;
  return (
    <ul className="endpoint__hints" aria-label="Hints">
      {hints.map((hint, index) => (
        <li key={index}>
          <Lightbulb className="icon" aria-hidden />
          <Words hint={hint} endpoint={endpoint} />
        </li>
      ))}
    </ul>
  );
}

function Words({ hint, endpoint: { id, rev, content } }: { readonly hint: Hint; readonly endpoint: EndpointItem }) {
  const command = useCommand();
  const define = (name: string) => {
    const entity = newId();
    command({ type: "entity.add", id: entity, content: { role: "resource", name, fields: [] } });
    if (content.entities.length < limits.links) command({ type: "endpoint.edit", id, rev, content: { ...content, entities: [...content.entities, entity] } });
  };
  switch (hint.kind) {
    case "no-slash":
      return <span>A path begins with a slash.</span>;
    case "verb":
      return <span>The method says what is done: “{hint.verb}” can go from the path.</span>;
    case "undefined-entity":
      return (
        <span>
          No entity is called “{hint.noun}”.{" "}
          <Button small look="quiet" onPress={() => define(hint.name)}>
            <Plus className="icon" aria-hidden />
            Add {hint.name}
          </Button>
        </span>
      );
  }
}
