import { CaptureUpdateAction, MIME_TYPES, convertToExcalidrawElements, restoreElements, serializeLibraryAsJSON, viewportCoordsToSceneCoords } from "@excalidraw/excalidraw";
import type { ExcalidrawElement } from "@excalidraw/excalidraw/element/types";
import type { ExcalidrawImperativeAPI, LibraryItem } from "@excalidraw/excalidraw/types";
import type { EntityItem } from "../../protocol/generated/types.ts";
import { type Component, components } from "./components.ts";
import { fieldsText } from "./fields.ts";
import { labelPlace } from "./label.ts";
import { type Spot, freeSpot, spotBeside } from "./spot.ts";

const font = 6; // Nunito of Excalidraw.
const fontSize = 16;
const listWidth = 200;
const listPadding = 5; // Of Excalidraw, around a label.

/** What Excalidraw measures texts with. Before it is there, they come out too wide. */
export async function fontLoaded(): Promise<void> {
  await document.fonts.load(`${fontSize}px Nunito`).catch(() => undefined); // A system's font stands in for one that can't be had.
}

/** Puts a component into the middle of what is seen, or beside what stands there. It is selected then. */
export async function placeComponent(api: ExcalidrawImperativeAPI, component: Component): Promise<void> {
  await fontLoaded();
  insert(api, elementsOf(component, freeSpot(centreOf(api), component, spotsOf(api))));
}

/** Puts a list of an entity's fields beside the box that is selected, or into the middle of what is seen. */
export async function placeFields(api: ExcalidrawImperativeAPI, entity: EntityItem): Promise<void> {
  await fontLoaded();
  const size = { width: listWidth, height: listPadding * 2 + (entity.content.fields.length + 1) * fontSize * 1.35 };
  const store = selectedBox(api);
  insert(api, listOf(entity, store === undefined ? freeSpot(centreOf(api), size, spotsOf(api)) : spotBeside(store, size, spotsOf(api))));
}

/** Makes the list of an entity's fields say what they are now. */
export async function updateFields(api: ExcalidrawImperativeAPI, entity: EntityItem, list: string): Promise<void> {
  await fontLoaded();
  const label = labelOf(api, list);
  if (label !== undefined) write(api, label.id, fieldsText(entity));
}

/** Writes a text anew, as large as it needs to be; a box that is too low for it grows. */
export function write(api: ExcalidrawImperativeAPI, id: string, words: string): void {
  const all = api.getSceneElements();
  const text = all.find((element) => element.id === id);
  if (text?.type !== "text") return;
  const box = all.find((element) => element.id === text.containerId);
  const written = { ...text, text: words, originalText: words };
  const [measured] = restoreElements(box === undefined ? [written] : [written, box], null, { refreshDimensions: true, repairBindings: true });
  if (measured?.type !== "text") return;
  const grown = box && box.type === "rectangle" ? touched(box, { height: Math.max(box.height, measured.height + 2 * listPadding) }) : box;
  const place = grown && labelPlace({ ...grown, points: "points" in grown ? grown.points : [] }, measured);
  const changed = new Map<string, ExcalidrawElement>([[id, touched(measured, place ?? {})], ...(grown === undefined ? [] : [[grown.id, grown] as const])]);
  const elements = api.getSceneElementsIncludingDeleted().map((element) => changed.get(element.id) ?? element);
  api.updateScene({ elements, captureUpdate: CaptureUpdateAction.IMMEDIATELY });
}

/** The components as items of Excalidraw's library. */
export function libraryItems(): LibraryItem[] {
  return components.map((component) => ({ id: `greenroom-${component.id}`, status: "published", created: 1, name: component.name, elements: elementsOf(component, { x: 0, y: 0, ...component }) }));
}

/** A component as it is dragged onto the canvas, by the type of its data. */
export function dragData(component: Component): readonly [type: string, data: string] {
  const items = libraryItems().filter(({ id }) => id === `greenroom-${component.id}`);
  return [MIME_TYPES.excalidrawlib, serializeLibraryAsJSON(items)];
}

