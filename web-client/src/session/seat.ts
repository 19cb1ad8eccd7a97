import { del, get, set } from "idb-keyval";
import { localStore, tabStore } from "../net/storage.ts";
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
  /** Stores it before it returns. Whether it could: there may be no space. */
  keep(work: Work): boolean;
  keepSnapshot(snapshot: Snapshot): void;
  /** The session is of no use any more. */
  forget(): void;
}

const patienceMillis = 500; // A tab that is being reloaded lets go of its lock a moment after the new page starts.
const keptDays = 40; // Rooms are kept for 30 days after the last event, unless the operator says otherwise.
const allTabs = "greenroom.tab.";

/** What stands in the store: the work, and on which day it was stored. */
interface StoredWork extends Work {
  readonly day: number;
}

/**
 * Takes the seat that this tab had before it was reloaded; else one that a closed tab left; else a new one. Without Web Locks (a page that is
 * neither https nor on this machine) it is always a new one: two tabs on one session would undo each other.
 */
export async function takeSeat(room: RoomId, role: Role): Promise<Seat> {
  const prefix = prefixOf(room, role);
  dropOld();
  const last = tabStore.get(prefix);
  if (last !== undefined && (await lock(prefix + last, patienceMillis))) return seat(prefix, last);
  const left = localStore.keys().filter((key) => key.startsWith(prefix)).map((key) => key.slice(prefix.length));
  for (const session of left) {
    if (session !== last && (await lock(prefix + session, 0))) return seat(prefix, session);
  }
  return newSeat(room, role);
}

/** A seat that nobody had before. */
export async function newSeat(room: RoomId, role: Role): Promise<Seat> {
  const session = newId();
  await lock(prefixOf(room, role) + session, 0);
  return seat(prefixOf(room, role), session);
}

async function seat(prefix: string, session: string): Promise<Seat> {
  const key = prefix + session;
  tabStore.set(prefix, session);
  const work = workIn(localStore.get(key));
  let last = "";
  let stored = true;
  return {
    session,
    work: work ?? noWork,
    snapshot: work === undefined ? undefined : await get<Snapshot>(key).catch(() => undefined),
    keep(newer) {
      const json = JSON.stringify({ ...newer, day: today() } satisfies StoredWork);
      if (json !== last) stored = localStore.set(key, json);
      last = json;
      return stored;
    },
    keepSnapshot: (snapshot) => void set(key, snapshot).catch(() => undefined),
    forget() {
      tabStore.remove(prefix);
      drop(key);
    },
  };
}

function prefixOf(room: RoomId, role: Role): string {
  return `${allTabs}${room}.${role}.`;
}

function workIn(stored: string | undefined): StoredWork | undefined {
  try {
    return stored === undefined ? undefined : (JSON.parse(stored) as StoredWork); // Nobody else writes it.
  } catch {
    return undefined;
  }
}

// What tabs of rooms left that must be gone by now.
function dropOld(): void {
  for (const key of localStore.keys().filter((other) => other.startsWith(allTabs))) {
    if (today() - (workIn(localStore.get(key))?.day ?? 0) > keptDays) drop(key);
  }
}

function drop(key: string): void {
  localStore.remove(key);
  void del(key).catch(() => undefined);
}

function today(): number {
  return Math.floor(Date.now() / 86_400_000);
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
