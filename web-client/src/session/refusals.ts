import type { Command, ServerReject } from "../protocol/generated/types.ts";
import type { Offer } from "./view.ts";

/** A refusal in the words of the room; the server's own words are for whoever writes a client. */
export function refusalText(command: Command, reject: ServerReject): string {
  const what = subjectOf(command);
  switch (reject.code) {
    case "forbidden":
      return `${what} is not yours to change in this room.`;
    case "not-found":
      return `${what} is not there any more: somebody else took it away.`;
    case "outdated":
      return `${what} was changed by somebody else a moment before. Please look at it again.`;
    case "limit":
      return `${what}: the room has as much of it as it can hold.`;
    case "wrong-state":
      return `${what} can't be changed now: ${stateOf(command)}.`;
    case "no-time":
      return "There is not enough time left to take: the later phases have no minutes to give.";
    case "resync":
      return `${what} changed so much meanwhile that your words have to be placed anew.`;
    case "rate-limited":
      return "Too much at once: it will be tried again.";
    default:
      return `${what} could not be changed (${reject.code}: ${reject.message}).`;
  }
}

/** What may be asked for where that was refused: time that the later phases do not have makes the interview longer (TM12, TM21). */
export function offerAfter(command: Command, { code }: ServerReject): Offer | undefined {
  if (code !== "no-time" || (command.type !== "phase.add" && command.type !== "phase.extend")) return undefined;
  return { name: "Make the interview longer", command: { ...command, grow: true } };
}

function subjectOf({ type }: Command): string {
  switch (type.split(".")[0]) {
    case "requirement":
      return "The requirement";
    case "entity":
      return "The entity";
    case "endpoint":
      return "The endpoint";
    case "step":
      return "The step";
    case "dive":
      return "The deep dive";
    case "finding":
      return "The finding";
    case "notes":
      return "The text";
    case "probe":
      return "The probe";
    case "private-note":
      return "The private note";
    case "bookmark":
      return "The bookmark";
    case "board":
      return "The board";
    case "walk":
      return "The walk";
    case "gallery":
      return "The gallery";
    case "participant":
      return "The name";
    case "problem":
      return "The problem";
    case "framework":
      return "The framework";
    case "room":
      return "The room";
    default:
      return "The clock";
  }
}

function stateOf({ type }: Command): string {
  return type.startsWith("probe.") ? "the interview has not started or has ended, or the probe is answered or closed" : "the interview has ended, or is not there yet";
}
