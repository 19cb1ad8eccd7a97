import type { EndpointItem, WalkItem } from "../../protocol/generated/types.ts";
import type { Node } from "./graph.ts";

/** How far an endpoint is walked through the boxes (CV2): not, as a whole, or through boxes of which some are gone. */
export type Walked = "none" | "whole" | "broken";

/** An endpoint and the boxes that a request to it passes, in their order; undefined where one is gone. */
export interface Route {
  readonly endpoint: EndpointItem;
  readonly walk: WalkItem | undefined;
  readonly stops: readonly (Node | undefined)[];
  readonly walked: Walked;
}

export function routesOf(endpoints: readonly EndpointItem[], walks: readonly WalkItem[], nodes: readonly Node[]): readonly Route[] {
  const walkOf = new Map(walks.map((walk) => [walk.id, walk]));
  const nodeOf = new Map(nodes.map((node) => [node.id, node]));
  return endpoints.map((endpoint) => {
    const walk = walkOf.get(endpoint.id);
    const stops = walk?.elements.map((id) => nodeOf.get(id)) ?? [];
    return { endpoint, walk, stops, walked: walk === undefined ? "none" : stops.includes(undefined) ? "broken" : "whole" };
  });
}

/** A walk with a box at its end, or without it if it was there: no request passes a box twice (WK1). */
export function stepped(elements: readonly string[], id: string, most: number): readonly string[] {
  if (elements.includes(id)) return elements.filter((other) => other !== id);
  return elements.length < most ? [...elements, id] : elements;
}

/** A walk with one of its boxes one place earlier or later. */
export function nudged(elements: readonly string[], id: string, by: 1 | -1): readonly string[] {
  const from = elements.indexOf(id);
  const to = from + by;
  if (from < 0 || to < 0 || to >= elements.length) return elements;
  const others = elements.filter((other) => other !== id);
  return [...others.slice(0, to), id, ...others.slice(to)];
}
