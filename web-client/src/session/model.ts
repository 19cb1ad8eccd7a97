import type { DocId, ParticipantId, Position, Role, ServerFrame, ServerSignal, TabId, TextChange } from "../protocol/generated/types.ts";
import type { Happened, Kept } from "../net/room.ts";
import { type State, keyOf } from "../sync/fold.ts";
import { NotesDocument, type Unsaved, wordsOf } from "../sync/notes-document.ts";
import type { Items } from "../sync/predict.ts";
import { newId } from "../net/secrets.ts";
import { RemoteBoard, dragMillis } from "./remote-board.ts";
import { RemoteSelections } from "./selections.ts";
import { type Notice, type Offer, type RoomView, type Typist, docs } from "./view.ts";

const typingMillis = 5000; // SG3

/**
 * What a page shows of a room, made of the frames that came: the same for those who take part and those who watch. Tells its listeners of
 * every change. Runs on one thread.
 */
export class RoomModel {
  private current: RoomView;
  private readonly listeners = new Set<() => void>();
  private readonly documents = new Map<DocId, NotesDocument>();
  private readonly stored = new Map<DocId, Unsaved>();
  private readonly selections = new RemoteSelections();
  private board = new RemoteBoard();
  private readonly typists = new Map<string, Map<TabId, Typist & { readonly until: number }>>();
  private state: State | undefined;
  private position: Position | undefined;
  private lastPrediction: { readonly from: Items; readonly to: Items } | undefined;

  constructor(
    role: Role,
    private readonly predicted: (items: Items) => Items = (items) => items,
  ) {
    this.current = {
      role, me: undefined, tab: undefined, connection: { status: "connecting" }, items: undefined, confirmed: undefined, documents: new Map(), limits: undefined,
      presence: undefined, selections: new Map(), pointers: [], dragged: new Map(), typing: new Map(), offset: undefined, conflicts: new Map(), rescued: [], notices: [], unanswered: 0,
    };
  }

  get view(): RoomView {
    return this.current;
  }

  /** Where the room stands that is shown. */
  get at(): Position | undefined {
    return this.position;
  }

  document(doc: DocId): NotesDocument | undefined {
    return this.documents.get(doc);
  }

