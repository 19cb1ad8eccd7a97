import type { Command, DocId, Dragged, ParticipantId, Role, ServerPresence, ServerWelcome, StoredItem, TabId } from "../protocol/generated/types.ts";
import type { Help } from "../net/closing.ts";
import type { ClockOffset } from "../sync/clock.ts";
import type { NotesDocument } from "../sync/notes-document.ts";
import type { Items } from "../sync/predict.ts";
import type { RemotePointer } from "./remote-board.ts";
import type { RemoteSelection } from "./selections.ts";

/** The documents of a room, as far as a reader has them (NT1). */
export const docs: readonly DocId[] = ["notes", "private"];

export type Limits = ServerWelcome["limits"];

/** How the page stands with the server. */
export type Connection =
  | { readonly status: "connecting" }
  | { readonly status: "live"; readonly leaving: boolean }
  /** `until` is by `performance.now()`; undefined where only the browser knows. `blocked`: the server answers, but not on this way. */
  | { readonly status: "waiting"; readonly until: number | undefined; readonly blocked: boolean }
  | { readonly status: "over"; readonly why: string | undefined; readonly message: string; readonly help: Help };

/** A command that was refused because somebody else was first, and what stands there now; undefined if it was taken away, or may not be changed any more. */
export interface Conflict {
  readonly command: Command;
  readonly current: StoredItem | undefined;
}

/** Words of the user for which there is no place any more, and why. */
export interface Rescued {
  readonly id: string;
  readonly words: string;
  readonly why: string;
}

export interface Notice {
  readonly id: string;
  readonly tone: "info" | "warning";
  readonly text: string;
  /** What may be asked for instead of what was refused. */
  readonly offer?: Offer;
}

export interface Offer {
  readonly name: string;
  readonly command: Command;
}

/** A document as it is held just now; another object when the old one had to be given up. */
export type Documents = ReadonlyMap<string, NotesDocument>;

/** Somebody who types in a document or an item. */
export interface Typist {
  readonly participant: ParticipantId;
  readonly tab: TabId;
}

/** All that a page knows of a room. Never changes: each change makes a new one that shares what stayed. */
export interface RoomView {
  readonly role: Role;
  readonly me: ParticipantId | undefined;
  readonly tab: TabId | undefined;
  readonly connection: Connection;
  /** Undefined until the first welcome, or after a reset until its state came. What was asked for and not answered yet is in it already. */
  readonly items: Items | undefined;
  /** The items as the log has them, without what is not answered yet. */
  readonly confirmed: Items | undefined;
  readonly documents: Documents;
  readonly limits: Limits | undefined;
  readonly presence: ServerPresence | undefined;
  readonly selections: ReadonlyMap<DocId, readonly RemoteSelection[]>;
  /** What others point at and have selected on the board. */
  readonly pointers: readonly RemotePointer[];
  /** Where elements of the board are while others drag them, by their ids. */
  readonly dragged: ReadonlyMap<string, Dragged>;
  /** By place: the name of a document, or `kind|id` of an item. */
  readonly typing: ReadonlyMap<string, readonly Typist[]>;
  readonly offset: ClockOffset | undefined;
  /** By `kind|id` of the item. */
  readonly conflicts: ReadonlyMap<string, Conflict>;
  readonly rescued: readonly Rescued[];
  readonly notices: readonly Notice[];
  /** How many commands are not answered yet, edits of notes among them. */
  readonly unanswered: number;
}
