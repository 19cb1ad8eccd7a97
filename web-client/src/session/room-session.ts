import type { Command, DocId, NotesEditCommand, Role, RoomId, ServerFrame, ServerReject } from "../protocol/generated/types.ts";
import { codeOf } from "../net/closing.ts";
import { type ConnectionState, RoomConnection, type Surroundings } from "../net/connection.ts";
import type { Happened, Kept, Unanswered } from "../net/room.ts";
import { type State, fold, stateOf, wireOf } from "../sync/fold.ts";
import type { Unsaved } from "../sync/notes-document.ts";
import { type Items, predict } from "../sync/predict.ts";
import { unreachable } from "../protocol/unreachable.ts";
import { conflictAt, wordsIn } from "./conflicts.ts";
import { RoomModel } from "./model.ts";
import { OwnSignals } from "./own-signals.ts";
import { offerAfter, refusalText } from "./refusals.ts";
import type { Seat, Work } from "./seat.ts";
import { type Connection, docs } from "./view.ts";
import { editsAfter, readyOf } from "./waiting.ts";

/** Who takes part. */
export interface Ticket {
  readonly room: RoomId;
  readonly token: string;
  readonly role: Role;
  readonly person: string;
  readonly name: string;
}

export interface SessionSurroundings extends Surroundings {
  /** A session that nobody had before, in place of one that the room does not take any more. */
  newSeat(): Promise<Seat>;
  /** Whether the server answers for this room over HTTP. */
  answers(): Promise<boolean>;
}

const unansweredAtMost = 48; // Of the 64 that CM12 allows: edits of notes need room, too.
const unansweredBytes = 700_000; // Of the 1,048,576, for the same reason.
const snapshotMillis = 2000;
const attemptsUntilBlocked = 3;

/**
 * A room as one tab of an interviewer or candidate takes part in it: what it shows, what it asks for, and what it keeps until that is answered,
 * through lost connections, reloads and resets. Runs on one thread.
 */
export class RoomSession {
  readonly model: RoomModel;
  /** What this tab tells of its user. */
  readonly signals: OwnSignals;
  private connection: RoomConnection;
  private kept: Kept;
  private queued: readonly Command[];
  /** How many of them, the first, were refused for the moment. */
  private putBack = 0;
  private resting = false;
  /** Answered, but their events are still to come. */
  private settling: readonly Unanswered[] = [];
  private shownFor: readonly unknown[] = [];
  private readonly sizes = new WeakMap<Command, number>();
  private hasSnapshot: boolean;
  private snapshotDue: (() => void) | undefined;
  private failures = 0;
  private fullTold = false;
  private stopped = false;

  constructor(
    private readonly ticket: Ticket,
    private seat: Seat,
    private readonly surroundings: SessionSurroundings,
  ) {
    const { snapshot, work } = seat;
    const at = snapshot && { position: snapshot.position, state: stateOf(snapshot.state) };
    this.kept = { at, sent: work.sent, unanswered: work.unanswered };
    this.queued = work.queued;
    this.hasSnapshot = snapshot !== undefined;
    this.model = new RoomModel(ticket.role, (items) => this.predicted(items));
    this.model.restore(at, work.me, work.documents);
    this.connection = this.connect();
    this.signals = new OwnSignals({
      now: surroundings.now,
      after: surroundings.after,
      send: (signal) => this.connection.signal(signal),
      document: (doc) => this.model.document(doc),
      at: () => this.model.at,
    });
  }

  start(): void {
    this.connection.start();
  }

  /** Leaves; what is not answered stays stored. */
  stop(): void {
    this.stopped = true;
    this.snapshotDue?.();
    this.connection.stop();
  }

  wake(): void {
    this.connection.wake();
  }

  /** Asks for something; it shows at once and is kept until the server has answered. */
  command(command: Command): void {
    if (this.stopped || this.model.view.connection.status === "over") return;
    this.queued = [...this.queued, command];
    this.sendQueued();
    this.changed();
  }

  /** The user typed in a document: what is pending goes out when it may. */
  edited(doc: DocId): void {
    this.signals.typing({ doc });
    this.sendNotes();
    this.keep();
    const unanswered = this.unanswered();
    if (unanswered !== this.model.view.unanswered) this.model.update({ unanswered });
  }

  /** The user has seen what became of a command that somebody else was faster than. */
  settle(item: string): void {
    const conflicts = new Map(this.model.view.conflicts);
    conflicts.delete(item);
    this.model.update({ conflicts });
  }

  private connect(): RoomConnection {
    const { token, person, name } = this.ticket;
    return new RoomConnection(
      { token, person, session: this.seat.session, name },
      this.surroundings,
      {
        changed: (state) => this.stateChanged(state),
        frame: (frame, happened) => this.took(frame, happened),
        fetched: (happened) => this.took(undefined, happened),
        kept: (kept) => {
          this.kept = kept;
          this.keep();
        },
        clock: (offset) => this.model.update({ offset }),
      },
      this.kept,
    );
  }

