import { ChangeSet } from "@codemirror/state";
import type { DocId, ParticipantId, Position, RoomEvent, Selection, ServerPresence, TabId } from "../protocol/generated/types.ts";
import { logPartOf } from "../sync/position.ts";

/** What somebody else has selected, in the text that is confirmed here. */
export interface RemoteSelection {
  readonly participant: ParticipantId;
  readonly tab: TabId;
  readonly ranges: readonly (readonly [anchor: number, head: number])[];
}

interface Step {
  readonly position: Position;
  readonly doc: string | undefined;
  readonly changes: readonly ChangeSet[];
}

interface Heard {
  readonly participant: ParticipantId;
  readonly signal: Selection;
}

/** A selection whose text is further back than this is dropped; its sender tells a newer one soon. */
const stepsKept = 500;

/** Everybody's selections, kept up to date by each edit that follows (SG5). Those that count in a text which is still to come wait for it. */
export class RemoteSelections {
  private steps: Step[] = [];
  private readonly placed = new Map<string, RemoteSelection & { readonly doc: DocId }>();
  private readonly waiting = new Map<string, Heard>();

  /** The room is where it is whole: nothing from before counts. */
  restart(position: Position): void {
    this.steps = [{ position, doc: undefined, changes: [] }];
    this.placed.clear();
    this.waiting.clear();
  }

  event(position: Position, { changes }: RoomEvent): void {
    const edits = changes.flatMap((change) => ("edit" in change ? [change.edit] : []));
    const step = { position, doc: edits[0]?.doc, changes: edits.map(({ change }) => ChangeSet.fromJSON(change)) };
    this.steps = [...this.steps.slice(-stepsKept), step];
    for (const [key, selection] of this.placed) {
      if (selection.doc === step.doc) this.placed.set(key, { ...selection, ranges: moved(selection.ranges, step.changes) });
    }
    for (const [key, heard] of this.waiting) this.place(key, heard);
  }

  signal(from: { readonly participant: ParticipantId; readonly tab: TabId }, signal: Selection): void {
    this.place(keyOf(from.tab, signal.doc), { participant: from.participant, signal });
  }

  /** Whoever left takes their selections along (SG10). */
  presence({ people }: ServerPresence): void {
    const tabs = new Set(people.map(({ tab }) => tab));
    for (const map of [this.placed, this.waiting]) {
      for (const key of map.keys()) {
        if (!tabs.has(tabOf(key))) map.delete(key);
      }
    }
  }

  in(doc: DocId): readonly RemoteSelection[] {
    return [...this.placed.values()].filter((selection) => selection.doc === doc && selection.ranges.length > 0);
  }

  private place(key: string, heard: Heard): void {
    const { participant, signal } = heard;
    const from = this.steps.findLastIndex(({ position }) => logPartOf(position, signal.doc) === signal.at);
    if (from < 0) {
      this.waiting.set(key, heard);
      return;
    }
    this.waiting.delete(key);
    const later = this.steps.slice(from + 1).flatMap(({ doc, changes }) => (doc === signal.doc ? changes : []));
    this.placed.set(key, { participant, tab: tabOf(key), doc: signal.doc, ranges: moved(signal.ranges, later) });
  }
}

function moved(ranges: RemoteSelection["ranges"], changes: readonly ChangeSet[]): RemoteSelection["ranges"] {
  // A sender that counts in another text than it says must not break the page.
  const end = (at: number) => changes.reduce((position, change) => change.mapPos(Math.min(position, change.length), 1), at);
  return ranges.map(([anchor, head]) => [end(anchor), end(head)]);
}

function keyOf(tab: TabId, doc: DocId): string {
  return `${tab}|${doc}`;
}

function tabOf(key: string): TabId {
  return key.split("|")[0] ?? "";
}
