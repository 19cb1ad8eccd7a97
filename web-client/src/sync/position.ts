import type { LogPosition, Position } from "../protocol/generated/types.ts";
import { hex } from "./canonical.ts";

/** The part of a position that belongs to a document's log, for a selection (SG4); undefined where the reader has none. */
export function logPartOf(position: Position, doc: "notes" | "private"): LogPosition | undefined {
  const [shared, priv] = position.split("~");
  return doc === "notes" ? shared : priv;
}

/** The bytes of the stored event that an `event` frame carries (EV6). */
export function eventOfFrame(frame: string, position: Position): string {
  const head = `{"type":"event","position":"${position}",`;
  if (!frame.startsWith(head)) {
    throw new Error(`frame: ${frame.slice(0, head.length)} (expected: ${head})`);
  }
  return `{${frame.slice(head.length)}`;
}

export const emptyLog: LogPosition = "0.0000000000000000";

/** Where a log stands after one more event, so that a reader can check the chain (EV5). */
export async function nextPosition(before: LogPosition, event: string): Promise<LogPosition> {
  const [seq, digest] = before.split(".");
  if (seq === undefined || digest === undefined || !/^[0-9a-f]{16}$/.test(digest)) {
    throw new Error(`position: ${before} (expected: seq.digest)`);
  }
  const bytes = new TextEncoder().encode(event);
  const chained = new Uint8Array(8 + bytes.length);
  for (let i = 0; i < 8; i++) {
    chained[i] = Number.parseInt(digest.slice(2 * i, 2 * i + 2), 16);
  }
  chained.set(bytes, 8);
  return `${Number(seq) + 1}.${hex(await crypto.subtle.digest("SHA-256", chained)).slice(0, 16)}`;
}