  subscribe(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  update(part: Partial<RoomView>): void {
    this.current = { ...this.current, ...part };
    for (const listener of this.listeners) listener();
  }

  /** Shows what was stored, before the server said anything. `unsaved` is by document. */
  restore(
    at: { readonly position: Position; readonly state: State } | undefined,
    me: ParticipantId | undefined,
    unsaved: { readonly [doc: string]: Unsaved },
  ): void {
    for (const doc of docs) {
      const found = unsaved[doc];
      if (found) this.stored.set(doc, found);
    }
    this.update({ me });
    if (at) this.replace(at.position, at.state);
    this.show({});
  }

  /** What of a document is nowhere but here. */
  unsaved(doc: DocId): Unsaved | undefined {
    return this.stored.get(doc) ?? (this.position === undefined ? undefined : this.documents.get(doc)?.unsaved(this.position));
  }

  /** Takes in what a frame did; `kept` is the log after it. */
  take(frame: ServerFrame | undefined, happened: Happened, kept: Kept): void {
    if (frame?.type === "welcome") {
      // Until it is measured, the time is what the welcome says.
      const offset = this.current.offset ?? { offset: frame.now - Math.floor(performance.now()), errorAtMost: 1000 };
      this.update({ me: frame.you.participant, tab: frame.you.tab, limits: frame.limits, presence: undefined, offset });
    }
    if (happened.reset !== undefined) {
      this.notice("warning", "The server lost the newest part of this room's history. What is shown now is what it still has.");
    }
    const whole = frame === undefined || happened.reset !== undefined || (frame.type === "welcome" && frame.events === undefined);
    if (whole) this.whole(happened, kept);
    else this.events(happened);
    this.state = kept.at?.state;
    this.position = kept.at?.position;
    if (frame?.type === "presence") {
      const present = new Set(frame.people.map(({ tab }) => tab));
      this.selections.presence(frame);
      this.board.presence(present);
      this.showBoard();
      this.forgetTypists(present);
      this.current = { ...this.current, presence: frame };
    } else if (frame?.type === "signal") {
      this.signal(frame);
    }
    this.heal();
    this.show({});
  }

  /** The connection ended: what was seen of others holds no longer (PR6). */
  disconnected(): void {
    this.typists.clear();
    this.board = new RemoteBoard();
    this.showBoard();
    if (this.position !== undefined) this.selections.restart(this.position);
    this.show({ presence: undefined });
  }

  /** What was asked for, or is no longer, changed: shows the items anew. */
  show(part: Partial<RoomView>): void {
    this.update({
      items: this.state === undefined ? undefined : this.predictedItems(this.state.items),
      confirmed: this.state?.items,
      selections: this.remoteSelections(),
      ...(sameDocuments(this.current.documents, this.documents) ? {} : { documents: new Map(this.documents) }),
      ...part,
    });
  }

  notice(tone: Notice["tone"], text: string, offer?: Offer): void {
    if (this.current.notices.some((notice) => notice.text === text)) return;
    this.update({ notices: [...this.current.notices, { id: newId(), tone, text, ...(offer === undefined ? {} : { offer }) }] });
  }

  dismiss(id: string): void {
    this.update({
      notices: this.current.notices.filter((notice) => notice.id !== id),
      rescued: this.current.rescued.filter((rescued) => rescued.id !== id),
    });
  }

  /** Gives a document up for what the log says, and keeps the words that have no place in that: all that is pending, or what is not under way. */
  giveUp(doc: DocId, why: string, which: "pending" | "waiting" = "pending"): void {
    const words = wordsOf(this.documents.get(doc)?.[which].map((change): TextChange => change.toJSON()) ?? []);
    this.seat(doc);
    this.rescue(words, why);
    this.show({});
  }

  /** Keeps words of the user for which there is no place, until they dismiss them. */
  rescue(words: string, why: string): void {
    if (words.trim() !== "") this.update({ rescued: [...this.current.rescued, { id: newId(), words, why }] });
  }

  private whole(happened: Happened, kept: Kept): void {
    // The state that came whole, before the events that came after it, is gone by now; documents are seated on what is there.
    if (kept.at) this.replace(kept.at.position, kept.at.state);
    else this.lose();
    if (happened.fetch !== undefined) return;
    for (const [doc, unsaved] of this.stored) {
      this.stored.delete(doc);
      this.rescue(wordsOf(unsaved.pending.slice(unsaved.unconfirmed?.changes ?? 0)), "They were typed before this page was loaded, and the notes have moved on since.");
    }
  }

  private events({ events }: Happened): void {
    for (const { event, position, numbers } of events) {
      const edits = event.changes.flatMap((change) => ("edit" in change ? [change.edit] : []));
      for (const doc of docs) {
        const own = edits.filter((edit) => edit.doc === doc).map(({ change }) => change);
        if (own.length > 0) this.documents.get(doc)?.edited(own, numbers);
      }
      this.selections.event(position, event);
      this.board.event(event.changes);
      this.unpack(position);
    }
    if (this.current.dragged.size > 0) this.showBoard();
  }

  private replace(position: Position, state: State): void {
    const before = this.state;
    this.state = state;
    this.position = position;
    this.selections.restart(position);
    for (const doc of docs) {
      const text = state.docs.get(doc);
      const document = this.documents.get(doc);
      if (text === undefined) continue;
      if (document === undefined) {
        this.documents.set(doc, new NotesDocument(doc, text));
      } else if (document.pending.length === 0 ? !document.text.eq(text) : before?.docs.get(doc)?.eq(text) !== true) {
        this.giveUp(doc, "The notes were loaded anew before they were sent.", "waiting");
      }
    }
    this.unpack(position);
  }

  // What was stored goes on from here, if it starts here.
  private unpack(position: Position): void {
    for (const [doc, unsaved] of this.stored) {
      if (unsaved.at !== position) continue;
      this.stored.delete(doc);
      this.documents.get(doc)?.restore(unsaved);
    }
  }

  private lose(): void {
    this.state = undefined;
    this.position = undefined;
  }

  // Should never be needed: a document that is not what the log says would show others' words wrongly for good.
  private heal(): void {
    for (const [doc, document] of this.documents) {
      const text = this.state?.docs.get(doc);
      if (text !== undefined && !this.stored.has(doc) && !document.agreesWith(text)) this.giveUp(doc, "The notes had to be put right.");
    }
  }

  private seat(doc: DocId): void {
    const text = this.state?.docs.get(doc);
    if (text !== undefined) this.documents.set(doc, new NotesDocument(doc, text));
  }

  private signal({ from, signal }: ServerSignal): void {
    if (signal.kind === "selection") {
      this.selections.signal(from, signal);
      return;
    }
    if (signal.kind === "pointer" || signal.kind === "drag") {
      if (signal.kind === "pointer") this.board.pointer(from, signal);
      else this.board.drag(from, signal, performance.now());
      if (signal.kind === "drag") setTimeout(() => this.showBoard(), dragMillis + 50);
      this.showBoard();
      return;
    }
    if (signal.kind !== "typing") return;
    const place = signal.doc ?? (signal.item ? keyOf(signal.item) : undefined);
    if (place === undefined) return;
    const until = performance.now() + typingMillis;
    this.typists.set(place, new Map(this.typists.get(place)).set(from.tab, { ...from, until }));
    setTimeout(() => this.showTypists(), typingMillis + 50);
    this.showTypists();
  }

  private forgetTypists(present: ReadonlySet<TabId>): void {
    for (const byTab of this.typists.values()) {
      for (const tab of byTab.keys()) if (!present.has(tab)) byTab.delete(tab);
    }
    this.showTypists();
  }

  private showTypists(): void {
    const now = performance.now();
    const typing = new Map<string, readonly Typist[]>();
    for (const [place, byTab] of this.typists) {
      const current = [...byTab.values()].filter(({ until }) => until > now);
      if (current.length > 0) typing.set(place, current);
      else this.typists.delete(place);
    }
    if (typing.size > 0 || this.current.typing.size > 0) this.update({ typing });
  }

  private showBoard(): void {
    const { pointers } = this.board;
    const dragged = this.board.dragged(performance.now());
    if (dragged.size > 0 || this.current.dragged.size > 0) this.update({ pointers, dragged });
    else if (pointers.length > 0 || this.current.pointers.length > 0) this.update({ pointers });
  }

  /** What is predicted changed. */
  predictAnew(): void {
    this.lastPrediction = undefined;
  }

  // The same object as long as nothing changed, so that nothing that shows items is drawn anew when notes change.
  private predictedItems(items: Items): Items {
    if (this.lastPrediction?.from !== items) this.lastPrediction = { from: items, to: this.predicted(items) };
    return this.lastPrediction.to;
  }

  private remoteSelections(): RoomView["selections"] {
    return new Map(docs.map((doc) => [doc, this.selections.in(doc)]));
  }
}

function sameDocuments(a: ReadonlyMap<string, NotesDocument>, b: ReadonlyMap<string, NotesDocument>): boolean {
  return a.size === b.size && [...a].every(([doc, document]) => b.get(doc) === document);
}
