import type { ExcalidrawElement } from "@excalidraw/excalidraw/element/types";
import type { AppState, SceneData } from "@excalidraw/excalidraw/types";
import type { BoardPutCommand, BoardRemoveCommand, Command, ElementItem } from "../../protocol/generated/types.ts";
import type { RoomModel } from "../../session/model.ts";
import type { RoomSession } from "../../session/room-session.ts";
import { keyOf } from "../../sync/fold.ts";
import { elementsOf, isFrozen } from "../room/context.tsx";
import { type Board, BoardScene, type Done } from "./board-scene.ts";
import type { Element } from "./shape.ts";

/** What is needed of Excalidraw. */
export interface SceneApi {
  getSceneElementsIncludingDeleted(): readonly Element[];
  updateScene(scene: Pick<SceneData, "captureUpdate"> & { readonly elements: readonly Element[] }): void;
}

/** What of Excalidraw's state says what the user has in their hands. */
export type Hands = Pick<
  AppState,
  "cursorButton" | "editingTextElement" | "newElement" | "multiElement" | "resizingElement" | "isResizing" | "isRotating" | "selectedElementsAreBeingDragged" | "selectedElementIds"
>;

const noLimits = { elementTextLength: Infinity, elementBytes: Infinity }; // Until the first welcome has told them.
const pushMillis = 150;
const bytesPerCommand = 20_000;

/**
 * Brings the board of the room into a scene of Excalidraw, and what the user does there into the room: as soon as they let go of it. While they
 * drag something, it tells where that is. Runs on one thread.
 */
export class BoardSync {
  private readonly scene: BoardScene;
  private hands: Hands | undefined;
  private at: readonly [x: number, y: number] | undefined;
  private lastPush = -Infinity;
  private pushDue: ReturnType<typeof setTimeout> | undefined;
  private pushing = false;
  private pulled: readonly unknown[] = [];
  private byId: { readonly of: readonly ElementItem[]; readonly map: ReadonlyMap<string, ElementItem> } = { of: [], map: new Map() };

  constructor(
    private readonly model: RoomModel,
    private readonly session: RoomSession | undefined,
    private readonly api: SceneApi,
    complete: (element: Element) => Element,
    /** "NEVER" of Excalidraw: no undo takes back what others did. */
    private readonly neverCaptured: "NEVER",
  ) {
    this.scene = new BoardScene(complete, () => Math.floor(Math.random() * 2 ** 31));
  }

  /** Shows the board and what becomes of it; ends with what the user did last being told. */
  attach(): () => void {
    const unsubscribe = this.model.subscribe(() => this.roomChanged());
    const leaving = () => this.push();
    addEventListener("pagehide", leaving);
    this.roomChanged();
    return () => {
      unsubscribe();
      removeEventListener("pagehide", leaving);
      clearTimeout(this.pushDue);
      this.push();
      this.hands = undefined;
      this.left();
    };
  }

  /** The scene, or what the user has in their hands, changed. */
  changed(hands: Hands): void {
    const settledNow = isBusy(this.hands) && !isBusy(hands);
    const selects = hands.selectedElementIds !== this.hands?.selectedElementIds;
    this.hands = hands;
    if (selects) this.tellPointer();
    if (!this.mayWrite) return;
    if (isBusy(hands)) this.tellDrag(hands);
    else this.settle(settledNow);
  }

  /** The user points at a place of the board. */
  pointed(x: number, y: number): void {
    this.at = [x, y];
    this.tellPointer();
  }

  /** The pointer is not on the board any more. */
  left(): void {
    this.at = undefined;
    this.tellPointer();
  }

  private tellPointer(): void {
    this.session?.signals.point(this.at, Object.keys(this.hands?.selectedElementIds ?? {}));
  }

  private get mayWrite(): boolean {
    return this.session !== undefined && !isFrozen(this.model.view);
  }

  private roomChanged(): void {
    const { view } = this.model;
    const now = [view.items && elementsOf(view), view.dragged];
    if (this.pushing || view.items === undefined || now.every((part, i) => part === this.pulled[i])) return;
    this.pulled = now;
    this.pull();
  }

  private pull(): void {
    const elements = this.scene.pull(this.board(), this.api.getSceneElementsIncludingDeleted(), inHands(this.hands));
    if (elements === undefined) return;
    const nonces = elements.map(({ versionNonce }) => versionNonce);
    this.api.updateScene({ elements, captureUpdate: this.neverCaptured });
    this.scene.reordered(elements, nonces);
  }

