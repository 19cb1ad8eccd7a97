import { del, get, set } from "idb-keyval";
import type { Command, ParticipantId, Position, Role, RoomId, RoomState } from "../protocol/generated/types.ts";
import { newId } from "../net/secrets.ts";
import type { Unanswered } from "../net/room.ts";
import type { Unsaved } from "../sync/notes-document.ts";

/** What of a tab's work is nowhere else yet. Small, and stored at once. */
export interface Work {
  readonly me?: ParticipantId;
  readonly sent: number;
  readonly unanswered: readonly Unanswered[];
  /** Commands that have no number yet. */
  readonly queued: readonly Command[];
  readonly documents: { readonly [doc: string]: Unsaved };
}

/** A state and where it stands: what a hello says it goes on from. Large, and stored now and then; older than the work at worst. */
export interface Snapshot {
  readonly position: Position;
  readonly state: RoomState;
}

export const noWork: Work = { sent: 0, unanswered: [], queued: [], documents: {} };

/** The session that this tab has in a room, and what is stored of it. One running tab at a time has a seat: it holds its Web Lock (HE6). */
export interface Seat {
  readonly session: string;
  readonly work: Work;
  readonly snapshot: Snapshot | undefined;
  /** Stores it before it returns. */
  keep(work: Work): void;
  keepSnapshot(snapshot: Snapshot): void;
  /** The session is of no use any more. */
  forget(): void;
}

const patienceMillis = 500; // A tab that is being reloaded lets go of its lock a moment after the new page starts.

/**
 * Takes the seat that this tab had before it was reloaded; else one that a closed tab left with work in it; else a new one. Without Web Locks
 * (a page that is neither https nor on this machine) it is always a new one: two tabs on one session would undo each other.
 */
export async function takeSeat(room: RoomId, role: Role): Promise<Seat> {
  const prefix = `greenroom.tab.${room}.${role}.`;
  const last = sessionStorage.getItem(prefix) ?? undefined;
  const left = Object.keys(localStorage).filter((key) => key.startsWith(prefix)).map((key) => key.slice(prefix.length));
  if (last !== undefined && (await lock(prefix + last, patienceMillis))) return seat(prefix, last);
  for (const session of left) {
    if (session !== last && (await lock(prefix + session, 0))) return seat(prefix, session);
  }
  return newSeat(room, role);
}

/** A seat that nobody had before. */
export async function newSeat(room: RoomId, role: Role): Promise<Seat> {
  const prefix = `greenroom.tab.${room}.${role}.`;
  const session = newId();
  await lock(prefix + session, 0);
  return seat(prefix, session);
}

async function seat(prefix: string, session: string): Promise<Seat> {
  const key = prefix + session;
  sessionStorage.setItem(prefix, session);
  const stored = localStorage.getItem(key);
  let kept = stored;
  return {
    session,
    work: stored === null ? noWork : (JSON.parse(stored) as Work),
    snapshot: stored === null ? undefined : await get<Snapshot>(key).catch(() => undefined),
    keep(work) {
      const json = JSON.stringify(work);
      if (json !== kept) localStorage.setItem(key, json);
      kept = json;
    },
    keepSnapshot: (snapshot) => void set(key, snapshot).catch(() => undefined),
    forget() {
      localStorage.removeItem(key);
      sessionStorage.removeItem(prefix);
      void del(key).catch(() => undefined);
    },
  };
}

// Held until the page goes.
function lock(name: string, waitMillis: number): Promise<boolean> {
  if (!("locks" in navigator)) return Promise.resolve(false);
  return new Promise((resolve) => {
    const options = waitMillis === 0 ? { ifAvailable: true } : { signal: AbortSignal.timeout(waitMillis) };
    navigator.locks
      .request(name, options, (held) => {
        resolve(held !== null);
        return held === null ? undefined : new Promise<never>(() => undefined);
      })
      .catch(() => resolve(false));
  });
}
