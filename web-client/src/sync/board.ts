import type { BoardPutCommand, BoardRemoveCommand, ElementItem, ParticipantId, Shape } from "../protocol/generated/types.ts";
import { canonicalJson } from "./canonical.ts";

/** One element of a `board.put`. */
export type Drawn = BoardPutCommand["elements"][number];

/** One element of a `board.remove`. */
export type Erased = BoardRemoveCommand["elements"][number];

/**
 * An element after its properties were merged in (BD5 to BD8): what was changed apart is kept, what both changed is as the later says. Undefined
 * where nothing changes: it is so already, or the element is gone.
 */
export function drawn(was: ElementItem | undefined, { id, base, nonce, set, unset = [] }: Drawn, by: ParticipantId): ElementItem | undefined {
  if (was === undefined) {
    if (base > 0) return undefined;
    const words = set.text === undefined ? {} : { words: { rev: 1, by } };
    return { kind: "element", id, rev: 1, nonce, by, ...words, shape: set as Shape };
  }
  const shape = merged(was.shape, set, unset);
  const settled = was.lost?.by === by && set.text !== undefined;
  if (!settled && canonicalJson(shape) === canonicalJson(was.shape)) return undefined;
  const { words, lost, ...rest } = was;
  return { ...rest, rev: was.rev + 1, nonce, ...wordsOf(was, shape, base, by, settled), shape };
}

/** Whether an erasure takes the element away; it never takes words that the sender has not seen (BD9). */
export function erases({ words }: ElementItem, { base }: Erased, by: ParticipantId): boolean {
  return words === undefined || words.by === by || words.rev <= base;
}

function merged(shape: Shape, set: Drawn["set"], unset: readonly string[]): Shape {
  const kept = Object.entries({ ...shape, ...set }).filter(([name]) => !unset.includes(name));
  return Object.fromEntries(kept) as unknown as Shape;
}

function wordsOf(was: ElementItem, shape: Shape, base: number, by: ParticipantId, settled: boolean): Pick<ElementItem, "words" | "lost"> {
  const { words, lost } = was;
  const kept = lost && !settled && { lost };
  if (shape.text === was.shape.text) return { ...(words && { words }), ...kept };
  const written = shape.text === undefined ? {} : { words: { rev: was.rev + 1, by } };
  const unseen = words !== undefined && words.by !== by && words.rev > base && was.shape.text;
  return unseen ? { ...written, lost: { text: unseen, by: words.by } } : { ...written, ...kept };
}