/** Shows all that there is. */
export function showAll(api: ExcalidrawImperativeAPI, animate = true): void {
  const elements = api.getSceneElements();
  if (elements.length > 0) api.scrollToContent(elements, { fitToContent: true, animate, duration: 200 });
}

/** Comes closer to the middle of what is seen, or goes away from it. */
export function zoomBy(api: ExcalidrawImperativeAPI, factor: number): void {
  const { zoom, scrollX, scrollY, width, height } = api.getAppState();
  const value = Math.min(30, Math.max(0.1, zoom.value * factor)); // As far as Excalidraw goes.
  const shift = 1 / value - 1 / zoom.value;
  const next = { value } as typeof zoom;
  api.updateScene({ appState: { zoom: next, scrollX: scrollX + (width / 2) * shift, scrollY: scrollY + (height / 2) * shift } });
}

function elementsOf({ id, name, type, width, height, strokeColor, backgroundColor, strokeStyle, rounded }: Component, { x, y }: { readonly x: number; readonly y: number }): readonly ExcalidrawElement[] {
  return convertToExcalidrawElements([
    {
      type, x, y, width, height, strokeColor, backgroundColor, strokeStyle, fillStyle: "solid", roughness: 0, roundness: rounded ? { type: type === "rectangle" ? 3 : 2 } : null,
      customData: { component: id }, label: { text: name, fontSize, fontFamily: font, strokeColor: ink },
    },
  ]);
}

function listOf(entity: EntityItem, { x, y, width, height }: Spot): readonly ExcalidrawElement[] {
  return convertToExcalidrawElements([
    {
      type: "rectangle", x, y, width, height, strokeColor: "#868e96", backgroundColor: "#ffffff", fillStyle: "solid", strokeWidth: 1, roughness: 0, roundness: null, customData: { entity: entity.id },
      label: { text: fieldsText(entity), fontSize, fontFamily: font, textAlign: "left", verticalAlign: "top", strokeColor: ink },
    },
  ]);
}

const ink = "#1e1e1e";

function insert(api: ExcalidrawImperativeAPI, made: readonly ExcalidrawElement[]): void {
  const placed = made.map((element) => ({ ...element, index: null })); // On top of all.
  const selectedElementIds = Object.fromEntries(placed.filter(({ type }) => type !== "text").map(({ id }) => [id, true as const]));
  api.updateScene({
    elements: [...api.getSceneElementsIncludingDeleted(), ...placed],
    appState: { selectedElementIds, selectedGroupIds: {}, editingGroupId: null },
    captureUpdate: CaptureUpdateAction.IMMEDIATELY,
  });
}

function touched<T extends ExcalidrawElement>(element: T, change: Partial<T>): T {
  return { ...element, ...change, version: element.version + 1, versionNonce: Math.floor(Math.random() * 2 ** 31) };
}

function labelOf(api: ExcalidrawImperativeAPI, box: string): ExcalidrawElement | undefined {
  return api.getSceneElements().find((element) => element.type === "text" && element.containerId === box);
}

function selectedBox(api: ExcalidrawImperativeAPI): ExcalidrawElement | undefined {
  const { selectedElementIds } = api.getAppState();
  return api.getSceneElements().find(({ id, type }) => selectedElementIds[id] && (type === "rectangle" || type === "ellipse" || type === "diamond"));
}

function centreOf(api: ExcalidrawImperativeAPI): { readonly x: number; readonly y: number } {
  const state = api.getAppState();
  return viewportCoordsToSceneCoords({ clientX: state.offsetLeft + state.width / 2, clientY: state.offsetTop + state.height / 2 }, state);
}

// Arrows and lines are in nobody's way.
function spotsOf(api: ExcalidrawImperativeAPI): readonly Spot[] {
  return api.getSceneElements().filter(({ type }) => type !== "arrow" && type !== "line" && type !== "frame");
}
