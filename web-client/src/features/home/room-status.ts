import type { HttpRoomInfo } from "../../protocol/generated/types.ts";
import { Refused, api } from "../../net/api.ts";
import { unreachable } from "../../protocol/unreachable.ts";
import type { MyRoom } from "../entry/stored.ts";

/** How a room of this browser stands. */
export type RoomStatus =
  | { readonly kind: "asking" }
  | { readonly kind: "there"; readonly info: HttpRoomInfo }
  | { readonly kind: "gone" }
  /** The link that this browser has was replaced or withdrawn. */
  | { readonly kind: "locked" }
  | { readonly kind: "unknown" };

/** Asks the server how a room stands, with the link that may do the most. */
export async function statusOf({ id, tokens }: MyRoom): Promise<RoomStatus> {
  const token = tokens.interviewer ?? tokens.candidate ?? tokens.spectator;
  if (token === undefined) return { kind: "locked" };
  try {
    return { kind: "there", info: await api.room(id, token) };
  } catch (problem) {
    const code = problem instanceof Refused ? problem.problem.code : undefined;
    return { kind: code === "room-gone" || code === "not-found" ? "gone" : code === "unauthorized" ? "locked" : "unknown" };
  }
}

/** A room's status in a word or two. */
export function statusText(status: RoomStatus): string {
  switch (status.kind) {
    case "asking":
      return "…";
    case "gone":
      return "Gone";
    case "locked":
      return "Link replaced";
    case "unknown":
      return "Not reached";
    case "there":
      return clockText(status.info.clock);
    default:
      return unreachable(status);
  }
}

function clockText(clock: HttpRoomInfo["clock"]): string {
  switch (clock.state) {
    case "lobby":
      return "Lobby";
    case "running":
      return "Running";
    case "paused":
      return "Paused";
    case "ended":
      return "Over";
    default:
      return unreachable(clock);
  }
}