  private settle(letGo: boolean): void {
    clearTimeout(this.pushDue);
    const wait = this.lastPush + pushMillis - performance.now();
    if (letGo || wait <= 0) this.push();
    else this.pushDue = setTimeout(() => isBusy(this.hands) || this.push(), wait);
  }

  private push(): void {
    const { session } = this;
    if (session === undefined || !this.mayWrite || this.model.view.items === undefined) return;
    const done = this.scene.push(this.board(), this.api.getSceneElementsIncludingDeleted(), this.model.view.limits ?? noLimits);
    const commands = commandsFor(done);
    if (commands.length > 0) this.lastPush = performance.now();
    this.pushing = true;
    for (const command of commands) session.command(command);
    this.pushing = false;
    session.signals.drag([]);
    this.explain(done);
    // What the room makes of it, and what others did to what the user had in their hands.
    this.pulled = [];
    this.roomChanged();
  }

  private explain({ foreign, homeless, cut }: Done): void {
    if (foreign.length > 0) {
      this.refuseImages();
      const ids = new Set(foreign.map(({ id }) => id));
      const elements = this.api.getSceneElementsIncludingDeleted().map((element) => (ids.has(element.id) ? { ...element, isDeleted: true, version: element.version + 1 } : element));
      this.api.updateScene({ elements, captureUpdate: this.neverCaptured });
    }
    for (const words of homeless) this.model.rescue(words, "Somebody took the element away while you wrote.");
    if (cut) this.model.notice("warning", `A text on the board holds at most ${this.model.view.limits?.elementTextLength} characters: the rest was cut off.`);
  }

  /** Says that a board has no images. */
  refuseImages(): void {
    this.model.notice("warning", "The board takes no images, files or embedded pages: draw it, or write it down.");
  }

  // Bound arrows and labels follow from the boxes.
  private tellDrag({ cursorButton, selectedElementIds }: Hands): void {
    if (cursorButton !== "down") return;
    const dirty = this.scene.dirty(this.api.getSceneElementsIncludingDeleted());
    const dragged = dirty.filter((element) => !element.isDeleted && !(element.type === "text" && element.containerId !== null) && (element.type !== "arrow" || selectedElementIds[element.id]));
    this.session?.signals.drag(dragged.map(({ id, x, y, width, height }) => ({ id, x: Math.round(x), y: Math.round(y), width: Math.round(width), height: Math.round(height) })));
  }

  private board(): Board {
    const { view } = this.model;
    const elements = elementsOf(view);
    if (this.byId.of !== elements) this.byId = { of: elements, map: new Map(elements.map((item) => [item.id, item])) };
    const { confirmed } = view;
    const confirmedRev = (id: string) => (confirmed?.get(keyOf({ kind: "element", id })) as ElementItem | undefined)?.rev;
    return { elements, byId: this.byId.map, confirmedRev, dragged: view.dragged };
  }
}

/** What has to be asked for, in commands that are small enough. */
export function commandsFor({ puts, erasures }: Pick<Done, "puts" | "erasures">): readonly Command[] {
  const put = inParts(puts).map((elements): BoardPutCommand => ({ type: "board.put", elements }));
  const remove = inParts(erasures).map((elements): BoardRemoveCommand => ({ type: "board.remove", elements }));
  return [...put, ...remove];
}

const elementsPerPut = 50; // LM2

function inParts<T>(all: readonly T[]): readonly (readonly T[])[] {
  const parts: T[][] = [];
  let bytes = Infinity;
  for (const one of all) {
    const size = JSON.stringify(one).length;
    const last = parts.at(-1);
    if (last === undefined || last.length >= elementsPerPut || bytes + size > bytesPerCommand) {
      parts.push([one]);
      bytes = size;
    } else {
      last.push(one);
      bytes += size;
    }
  }
  return parts;
}

function isBusy(hands: Hands | undefined): boolean {
  if (hands === undefined) return false;
  return hands.cursorButton === "down" || hands.selectedElementsAreBeingDragged || hands.isResizing || hands.isRotating || inHands(hands).size > 0;
}

function inHands(hands: Hands | undefined): ReadonlySet<string> {
  const held: readonly (ExcalidrawElement | null | undefined)[] = [hands?.editingTextElement, hands?.newElement, hands?.multiElement, hands?.resizingElement];
  return new Set(held.flatMap((element) => element?.id ?? []));
}
