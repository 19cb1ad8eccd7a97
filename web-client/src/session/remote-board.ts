import type { Change, Drag, Dragged, ParticipantId, Pointer, TabId } from "../protocol/generated/types.ts";

/** What somebody else does on the board: where their pointer is, if it is there, and what they have selected (SG12). */
export interface RemotePointer {
  readonly participant: ParticipantId;
  readonly tab: TabId;
  readonly at: readonly [x: number, y: number] | undefined;
  readonly selected: readonly string[];
}

interface From {
  readonly participant: ParticipantId;
  readonly tab: TabId;
}

/** How long a drag shows without another (SG13). */
export const dragMillis = 2000;

/** What others do on the board just now. Of what they drag, the newest place counts until the element is drawn or removed. */
export class RemoteBoard {
  private readonly pointing = new Map<TabId, RemotePointer>();
  private readonly dragging = new Map<TabId, { readonly elements: ReadonlyMap<string, Dragged>; readonly until: number }>();

  get pointers(): readonly RemotePointer[] {
    return [...this.pointing.values()];
  }

  /** Where elements are while somebody drags them, by their ids. */
  dragged(now: number): ReadonlyMap<string, Dragged> {
    for (const [tab, { until }] of this.dragging) if (until <= now) this.dragging.delete(tab);
    return new Map([...this.dragging.values()].flatMap(({ elements }) => [...elements]));
  }

  pointer({ participant, tab }: From, { at, selected = [] }: Pointer): void {
    if (at === undefined && selected.length === 0) this.pointing.delete(tab);
    else this.pointing.set(tab, { participant, tab, at, selected });
  }

  drag({ tab }: From, { elements }: Drag, now: number): void {
    if (elements.length === 0) this.dragging.delete(tab);
    else this.dragging.set(tab, { elements: new Map(elements.map((element) => [element.id, element])), until: now + dragMillis });
  }

  /** What was drawn or removed is where the event says. */
  event(changes: readonly Change[]): void {
    const drawn = new Set(changes.flatMap(elementOf));
    if (drawn.size === 0) return;
    for (const [tab, { elements, until }] of this.dragging) {
      const left = [...elements].filter(([id]) => !drawn.has(id));
      if (left.length < elements.size) this.dragging.set(tab, { elements: new Map(left), until });
    }
  }

  /** Whoever left takes along what they did (SG10). */
  presence(present: ReadonlySet<TabId>): void {
    for (const map of [this.pointing, this.dragging]) {
      for (const tab of map.keys()) if (!present.has(tab)) map.delete(tab);
    }
  }
}

function elementOf(change: Change): readonly string[] {
  const item: { readonly kind: string; readonly id?: string } | undefined = "put" in change ? change.put : "remove" in change ? change.remove : undefined;
  return item?.kind === "element" && item.id !== undefined ? [item.id] : [];
}
