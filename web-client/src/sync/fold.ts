import { ChangeSet, Text } from "@codemirror/state";
import type { Change, EditChange, RoomState, StoredItem } from "../protocol/generated/types.ts";
import { canonicalJson, sha256Hex } from "./canonical.ts";

/** A room's state as a client keeps it. Never changes: folding makes a new one that shares what stayed. */
export interface State {
  readonly items: ReadonlyMap<string, StoredItem>;
  readonly docs: ReadonlyMap<string, Text>;
}

/** A state without items whose documents are empty. */
export function emptyState(docs: readonly string[]): State {
  return { items: new Map(), docs: new Map(docs.map((doc) => [doc, Text.empty])) };
}

export function stateOf(wire: RoomState): State {
  return {
    items: new Map(wire.items.map((item) => [keyOf(item), item])),
    docs: new Map(Object.entries(wire.docs).map(([doc, text]) => [doc, textOf(text)])),
  };
}

/** The state with an event's changes applied in order, whatever the event's type (ST3, EV10). One event may put many items: they are copied once. */
export function fold({ items, docs }: State, { changes }: { readonly changes: readonly Change[] }): State {
  const folded = { items, docs };
  const written = changes.some((change) => !("edit" in change)) ? new Map(items) : undefined;
  for (const change of changes) {
    if ("put" in change) written?.set(keyOf(change.put), change.put);
    else if ("remove" in change) written?.delete(keyOf(change.remove));
    else folded.docs = new Map(folded.docs).set(change.edit.doc, edited(folded.docs, change.edit));
  }
  return { ...folded, items: written ?? items };
}

/** The state as it goes over the wire, in its order (ST4). */
export function wireOf(state: State): RoomState {
  const items = [...state.items.values()].sort(
    (a, b) => compare(a.kind, b.kind) || compare(idOf(a), idOf(b)),
  );
  return { items, docs: Object.fromEntries([...state.docs].map(([doc, text]) => [doc, text.toString()])) };
}

/** What all readers of the same logs agree on at one position (ST5, ST6). */
export async function digestOf(state: State): Promise<string> {
  return sha256Hex(canonicalJson(wireOf(state)));
}

/** An item's key (ST2). */
export function keyOf(item: { readonly kind: string; readonly id?: string }): string {
  return `${item.kind}|${idOf(item)}`;
}

/** The text of a document; lines end with `\n` and nothing else (NT1). */
export function textOf(text: string): Text {
  return Text.of(text.split("\n"));
}

function edited(docs: State["docs"], { doc, change }: EditChange["edit"]): Text {
  return ChangeSet.fromJSON(change).apply(docs.get(doc) ?? Text.empty);
}

function idOf(item: { readonly kind: string; readonly id?: string }): string {
  return item.id ?? item.kind;
}

/** The plain string order, by UTF-16 code units (ST4). */
export function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
