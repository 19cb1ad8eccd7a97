import type { Command } from "../protocol/generated/types.ts";

/**
 * Those of the queue that may go out, in the order in which they were asked for. A change of a version is not sent before the one that made that
 * version is answered: if that one is refused, as somebody else was faster, the next would count from a version of theirs, and take their words
 * away unseen. Nor is a drawing of an element before the one before it: if that one is put off, it would come after the next, and win. All that is
 * about one item stays in its order.
 */
export function readyOf(queued: readonly Command[], unanswered: readonly Command[]): readonly Command[] {
  const pending = new Set(unanswered.filter(isAwaited).flatMap(keysOf));
  const held = new Set<string>();
  return queued.filter((command) => {
    const keys = keysOf(command);
    const waits = keys.some((key) => held.has(key) || (isAwaited(command) && pending.has(key)));
    if (waits || isAwaited(command)) for (const key of keys) (waits ? held : pending).add(key);
    return !waits;
  });
}

/** The later edits of what a refused edit was about, which all build on it: the last has all that the user wrote. */
export function editsAfter(refused: Command, queued: readonly Command[]): readonly Command[] {
  const [key] = keysOf(refused);
  return queued.filter((command) => command.type === refused.type && "rev" in command && key !== undefined && keysOf(command).includes(key));
}

/** Whether the next about the same waits for its answer. */
function isAwaited(command: Command): boolean {
  return isDrawing(command) || ("rev" in command && "id" in command);
}

/** What a command is about: an item, or the elements that it draws. */
function keysOf(command: Command): readonly string[] {
  if (isDrawing(command)) return command.elements.map(({ id }) => `element|${id}`);
  return "id" in command ? [command.id] : [];
}

function isDrawing(command: Command): command is Extract<Command, { type: "board.put" | "board.remove" }> {
  return command.type === "board.put" || command.type === "board.remove";
}
