import type { Dragged, ElementItem, Shape } from "../../protocol/generated/types.ts";
import type { Drawn, Erased } from "../../sync/board.ts";
import { compare } from "../../sync/fold.ts";
import type { Box } from "./label.ts";
import { boundTo, patchOf, patched } from "./patch.ts";
import { type Element, type Sizes, changeOf, elementOf, fitting, isDrawable, isEmpty, normalShape, sameShape, shapeOf } from "./shape.ts";

/** The board as the room has it. */
export interface Board {
  /** With what is not answered yet, in the order in which they show (BD10). */
  readonly elements: readonly ElementItem[];
  readonly byId: ReadonlyMap<string, ElementItem>;
  /** The `rev` of an element in the log; undefined if it is not there (yet). */
  confirmedRev(id: string): number | undefined;
  /** Where elements are while others drag them, by their ids. */
  readonly dragged: ReadonlyMap<string, Dragged>;
}

/** What the user did to the scene. */
export interface Done {
  readonly puts: readonly Drawn[];
  readonly erasures: readonly Erased[];
  /** Elements that no board has: images, and what is embedded. */
  readonly foreign: readonly Element[];
  /** Words for elements that somebody else took away meanwhile. */
  readonly homeless: readonly string[];
  /** Whether a text was longer than it may be. */
  readonly cut: boolean;
}

/** What is known of an element of the scene since the scene and the board last agreed on it. */
interface Known {
  /** The item that it was made of or that says the same; undefined while an element of the user's is to be asked for. */
  readonly item: ElementItem | undefined;
  /** In which way it shows otherwise than the item says, as JSON. */
  readonly patch: string;
  readonly shape: Shape;
  /** What Excalidraw changes with each change of an element. */
  readonly nonce: number;
  /** The newest `rev` of the log that the user has seen. */
  readonly base: number;
}

/**
 * Keeps a scene of Excalidraw and the board of the room the same: what the room has goes into the scene, what the user does in the scene comes
 * out as changes of single properties. What the user has changed, and what was not taken out yet, is left alone until then. Elements that stay
 * as they are stay the same objects. Knows neither Excalidraw's component nor the network.
 */
export class BoardScene {
  private readonly known = new Map<string, Known>();

  /** `complete` gives an element all properties that Excalidraw needs; `fresh` makes a nonce. */
  constructor(
    private readonly complete: (element: Element) => Element,
    private readonly fresh: () => number,
  ) {}

  /** The elements with what the room has, in their order; undefined where they say so already. `busy`: what the user has in their hands. */
  pull(board: Board, scene: readonly Element[], busy: ReadonlySet<string>): readonly Element[] | undefined {
    const shown = new Map(scene.map((element) => [element.id, element]));
    const next = new Map(shown);
    const held = new Set([...busy, ...this.dirty(scene).map(({ id }) => id)]);
    const around = { dragged: board.dragged, shape: (id: string) => board.byId.get(id)?.shape, shown: (id: string) => next.get(id) as Box | undefined };
    const pullOne = (item: ElementItem) => {
      if (held.has(item.id)) return;
      const patch = patchOf(item.id, item.shape, around);
      const shape = patched(item.shape, patch);
      const element = this.agreed(item, shape, patch === undefined ? "" : JSON.stringify(patch), shown.get(item.id), board);
      next.set(item.id, element);
    };
    // Labels stand where their boxes do.
    for (const item of board.elements) if (item.shape.containerId === undefined) pullOne(item);
    for (const item of board.elements) if (item.shape.containerId !== undefined) pullOne(item);
    for (const id of this.known.keys()) {
      const element = shown.get(id);
      if (board.byId.has(id) || held.has(id)) continue;
      this.known.delete(id);
      if (element !== undefined && !element.isDeleted) next.set(id, this.altered(element, { isDeleted: true }));
    }
    this.bind(next, held);
    const all = [...next.values()];
    if (all.length === scene.length && all.every((element, i) => element === scene[i])) return undefined;
    return sorted(all, (element) => (held.has(element.id) ? undefined : board.byId.get(element.id)?.shape));
  }

  /** What the user did since. It counts as seen by the room from now on, so that it has to be asked for. */
  push(board: Board, scene: readonly Element[], sizes: Sizes): Done {
    const done = { puts: [] as Drawn[], erasures: [] as Erased[], foreign: [] as Element[], homeless: [] as string[], cut: false };
    for (const element of scene) {
      const { id, versionNonce: nonce } = element;
      const known = this.known.get(id);
      if (known === undefined) {
        if (element.isDeleted || board.byId.has(id)) continue;
        if (!isDrawable(element)) done.foreign.push(element);
        else if (!isEmpty(element)) {
          const shape = shapeOf(element);
          const fits = fitting(shape, sizes);
          done.puts.push({ id, base: 0, nonce, set: fits });
          done.cut ||= fits.text !== shape.text;
          this.known.set(id, { item: undefined, patch: "", shape, nonce, base: 1 });
        }
      } else if (known.nonce !== nonce) {
        if (!board.byId.has(id)) {
          const { text } = shapeOf(element);
          if (!element.isDeleted && text !== undefined && text !== known.shape.text) done.homeless.push(text);
          this.known.set(id, { ...known, nonce });
        } else if (element.isDeleted) {
          done.erasures.push({ id, base: known.base });
          this.known.delete(id);
        } else {
          const shape = shapeOf(element);
          const fits = fitting(shape, sizes);
          const change = changeOf(known.shape, fits);
          if (change !== undefined) done.puts.push({ id, base: known.base, nonce, ...change });
          done.cut ||= fits.text !== shape.text;
          this.known.set(id, { ...known, shape, nonce });
        }
      }
    }
    return done;
  }

