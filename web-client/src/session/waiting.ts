import type { Command } from "../protocol/generated/types.ts";

/** Commands that may go out, and those that have to wait for the answer of another; each list in the order in which they were asked for. */
export interface Sorted {
  readonly ready: readonly Command[];
  readonly held: readonly Command[];
}

/**
 * A change of a version is not sent before the one that made that version is answered: if that one is refused, as somebody else was faster, the
 * next would count from a version of theirs, and take their words away unseen. All that is about one item stays in its order.
 */
export function sorted(queued: readonly Command[], unanswered: readonly Command[]): Sorted {
  const pending = new Set(unanswered.filter(isOfVersion).map(idOf));
  const ready: Command[] = [];
  const held: Command[] = [];
  const heldIds = new Set<string | undefined>();
  for (const command of queued) {
    const id = idOf(command);
    if (id !== undefined && (heldIds.has(id) || (isOfVersion(command) && pending.has(id)))) {
      held.push(command);
      heldIds.add(id);
    } else {
      ready.push(command);
      if (isOfVersion(command)) pending.add(id);
    }
  }
  return { ready, held };
}

/** The later edits of what a refused edit was about, which all build on it: the last has all that the user wrote. */
export function editsAfter(refused: Command, queued: readonly Command[]): readonly Command[] {
  return queued.filter((command) => command.type === refused.type && isOfVersion(command) && idOf(command) === idOf(refused));
}

function isOfVersion(command: Command): boolean {
  return "rev" in command && idOf(command) !== undefined;
}

function idOf(command: Command): string | undefined {
  return "id" in command ? command.id : undefined;
}
