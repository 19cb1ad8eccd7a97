import type { ElementItem, EntityItem } from "../../protocol/generated/types.ts";
import { fieldWords } from "../../session/words.ts";
import { entityOf } from "./components.ts";

/** An entity whose fields may be placed beside a store, and the box that lists them, if there is one. */
export interface Listing {
  readonly entity: EntityItem;
  readonly element: ElementItem | undefined;
  /** The box does not say what the entity has now. */
  readonly outdated: boolean;
}

/** What stands in the box of an entity's fields: its name, and a line for each. */
export function fieldsText({ content: { name, fields } }: EntityItem): string {
  return [name, ...fields.map((field) => `• ${fieldWords(field)}`)].join("\n");
}

/** The entities that have fields, each with the lowest box that lists them. */
export function listingsOf(entities: readonly EntityItem[], elements: readonly ElementItem[]): readonly Listing[] {
  const labels = new Map(elements.flatMap(({ shape: { containerId, text, originalText } }) => (containerId === undefined ? [] : [[containerId, originalText ?? text]])));
  const boxes = new Map(elements.toReversed().map((element) => [entityOf(element), element]));
  return entities.flatMap((entity) => {
    const element = boxes.get(entity.id);
    if (entity.content.fields.length === 0 && element === undefined) return [];
    return [{ entity, element, outdated: element !== undefined && labels.get(element.id) !== fieldsText(entity) }];
  });
}
