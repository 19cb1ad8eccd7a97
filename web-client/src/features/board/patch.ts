import type { Dragged, Shape } from "../../protocol/generated/types.ts";
import { type Box, labelPlace } from "./label.ts";

/** How an element shows otherwise than its item says; a property that is undefined is not there. */
export interface Patch {
  readonly [name: string]: unknown;
}

/** What an element's look depends on beside its own item. */
export interface Surroundings {
  /** An element as its item says; undefined if it is not on the board. */
  shape(id: string): Shape | undefined;
  /** An element as it shows. */
  shown(id: string): Box | undefined;
  /** Where elements are while others drag them, by their ids. */
  readonly dragged: ReadonlyMap<string, Dragged>;
}

const noticed = 1; // Excalidraw places labels a little otherwise now and then.

/**
 * What shows of an element otherwise than its item says: it is where somebody drags it to; its label and the ends of arrows go along with it;
 * and nothing is bound to what is not there (any more).
 */
export function patchOf(id: string, shape: Shape, around: Surroundings): Patch | undefined {
  const unbound = danglingOf(shape, around);
  const moved = draggedTo(id, shape, around.dragged) ?? (shape.type === "arrow" ? followed(shape, around) : undefined);
  const { type, containerId } = shape;
  const placed = type === "text" && containerId !== undefined && around.shape(containerId) !== undefined ? onItsBox(shape, around.shown(containerId)) : undefined;
  return unbound === undefined && moved === undefined && placed === undefined ? undefined : { ...unbound, ...moved, ...placed };
}

export function patched(shape: Shape, patch: Patch | undefined): Shape {
  if (patch === undefined) return shape;
  return Object.fromEntries(Object.entries({ ...shape, ...patch }).filter(([, value]) => value !== undefined)) as unknown as Shape;
}

/** What the end of an arrow is bound to. */
export function boundTo(binding: unknown): string | undefined {
  if (typeof binding !== "object" || binding === null || !("elementId" in binding)) return undefined;
  return typeof binding.elementId === "string" ? binding.elementId : undefined;
}

function danglingOf(shape: Shape, around: Surroundings): Patch | undefined {
  const { containerId, startBinding, endBinding, frameId } = shape;
  if (containerId === undefined && startBinding === undefined && endBinding === undefined && frameId === undefined) return undefined;
  const targets = { containerId, startBinding: boundTo(startBinding), endBinding: boundTo(endBinding), frameId };
  const gone = Object.entries(targets).filter(([, target]) => typeof target === "string" && around.shape(target) === undefined);
  return gone.length === 0 ? undefined : Object.fromEntries(gone.map(([name]) => [name, undefined]));
}

function draggedTo(id: string, { type }: Shape, dragged: Surroundings["dragged"]): Patch | undefined {
  const to = dragged.get(id);
  if (to === undefined) return undefined;
  // The size of a line follows from its points, that of a text from its font.
  const resizes = type === "rectangle" || type === "ellipse" || type === "diamond" || type === "frame";
  return resizes ? { x: to.x, y: to.y, width: to.width, height: to.height } : { x: to.x, y: to.y };
}

// The ends of an arrow move as the boxes do to which they are bound.
function followed(shape: Shape, around: Surroundings): Patch | undefined {
  if (around.dragged.size === 0) return undefined;
  const { x, y, points = [], startBinding, endBinding } = shape;
  const start = movedBy(boundTo(startBinding), around);
  const end = movedBy(boundTo(endBinding), around);
  if (start === undefined && end === undefined) return undefined;
  const [startX, startY] = start ?? [0, 0];
  const [endX, endY] = end ?? [0, 0];
  const last = points.length - 1;
  const bent = points.map(([px, py], i) => (i === 0 ? [px, py] : i === last ? [px + endX - startX, py + endY - startY] : [px - startX, py - startY]));
  return { x: x + startX, y: y + startY, points: bent };
}

function movedBy(id: string | undefined, around: Surroundings): readonly [x: number, y: number] | undefined {
  const to = id === undefined ? undefined : around.dragged.get(id);
  const from = to && around.shape(to.id);
  return from && [to.x + to.width / 2 - (from.x + from.width / 2), to.y + to.height / 2 - (from.y + from.height / 2)];
}

function onItsBox(shape: Shape, box: Box | undefined): Patch | undefined {
  const { x, y, width, height, textAlign, verticalAlign } = shape;
  const place = box && labelPlace(box, { width, height, textAlign, verticalAlign });
  return place !== undefined && (Math.abs(place.x - x) > noticed || Math.abs(place.y - y) > noticed) ? place : undefined;
}
