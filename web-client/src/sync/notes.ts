import { ChangeSet, Text } from "@codemirror/state";
import type { TextChange } from "../protocol/generated/types.ts";

/**
 * A document as one client sees it: what is committed, and what its user typed that is not yet. The pending changes follow each other, the
 * first on `confirmed`; the law is that `pending` applied to `confirmed` is what is shown. As `@codemirror/collab` does it.
 */
export interface SharedText {
  readonly confirmed: Text;
  readonly pending: readonly ChangeSet[];
}

/** What the user sees. */
export function shown({ confirmed, pending }: SharedText): Text {
  return pending.reduce((text, change) => change.apply(text), confirmed);
}

/** The document after the user made a change to what is shown. */
export function typed(text: SharedText, change: ChangeSet): SharedText {
  return { ...text, pending: [...text.pending, change] };
}

/**
 * The document after an edit that somebody else committed. What is pending moves over it, and it over that; one change at a time, never over a
 * composition of several (NT5, NT6).
 */
export function received({ confirmed, pending }: SharedText, edit: TextChange): SharedText {
  let committed = ChangeSet.fromJSON(edit);
  const text = committed.apply(confirmed);
  const moved = pending.map((change) => {
    const over = change.map(committed);
    committed = committed.map(change, true);
    return over;
  });
  return { confirmed: text, pending: moved };
}

/** The document after an edit of this client's own was committed: the first pending change, as it has become (NT13). */
export function confirmed({ confirmed: before, pending }: SharedText, edit: TextChange): SharedText {
  const [first, ...others] = pending;
  const own = JSON.stringify(edit);
  if (first === undefined || JSON.stringify(first.toJSON()) !== own) {
    throw new Error(`edit: ${own} (expected: ${JSON.stringify(first)}, the first pending change)`);
  }
  return { confirmed: first.apply(before), pending: others };
}

/** Where an end of somebody's selection is shown: over the edits after the text it counts in, then over what is pending here (SG5). */
export function shownEnd(end: number, later: readonly ChangeSet[], pending: readonly ChangeSet[]): number {
  return [...later, ...pending].reduce((position, change) => change.mapPos(position, 1), end);
}

/** An end of the user's selection in the confirmed text: back over what is pending (SG5). */
export function confirmedEnd(end: number, pending: readonly ChangeSet[]): number {
  return pending.reduceRight((position, change) => change.invertedDesc.mapPos(position, 1), end);
}
