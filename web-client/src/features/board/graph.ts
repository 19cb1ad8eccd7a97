import type { ElementItem, Shape } from "../../protocol/generated/types.ts";
import { componentName, entityOf } from "./components.ts";
import { boundTo } from "./patch.ts";

/** A box of the board, with what is written in it. */
export interface Node {
  readonly id: string;
  /** What it is called: its label, or what it is if it has none. Two that are called alike are told apart by a number. */
  readonly name: string;
  /** Which component it stands for, if it says so, by its name. */
  readonly component: string | undefined;
  readonly box: { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
}

/** An arrow or a line of the board, by the names of what it connects; undefined where it leads to nothing. */
export interface Edge {
  readonly id: string;
  readonly from: string | undefined;
  readonly to: string | undefined;
  readonly direction: "one-way" | "both-ways" | "none";
  readonly label: string | undefined;
}

/** A board read as a graph (BD12). */
export interface Graph {
  readonly nodes: readonly Node[];
  readonly edges: readonly Edge[];
  /** Texts that are no labels, and lists of fields, in their order. */
  readonly texts: readonly string[];
}

export function graphOf(elements: readonly ElementItem[]): Graph {
  const labels = labelsOf(elements);
  const boxes = elements.filter((element) => isBox(element) && entityOf(element) === undefined);
  const names = distinct(boxes.map(({ id, shape }) => labels.get(id) ?? componentName(componentOf(shape)) ?? shapeName(shape)));
  const nodes = boxes.map(({ id, shape }, i): Node => ({ id, name: names[i] ?? id, component: componentName(componentOf(shape)), box: shape }));
  const nameOf = new Map(nodes.map(({ id, name }) => [id, name]));
  return {
    nodes,
    edges: elements.filter(({ shape: { type } }) => type === "arrow").map(({ id, shape }) => edgeOf(id, shape, nameOf, labels)),
    texts: elements.flatMap((element) => textOf(element, labels)),
  };
}

/** The topmost box at a point. */
export function nodeAt({ nodes }: Graph, x: number, y: number): Node | undefined {
  return nodes.findLast(({ box }) => x >= box.x && x <= box.x + box.width && y >= box.y && y <= box.y + box.height);
}

/** Which component a shape stands for, known or not (BD12). */
export function componentOf({ customData }: Shape): string | undefined {
  const component = customData?.["component"];
  return typeof component === "string" ? component : undefined;
}

function isBox({ shape: { type } }: ElementItem): boolean {
  return type === "rectangle" || type === "ellipse" || type === "diamond";
}

function textOf(element: ElementItem, labels: ReadonlyMap<string, string>): readonly string[] {
  const { type, text, containerId } = element.shape;
  if (type === "text" && containerId === undefined && text?.trim()) return [line(text)];
  const list = entityOf(element) === undefined ? undefined : labels.get(element.id);
  return list === undefined ? [] : [list];
}

function labelsOf(elements: readonly ElementItem[]): ReadonlyMap<string, string> {
  const there = new Set(elements.map(({ id }) => id));
  return new Map(
    elements.flatMap(({ shape: { text, originalText, containerId } }) =>
      containerId !== undefined && there.has(containerId) && text?.trim() ? [[containerId, line(originalText ?? text)]] : [],
    ),
  );
}

function edgeOf(id: string, shape: Shape, nameOf: ReadonlyMap<string, string>, labels: ReadonlyMap<string, string>): Edge {
  const { startBinding, endBinding, startArrowhead, endArrowhead = "arrow" } = shape;
  const [start, end] = [boundTo(startBinding), boundTo(endBinding)].map((bound) => (bound === undefined ? undefined : nameOf.get(bound)));
  const [atStart, atEnd] = [startArrowhead !== undefined && startArrowhead !== null, endArrowhead !== null];
  const backwards = atStart && !atEnd;
  return {
    id,
    from: backwards ? end : start,
    to: backwards ? start : end,
    direction: atStart && atEnd ? "both-ways" : atStart || atEnd ? "one-way" : "none",
    label: labels.get(id),
  };
}

function shapeName({ type }: Shape): string {
  return type === "ellipse" ? "Ellipse" : type === "diamond" ? "Diamond" : "Box";
}

function distinct(names: readonly string[]): readonly string[] {
  const seen = new Map<string, number>();
  return names.map((name) => {
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    return count === 1 ? name : `${name} (${count})`;
  });
}

function line(text: string): string {
  return text.trim().replace(/([,.:;])?\s*\n[\s•]*/g, (_, mark: string | undefined) => `${mark ?? ","} `);
}