  /** Excalidraw may give elements other indices, where two have the same: no change of the user's. `nonces`: what the elements had before. */
  reordered(elements: readonly Element[], nonces: readonly number[]): void {
    elements.forEach(({ id, index, versionNonce }, i) => {
      const known = this.known.get(id);
      if (known === undefined || known.nonce === versionNonce || known.nonce !== nonces[i]) return;
      this.known.set(id, { ...known, nonce: versionNonce, shape: { ...known.shape, ...(index && { index }) } });
    });
  }

  /** The elements of the room that the user has changed since. */
  dirty(scene: readonly Element[]): readonly Element[] {
    return scene.filter(({ id, versionNonce }) => {
      const known = this.known.get(id);
      return known !== undefined && known.nonce !== versionNonce;
    });
  }

  // The element that shows an item: the one that shows already, if it says the same.
  private agreed(item: ElementItem, shape: Shape, patch: string, shown: Element | undefined, board: Board): Element {
    const known = this.known.get(item.id);
    const base = board.confirmedRev(item.id) ?? known?.base ?? 1;
    if (known !== undefined && shown !== undefined) {
      if (known.item === item && known.patch === patch && known.base === base) return shown;
      if (sameShape(normalShape(shape), known.shape)) {
        this.known.set(item.id, { ...known, item, patch, base });
        return shown;
      }
    }
    const made = this.complete(elementOf(item, shape));
    // What looks otherwise has another nonce, which is how Excalidraw sees it.
    const element = made.versionNonce === shown?.versionNonce ? { ...made, versionNonce: this.fresh() } : made;
    this.known.set(item.id, { item, patch, shape: shapeOf(element), nonce: element.versionNonce, base });
    return element;
  }

  // Excalidraw wants to know of each box what is bound to it.
  private bind(elements: Map<string, Element>, held: ReadonlySet<string>): void {
    const bound = new Map<string, { readonly id: string; readonly type: "arrow" | "text" }[]>();
    const note = (to: string | null | undefined, id: string, type: "arrow" | "text") => {
      if (to === null || to === undefined) return;
      const others = bound.get(to);
      if (others === undefined) bound.set(to, [{ id, type }]);
      else others.push({ id, type });
    };
    for (const element of elements.values()) {
      if (element.isDeleted) continue;
      if (element.type === "text") note(element.containerId, element.id, "text");
      else if (element.type === "arrow") {
        const ends = new Set([boundTo(element.startBinding), boundTo(element.endBinding)]);
        for (const end of ends) note(end, element.id, "arrow");
      }
    }
    for (const element of elements.values()) {
      if (element.isDeleted || held.has(element.id)) continue;
      const wanted = bound.get(element.id) ?? [];
      if (sameIds(element.boundElements ?? [], wanted)) continue;
      elements.set(element.id, this.altered(element, { boundElements: wanted }));
    }
  }

  // Otherwise than the user has it, which is no change of theirs.
  private altered(element: Element, change: Partial<Element>): Element {
    const altered = { ...element, ...change, version: element.version + 1, versionNonce: this.fresh() } as Element;
    const known = this.known.get(element.id);
    if (known !== undefined) this.known.set(element.id, { ...known, nonce: altered.versionNonce });
    return altered;
  }
}

// As BD10 says; what the user has changed stands where they put it.
function sorted(elements: readonly Element[], shapeOfItem: (element: Element) => Shape | undefined): readonly Element[] {
  const keyed = elements.map((element) => ({ element, index: shapeOfItem(element)?.index ?? element.index ?? undefined }));
  keyed.sort((a, b) => {
    if (a.index === undefined || b.index === undefined) return Number(a.index === undefined) - Number(b.index === undefined) || compare(a.element.id, b.element.id);
    return compare(a.index, b.index) || compare(a.element.id, b.element.id);
  });
  return keyed.map(({ element }) => element);
}

function sameIds(a: readonly { readonly id: string }[], b: readonly { readonly id: string }[]): boolean {
  if (a.length !== b.length) return false;
  const ids = new Set(a.map(({ id }) => id));
  return ids.size === b.length && b.every(({ id }) => ids.has(id));
}