  private took(frame: ServerFrame | undefined, happened: Happened): void {
    this.settleAnswers(happened);
    this.model.take(frame, happened, this.kept);
    for (const answer of happened.answers) {
      if (answer.kind === "rejected") this.refused(answer.command, answer.n, answer.reject);
    }
    if (frame?.type === "welcome") {
      this.failures = 0;
      this.signals.welcomed();
    }
    if (frame?.type === "presence") this.signals.presence();
    this.sendQueued();
    this.sendNotes();
    this.changed();
    this.snapshotLater();
  }

  // An ack comes before its event: what was predicted stays until that is here (CM4). An ack without one names a place that was passed (CM6).
  private settleAnswers({ answers, events, reset }: Happened): void {
    const acked = answers.flatMap((answer) => (answer.kind === "acked" && answer.position !== this.model.at ? [answer] : []));
    const seen = new Set(events.flatMap(({ numbers }) => numbers));
    const newest = Math.max(0, ...seen);
    this.settling = reset === undefined ? [...this.settling, ...acked].filter(({ n }) => n > newest) : [];
    if (acked.length > 0) {
      const late = new Set(acked.map(({ n }) => n));
      this.surroundings.after(1000, () => {
        if (!this.settling.some(({ n }) => late.has(n))) return;
        this.settling = this.settling.filter(({ n }) => !late.has(n));
        this.changed();
      });
    }
  }

  private refused(command: Command, n: number, reject: ServerReject): void {
    if (command.type === "notes.edit") return this.notesRefused(command, n, reject);
    if (reject.retry === "later") return this.putOff(command, reject.retryAfterMillis ?? 1000);
    const item = conflictAt(command, reject);
    if (item !== undefined) {
      const later = editsAfter(command, this.queued);
      this.queued = this.queued.filter((queued) => !later.includes(queued));
      const conflict = { command: later.at(-1) ?? command, current: reject.current };
      this.model.update({ conflicts: new Map(this.model.view.conflicts).set(item, conflict) });
      return;
    }
    const words = wordsIn(command);
    if (words === "") this.model.notice("warning", refusalText(command, reject), offerAfter(command, reject));
    else this.model.rescue(words, refusalText(command, reject));
  }

  // It goes out again before all that was asked for after it, and until then nothing does.
  private putOff(command: Command, millis: number): void {
    this.queued = [...this.queued.slice(0, this.putBack), command, ...this.queued.slice(this.putBack)];
    this.putBack++;
    if (this.resting) return;
    this.resting = true;
    this.surroundings.after(millis, () => {
      this.resting = false;
      this.putBack = 0;
      this.sendQueued();
      this.changed();
    });
  }

  private notesRefused(edit: NotesEditCommand, n: number, reject: ServerReject): void {
    const { doc } = edit;
    const document = this.model.document(doc);
    if (!document?.isUnderWay(n)) {
      this.model.rescue(wordsIn(edit), refusalText(edit, reject));
    } else if (reject.retry === "later") {
      this.surroundings.after(reject.retryAfterMillis ?? 1000, () => {
        document.refused();
        this.sendNotes();
      });
    } else {
      this.model.giveUp(doc, refusalText(edit, reject));
    }
  }

  private sendQueued(): void {
    if (this.resting) return;
    for (const next of readyOf(this.queued, this.kept.unanswered.map(({ command }) => command))) {
      if (!this.mayAsk(next)) return;
      this.queued = this.queued.filter((command) => command !== next);
      this.connection.command(next);
    }
  }

  // One that is larger than all may be together goes out alone.
  private mayAsk(command: Command): boolean {
    const { unanswered } = this.kept;
    const bytes = unanswered.reduce((sum, asked) => sum + this.sizeOf(asked.command), this.sizeOf(command));
    return unanswered.length === 0 || (unanswered.length < unansweredAtMost && bytes <= unansweredBytes);
  }

  private sizeOf(command: Command): number {
    const size = this.sizes.get(command) ?? new TextEncoder().encode(JSON.stringify(command)).length;
    this.sizes.set(command, size);
    return size;
  }

  // At most one is unanswered for each document (NT7), also one that a reset tore from its document.
  private sendNotes(): void {
    const { limits, connection } = this.model.view;
    const { at } = this.model;
    if (connection.status !== "live" || limits === undefined || at === undefined || this.kept.at === undefined) return;
    for (const doc of docs) {
      const document = this.model.document(doc);
      const busy = this.kept.unanswered.some(({ command }) => command.type === "notes.edit" && command.doc === doc);
      const edit = busy ? undefined : document?.next(at, limits.updatesPerEdit);
      if (edit) document?.sentAs(this.connection.command(edit), edit);
    }
  }

