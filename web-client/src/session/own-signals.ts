import type { DocId, Dragged, ItemKey, PhaseId, Position, Signal } from "../protocol/generated/types.ts";
import { type NotesDocument, confirmedEnd } from "../sync/notes-document.ts";
import { logPartOf } from "../sync/position.ts";

/** What this tab needs to tell what its user does. */
export interface SignalSurroundings {
  now(): number;
  after(millis: number, run: () => void): () => void;
  /** Sends it, or drops it while there is no connection. */
  send(signal: Signal): void;
  document(doc: DocId): NotesDocument | undefined;
  /** Where the room stands that is shown. */
  at(): Position | undefined;
}

/** A place in which the user may type. */
export type Place = { readonly doc: DocId } | { readonly item: ItemKey };

type Ranges = readonly (readonly [anchor: number, head: number])[];

const selectionMillis = 60;
const typingMillis = 1000; // SG3
const rangesAtMost = 8; // SG4
const boardMillis = 50; // SG7
const selectedAtMost = 30; // SG12
const draggedAtMost = 20; // SG13
const draggedBytes = 1800; // Of the 2048 of a signal.

/** Where the user's pointer is on the board, if it is there, and which elements they have selected. */
interface Pointing {
  readonly at: readonly [x: number, y: number] | undefined;
  readonly selected: readonly string[];
}

/**
 * What this tab tells of its user: where they look, what they type in, what they have selected, what they do on the board. Told anew to whoever
 * comes (SG11).
 */
export class OwnSignals {
  private readonly typed = new Map<string, number>();
  private readonly selected = new Map<DocId, { readonly ranges: Ranges; readonly due: boolean }>();
  private look: PhaseId | undefined;
  private pointing: Pointing = { at: undefined, selected: [] };
  private dragging: readonly Dragged[] = [];
  private readonly due = new Set<"pointer" | "drag">();

  constructor(private readonly surroundings: SignalSurroundings) {}

  typing(place: Place): void {
    const key = JSON.stringify(place);
    const now = this.surroundings.now();
    if (now - (this.typed.get(key) ?? -Infinity) < typingMillis) return;
    this.typed.set(key, now);
    this.surroundings.send({ kind: "typing", ...place });
  }

  /** In what is shown; nothing selected is no range. The newest goes out a moment later. */
  select(doc: DocId, ranges: Ranges): void {
    const due = this.selected.get(doc)?.due ?? false;
    this.selected.set(doc, { ranges, due: true });
    if (!due) this.surroundings.after(selectionMillis, () => this.sendSelection(doc));
  }

  lookAt(phase: PhaseId | undefined): void {
    this.look = phase;
    this.surroundings.send(phase === undefined ? { kind: "look" } : { kind: "look", phase });
  }

  /** On the board; `at` is undefined when the pointer left it. The newest goes out a moment later. */
  point(at: Pointing["at"], selected: readonly string[]): void {
    this.pointing = { at, selected };
    this.later("pointer", () => this.sendPointer());
  }

  /** Where elements of the board are while the user drags them; none when they let go. */
  drag(elements: readonly Dragged[]): void {
    const ended = elements.length === 0;
    if (ended && this.dragging.length === 0) return;
    this.dragging = elements;
    if (ended) this.sendDrag();
    else this.later("drag", () => this.sendDrag());
  }

  /** A new connection looks at nothing yet (SG2). */
  welcomed(): void {
    this.lookAt(this.look);
  }

  /** Somebody came or went. */
  presence(): void {
    for (const doc of this.selected.keys()) this.sendSelection(doc);
    if (this.pointing.at !== undefined || this.pointing.selected.length > 0) this.sendPointer();
  }

  private later(what: "pointer" | "drag", send: () => void): void {
    if (this.due.has(what)) return;
    this.due.add(what);
    this.surroundings.after(boardMillis, () => {
      this.due.delete(what);
      send();
    });
  }

  private sendPointer(): void {
    const { at, selected } = this.pointing;
    const some = selected.slice(0, selectedAtMost);
    this.surroundings.send({ kind: "pointer", ...(at && { at: [Math.round(at[0]), Math.round(at[1])] as const }), ...(some.length > 0 && { selected: some }) });
  }

  private sendDrag(): void {
    let elements = this.dragging.slice(0, draggedAtMost);
    while (JSON.stringify(elements).length > draggedBytes) elements = elements.slice(0, -1);
    this.surroundings.send({ kind: "drag", elements });
  }

  private sendSelection(doc: DocId): void {
    const ranges = this.selected.get(doc)?.ranges ?? [];
    this.selected.set(doc, { ranges, due: false });
    const document = this.surroundings.document(doc);
    const position = this.surroundings.at();
    const at = position && logPartOf(position, doc);
    if (document === undefined || at === undefined) return;
    const { pending } = document;
    const end = (shown: number) => confirmedEnd(Math.min(shown, document.text.length), pending);
    const confirmed = ranges.slice(0, rangesAtMost).map(([anchor, head]) => [end(anchor), end(head)] as const);
    this.surroundings.send({ kind: "selection", doc, at, ranges: confirmed });
  }
}
