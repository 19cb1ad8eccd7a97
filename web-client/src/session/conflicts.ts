import type { Command, ServerReject } from "../protocol/generated/types.ts";
import { keyOf } from "../sync/fold.ts";
import { wordsOf } from "../sync/notes-document.ts";
import { endpointWords, entityWords } from "./words.ts";

/**
 * The item for which a refused command has words that are to be kept, as somebody else was faster: `kind|id`. Undefined where nothing is lost,
 * or where something else was wrong.
 */
export function conflictAt(command: Command, { code }: ServerReject): string | undefined {
  const faster = code === "outdated" || code === "not-found";
  switch (command.type) {
    case "requirement.edit":
      return faster ? keyOf({ kind: "requirement", id: command.id }) : undefined;
    case "entity.edit":
      return faster ? keyOf({ kind: "entity", id: command.id }) : undefined;
    case "endpoint.edit":
      return faster ? keyOf({ kind: "endpoint", id: command.id }) : undefined;
    case "step.edit":
      return faster ? keyOf({ kind: "step", id: command.id }) : undefined;
    case "finding.edit":
      return faster ? keyOf({ kind: "finding", id: command.id }) : undefined;
    case "dive.write":
      return faster || code === "wrong-state" ? keyOf({ kind: "dive", id: command.id }) : undefined;
    // Private before the start and shared after it, yet one problem.
    case "problem.edit":
      return faster ? keyOf({ kind: "problem" }) : undefined;
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

/** The words of the user that a command carries, to be given back where it is never carried out. */
export function wordsIn(command: Command): string {
  switch (command.type) {
    case "notes.edit":
      return wordsOf(command.updates);
    case "requirement.add":
    case "requirement.edit":
      return [command.content.text, command.content.target].filter((part) => part !== undefined).join(" · ");
    case "entity.add":
    case "entity.edit":
      return entityWords(command.content);
    case "endpoint.add":
    case "endpoint.edit":
      return endpointWords(command.content);
    case "step.add":
    case "step.edit":
    case "finding.add":
    case "finding.edit":
      return command.content.text;
    case "probe.queue":
    case "probe.edit":
      return command.content.question;
    case "dive.write":
    case "probe.answer":
    case "private-note.add":
    case "private-note.edit":
    case "problem.edit":
      return command.text;
    case "probe.hint":
      return command.text ?? "";
    case "board.put":
      return command.elements.flatMap(({ set: { text } }) => text ?? []).join("\n\n");
    case "bookmark.add":
    case "bookmark.edit":
      return command.label ?? "";
    default:
      return "";
  }
}
