import type { DocId, ItemKey, PhaseId, Position, Signal } from "../protocol/generated/types.ts";
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

/** What this tab tells of its user: where they look, what they type in, what they have selected. Told anew to whoever comes (SG11). */
export class OwnSignals {
  private readonly typed = new Map<string, number>();
  private readonly selected = new Map<DocId, { readonly ranges: Ranges; readonly due: boolean }>();
  private look: PhaseId | undefined;

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

  /** A new connection looks at nothing yet (SG2). */
  welcomed(): void {
    this.lookAt(this.look);
  }

  /** Somebody came or went. */
  presence(): void {
    for (const doc of this.selected.keys()) this.sendSelection(doc);
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
