import type { CloseCode } from "../protocol/generated/types.ts";
import { unreachable } from "../protocol/unreachable.ts";

/** The table of close codes (ER). 4000 to 4099: connect again with what you have; 4100 to 4199: do not. */
export const closeNumbers: Readonly<Record<CloseCode, number>> = {
  "going-away": 4000,
  "slow-reader": 4001,
  unavailable: 4002,
  internal: 4003,
  "rate-limited": 4004,
  idle: 4005,
  "no-hello": 4100,
  "bad-hello": 4101,
  denied: 4102,
  "room-gone": 4103,
  "room-full": 4104,
  superseded: 4105,
  "session-taken": 4106,
  "session-forgotten": 4107,
  "frame-too-large": 4108,
  "too-many-unanswered": 4109,
  "no-spectators": 4110,
};

const names: ReadonlyMap<number, CloseCode> = new Map(codes().map((code) => [closeNumbers[code], code]));

/** What a client does when a connection has ended. */
export type AfterClose =
  /** Connect again with what it has, after a wait (WS8). */
  | { readonly kind: "again" }
  /** Connect again after a second or more: an older hello came late and won (HE9). */
  | { readonly kind: "again-later" }
  /** Do not (WS10); `help` is what may. */
  | { readonly kind: "over"; readonly code: CloseCode | undefined; readonly help: Help };

export type Help = "new-link" | "name" | "new-session" | "spectators-allowed" | "another-client" | "none";

/** What follows from the number that a connection was closed with; undefined if it ended without one. */
export function afterClose(number: number | undefined): AfterClose {
  if (number === undefined || number < 4100 || number > 4199) {
    return { kind: "again" };
  }
  const code = names.get(number);
  return code === undefined ? { kind: "over", code, help: "another-client" } : afterCode(code);
}

/** The code of that number, if it is of this version's table. */
export function codeOf(number: number | undefined): CloseCode | undefined {
  return number === undefined ? undefined : names.get(number);
}

/** What follows from the code of a `bye`: the same, for streams, which have no number (SE9). */
export function afterCode(code: CloseCode): AfterClose {
  switch (code) {
    case "going-away":
    case "slow-reader":
    case "unavailable":
    case "internal":
    case "rate-limited":
    case "idle":
      return { kind: "again" };
    case "superseded":
      return { kind: "again-later" };
    case "denied":
      return { kind: "over", code, help: "new-link" };
    case "bad-hello":
      return { kind: "over", code, help: "name" };
    case "session-taken":
    case "session-forgotten":
      return { kind: "over", code, help: "new-session" };
    case "no-spectators":
      return { kind: "over", code, help: "spectators-allowed" };
    case "no-hello":
    case "frame-too-large":
    case "too-many-unanswered":
      return { kind: "over", code, help: "another-client" };
    case "room-gone":
    case "room-full":
      return { kind: "over", code, help: "none" };
    default:
      return unreachable(code);
  }
}

/** Whether a code is of this version's table. */
export function isCloseCode(code: string): code is CloseCode {
  return Object.hasOwn(closeNumbers, code);
}

/** How long to wait before an attempt to connect, in milliseconds; `attempts` counts those since the last welcome, `random` is from 0 to 1 (WS9). */
export function backoffMillis(attempts: number, random: number): number {
  return random * Math.min(30_000, 500 * 2 ** Math.min(attempts, 10));
}

function codes(): CloseCode[] {
  return Object.keys(closeNumbers).filter(isCloseCode);
}
