import type { Command, ServerReject } from "../protocol/generated/types.ts";
import { keyOf } from "../sync/fold.ts";

/**
 * The item for which a refused command has words that are to be kept, as somebody else was faster: `kind|id`. Undefined where nothing is lost,
 * or where something else was wrong.
 */
export function conflictAt(command: Command, { code }: ServerReject): string | undefined {
  const faster = code === "outdated" || code === "not-found";
  switch (command.type) {
    case "requirement.edit":
      return faster ? keyOf({ kind: "requirement", id: command.id }) : undefined;
    // A probe may also have been pushed, or closed, or the interview ended, while the words were on their way.
    case "probe.answer":
      return faster || code === "wrong-state" ? keyOf({ kind: "probe", id: command.id }) : undefined;
    case "probe.edit":
      return faster || code === "wrong-state" ? keyOf({ kind: "probe-plan", id: command.id }) : undefined;
    case "private-note.edit":
      return faster ? keyOf({ kind: "private-note", id: command.id }) : undefined;
    case "bookmark.edit":
      return faster ? keyOf({ kind: "bookmark", id: command.id }) : undefined;
    default:
      return undefined;
  }
}
