import type { ExcalidrawElement } from "@excalidraw/excalidraw/element/types";
import type { Drawn } from "../../sync/board.ts";
import type { ElementItem, Shape } from "../../protocol/generated/types.ts";
import { canonicalJson } from "../../sync/canonical.ts";

/** The types of elements that a board has (BD2). */
const types: ReadonlySet<string> = new Set<Shape["type"]>(["rectangle", "ellipse", "diamond", "line", "arrow", "freedraw", "text", "frame"]);

// The item has some of them, nothing deleted is on a board, what is bound follows from the others, and the last is of no use to anybody else (BD1).
const notOfShape: ReadonlySet<string> = new Set(["id", "version", "versionNonce", "updated", "isDeleted", "boundElements", "lastCommittedPoint"]);

// What Excalidraw takes a property for that is not there, so that it need not be sent.
const defaults: { readonly [name: string]: unknown } = {
  angle: 0, strokeColor: "#1e1e1e", backgroundColor: "transparent", fillStyle: "solid", strokeWidth: 2, strokeStyle: "solid", roughness: 1, opacity: 100, locked: false,
};

// And where Excalidraw itself would take nothing for something.
const textDefaults = { text: "", fontSize: 20, fontFamily: 5, textAlign: "left", verticalAlign: "top" };

/** An element as it stands on the board, whatever Excalidraw keeps beside that. */
export type Element = ExcalidrawElement;

/** Whether a board has elements of this type. */
export function isDrawable({ type }: { readonly type: string }): boolean {
  return types.has(type);
}

/** Whether there is nothing to see of an element yet. */
export function isEmpty(element: Element): boolean {
  if (element.type === "text") return element.text.trim() === "";
  if (element.type === "line" || element.type === "arrow" || element.type === "freedraw") return element.points.length < 2;
  return element.width === 0 && element.height === 0;
}

/** The shape of an element (BD1, BD2), without properties that say what would hold anyway. */
export function shapeOf(element: Element): Shape {
  return normal(element as unknown as Properties);
}

/** A shape as `shapeOf` would make it, whoever made it. */
export function normalShape(shape: Shape): Shape {
  return normal(shape as unknown as Properties);
}

/** An element with all properties that its item says, for Excalidraw to fill in the others. */
export function elementOf({ id, rev, nonce }: ElementItem, shape: Shape): Element {
  const known = shape.type === "text" ? { ...textDefaults, ...shape } : shape;
  return { ...known, id, version: rev, versionNonce: nonce, updated: 1, isDeleted: false, boundElements: null } as unknown as Element;
}

/** What has to be set and unset to make one shape of another; undefined if nothing. */
export function changeOf(was: Shape, is: Shape): Pick<Drawn, "set" | "unset"> | undefined {
  const before: Properties = was as unknown as Properties;
  const set = Object.entries(is).filter(([name, value]) => !(name in before) || canonicalJson(before[name]) !== canonicalJson(value));
  const unset = Object.keys(before).filter((name) => !(name in is));
  if (set.length === 0 && unset.length === 0) return undefined;
  return { set: Object.fromEntries(set), ...(unset.length > 0 && { unset }) };
}

export function sameShape(a: Shape, b: Shape): boolean {
  return changeOf(a, b) === undefined;
}

/** How large a text and a shape may be (LM2). */
export interface Sizes {
  readonly elementTextLength: number;
  readonly elementBytes: number;
}

/** A shape that the server takes: a text that is no longer than it may be, no more points than fit, and no link but to a page of the web. */
export function fitting(shape: Shape, { elementTextLength, elementBytes }: Sizes): Shape {
  const { text, originalText, link, ...others } = shape;
  const cut = (words: string | undefined) => (words === undefined || words.length <= elementTextLength ? words : words.slice(0, elementTextLength).replace(/\p{Surrogate}$/u, ""));
  const known = Object.entries({ text: cut(text), originalText: cut(originalText), link: link !== undefined && isWebLink(link) ? link : undefined });
  let fits = { ...others, ...Object.fromEntries(known.filter(([, value]) => value !== undefined)) } as Shape;
  while (fits.type === "freedraw" && (fits.points?.length ?? 0) > 2 && canonicalJson(fits).length > elementBytes) fits = thinned(fits);
  return fits;
}

// Every other point, the last one in any case.
function thinned(shape: Shape): Shape {
  const { points = [], pressures } = shape;
  const stays = (_: unknown, i: number) => i % 2 === 0 || i === points.length - 1;
  return { ...shape, points: points.filter(stays), ...(Array.isArray(pressures) && { pressures: pressures.filter(stays) }) };
}

/** Whether a link leads to a page of the web (BD2). */
export function isWebLink(link: string): boolean {
  return link.length <= 2000 && /^https?:\/\/[^\u0000-\u0020\u007f-\u009f]*$/.test(link);
}

interface Properties {
  readonly [name: string]: unknown;
}

function normal(properties: Properties): Shape {
  const known = Object.entries(properties).flatMap(([name, value]) => {
    if (notOfShape.has(name) || isDefault(properties, name, value)) return [];
    return [[name, name === "text" || name === "originalText" ? printable(value) : valueOf(value)]];
  });
  return Object.fromEntries(known) as Shape;
}

// An arrow that says nothing has a head at its end.
function isDefault({ type }: Properties, name: string, value: unknown): boolean {
  if (name === "endArrowhead" && type === "arrow") return value === "arrow" || value === undefined;
  if (value === undefined || value === null || value === defaults[name]) return true;
  return name === "groupIds" && Array.isArray(value) && value.length === 0;
}

function valueOf(value: unknown): unknown {
  if (typeof value === "number") return rounded(value);
  if (typeof value === "string") return wellFormed(value);
  if (Array.isArray(value)) return value.map(valueOf);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).flatMap(([name, inner]) => (inner === undefined ? [] : [[wellFormed(name), valueOf(inner)]])));
}

const farthest = 1e9; // BD2

function rounded(value: number): number {
  if (!Number.isFinite(value)) return 0;
  return Math.max(-farthest, Math.min(farthest, Math.round(value * 1e4) / 1e4)) + 0; // No -0.
}

function printable(text: unknown): string {
  return typeof text === "string" ? wellFormed(text).replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g, "") : "";
}

function wellFormed(text: string): string {
  return text.replace(/\p{Surrogate}/gu, "\ufffd");
}