  private stateChanged(state: ConnectionState): void {
    const now = connectionOf(state);
    if (state.status === "waiting" || state.status === "over") this.model.disconnected();
    if (state.status === "waiting") void this.findBlock();
    if (now.status === "over") return this.over(now);
    this.model.update({ connection: now });
  }

  // Sessions come and go without anybody's doing: a new one takes over what the room can still take.
  private over(connection: Extract<Connection, { status: "over" }>): void {
    if (this.stopped || connection.help !== "new-session") {
      this.snapshotDue?.();
      if (connection.why === "room-gone") this.roomGone();
      this.model.update({ connection });
      return;
    }
    const lost = [...this.kept.unanswered.map(({ command }) => command), ...this.queued];
    if (connection.why === "session-forgotten" && lost.length > 0) {
      this.model.notice("warning", `The room no longer knows this tab: ${lost.length} change(s) from before may be missing.`);
    }
    const why = "The room no longer knows this tab.";
    for (const doc of docs) {
      if ((this.model.document(doc)?.pending.length ?? 0) > 0) this.model.giveUp(doc, why);
    }
    for (const command of lost) {
      if (command.type !== "notes.edit") this.model.rescue(wordsIn(command), why);
    }
    void this.surroundings.newSeat().then((seat) => {
      this.seat.forget();
      this.seat = seat;
      this.kept = { at: this.kept.at, sent: 0, unanswered: [] };
      this.queued = [];
      this.settling = [];
      this.connection = this.connect();
      this.connection.start();
      this.changed();
    });
  }

  // Nobody will take what is left, so that it is shown to be copied.
  private roomGone(): void {
    for (const doc of docs) if (this.model.document(doc)) this.model.giveUp(doc, "The room is gone.");
    this.seat.forget();
  }

  // A server that answers over HTTP, but takes no WebSocket of this version: a proxy in between, or a page that is too old or too new.
  private async findBlock(): Promise<void> {
    if (++this.failures < attemptsUntilBlocked || !(await this.surroundings.answers())) return;
    const { connection } = this.model.view;
    if (connection.status === "waiting" && this.failures >= attemptsUntilBlocked) this.model.update({ connection: { ...connection, blocked: true } });
  }

  private predicted(items: Items): Items {
    const { me } = this.model.view;
    if (me === undefined) return items;
    const now = Math.floor(this.surroundings.now() + (this.model.view.offset?.offset ?? 0));
    const asked = [...this.settling, ...this.kept.unanswered].map(({ command }) => command).concat(this.queued);
    const start: State = { items, docs: new Map() };
    return asked.reduce((after, command) => fold(after, { changes: predict(after.items, command, me, now) }), start).items;
  }

  private changed(): void {
    const asked = [this.kept.unanswered, this.queued, this.settling];
    if (asked.some((list, i) => list !== this.shownFor[i])) this.model.predictAnew();
    this.shownFor = asked;
    this.model.show({ unanswered: this.unanswered() });
    this.keep();
  }

  private unanswered(): number {
    const edits = docs.reduce((sum, doc) => sum + (this.model.document(doc)?.waiting.length ?? 0), 0);
    return this.kept.unanswered.length + this.queued.length + edits;
  }

  private keep(): void {
    const { me } = this.model.view;
    const documents: Record<string, Unsaved> = {};
    for (const doc of docs) {
      const unsaved = this.model.unsaved(doc);
      if (unsaved) documents[doc] = unsaved;
    }
    const work: Work = { sent: this.kept.sent, unanswered: this.kept.unanswered, queued: this.queued, documents, ...(me === undefined ? {} : { me }) };
    if (!this.seat.keep(work) && !this.fullTold) {
      this.fullTold = true;
      this.model.notice("warning", "This browser does not let the page keep your work: what is not saved yet is lost when you close it.");
    }
  }

  private snapshotLater(): void {
    if (this.snapshotDue) return;
    if (!this.hasSnapshot) return this.snapshot();
    const cancel = this.surroundings.after(snapshotMillis, () => this.snapshotDue?.());
    this.snapshotDue = () => {
      cancel();
      this.snapshotDue = undefined;
      this.snapshot();
    };
  }

  private snapshot(): void {
    const { at } = this.kept;
    if (at === undefined) return;
    this.hasSnapshot = true;
    this.seat.keepSnapshot({ position: at.position, state: wireOf(at.state) });
  }
}

function connectionOf(state: ConnectionState): Connection {
  switch (state.status) {
    case "connecting":
    case "greeting":
    case "fetching":
      return { status: "connecting" };
    case "live":
      return { status: "live", leaving: state.leaving };
    case "waiting":
      return { status: "waiting", until: state.until, blocked: false };
    case "over":
      return { status: "over", why: codeOf(state.code), message: state.message, help: state.help };
    default:
      return unreachable(state);
  }
}
