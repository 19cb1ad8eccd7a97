import { collab, receiveUpdates, sendableUpdates } from "@codemirror/collab";
import { ChangeSet, Compartment, EditorState, type Extension, type Text, type Transaction } from "@codemirror/state";
import type { NotesEditCommand, Position, TextChange } from "../protocol/generated/types.ts";

/** What shows a document while it is shown, an `EditorView` for one. */
export interface Editor {
  readonly state: EditorState;
  dispatch(transaction: Transaction): void;
}

/** What was sent of a document and not confirmed yet: the first `changes` pending changes, by the command numbered `n`. */
export interface Unconfirmed {
  readonly n: number;
  readonly changes: number;
}

/** What of a document is nowhere but here, to be stored (NT12). The first of the pending changes starts from the text at the position `at`. */
export interface Unsaved {
  readonly at: Position;
  readonly pending: readonly TextChange[];
  readonly unconfirmed?: Unconfirmed;
}

/** One edit must fit a frame with room to spare, whatever the characters cost in JSON. */
const unitsPerEdit = 30_000;
const self = "self";
const others = "others";

/**
 * One document of one session, as `@codemirror/collab` keeps it: at most one `notes.edit` is under way (NT7), what is sent starts from the
 * confirmed text (NT3), and events are taken in one edit at a time (NT6). It lives on, with its undo history, while no editor shows it.
 */
export class NotesDocument {
  private readonly configuration = new Compartment();
  private latest: EditorState;
  private editor: Editor | undefined;
  private unconfirmed: Unconfirmed | undefined;

  constructor(
    readonly doc: NotesEditCommand["doc"],
    text: Text,
  ) {
    this.latest = EditorState.create({ doc: text, extensions: [collab({ clientID: self }), this.configuration.of([])] });
  }

  /** What the user sees, with what is pending. */
  get state(): EditorState {
    return this.editor?.state ?? this.latest;
  }

  get text(): Text {
    return this.state.doc;
  }

  /** What is not confirmed yet, the first change on the confirmed text. */
  get pending(): readonly ChangeSet[] {
    return sendableUpdates(this.state).map(({ changes }) => changes);
  }

  /** What is pending and not under way. */
  get waiting(): readonly ChangeSet[] {
    return this.pending.slice(this.unconfirmed?.changes ?? 0);
  }

  /** Shows it in an editor, which is made of the state that it is given. One at a time. */
  attach<E extends Editor>(extensions: Extension, create: (state: EditorState) => E): E {
    this.detach();
    const { state } = this.latest.update({ effects: this.configuration.reconfigure(extensions) });
    const editor = create(state);
    this.editor = editor;
    return editor;
  }

  /** The editor is about to go. */
  detach(): void {
    this.latest = this.state;
    this.editor = undefined;
  }

  /** The user, or a test, changes what is shown; an attached editor does so by itself. */
  type(change: ChangeSet): void {
    this.apply(this.state.update({ changes: change }));
  }

  /** The edit to send next from where the client stands, or undefined while one is under way or there is nothing to send. */
  next(base: Position, updatesPerEdit: number): NotesEditCommand | undefined {
    const { pending } = this;
    if (this.unconfirmed !== undefined || pending.length === 0) {
      return undefined;
    }
    const updates: TextChange[] = [];
    let units = 0;
    for (const change of pending.slice(0, updatesPerEdit)) {
      const update: TextChange = change.toJSON();
      units += insertedUnits(update);
      if (updates.length > 0 && units > unitsPerEdit) break;
      updates.push(update);
    }
    return { type: "notes.edit", doc: this.doc, base, updates };
  }

  /** That edit was given a number. */
  sentAs(n: number, edit: NotesEditCommand): void {
    this.unconfirmed = { n, changes: edit.updates.length };
  }

  /** Whether the command numbered `n` is the edit under way. */
  isUnderWay(n: number): boolean {
    return this.unconfirmed?.n === n;
  }

  /** The edit under way was refused and never will be carried out: what it held is pending again. */
  refused(): void {
    this.unconfirmed = undefined;
  }

  /** An event edited the document; `numbers` are those of the session's commands that were acked with its position (NT13). */
  edited(edits: readonly TextChange[], numbers: readonly number[]): void {
    const own = this.unconfirmed !== undefined && numbers.includes(this.unconfirmed.n);
    if (own && edits.length !== this.unconfirmed?.changes) {
      throw new Error(`edits: ${edits.length} (expected: the ${this.unconfirmed?.changes} that were sent)`);
    }
    if (own) this.unconfirmed = undefined;
    for (const edit of edits) {
      this.apply(receiveUpdates(this.state, [{ changes: ChangeSet.fromJSON(edit), clientID: own ? self : others }]));
    }
  }

  /** Whether this is still what the log says: the same text, unless something is pending. */
  agreesWith(confirmed: Text): boolean {
    return sendableUpdates(this.state).length > 0 || this.text.eq(confirmed);
  }

  /** What to store; undefined if all is confirmed. */
  unsaved(at: Position): Unsaved | undefined {
    const pending = this.pending.map((change): TextChange => change.toJSON());
    return pending.length === 0 ? undefined : { at, pending, ...(this.unconfirmed ? { unconfirmed: this.unconfirmed } : {}) };
  }

  /** Takes up what was stored, once the document has come to where that starts from. */
  restore({ pending, unconfirmed }: Unsaved): void {
    for (const change of pending) this.type(ChangeSet.fromJSON(change));
    this.unconfirmed = unconfirmed;
  }

  private apply(transaction: Transaction): void {
    if (this.editor) this.editor.dispatch(transaction);
    else this.latest = transaction.state;
  }
}

/** The words that pending changes insert, for a user who has to place them anew (RS7, NT8). */
export function wordsOf(pending: readonly TextChange[]): string {
  return pending
    .flatMap((change) => change.flatMap((section) => (typeof section === "number" ? [] : [section.slice(1).join("\n")])))
    .join("");
}

/** Where an end of somebody's selection is shown: over the edits after the text it counts in, then over what is pending here (SG5). */
export function shownEnd(end: number, later: readonly ChangeSet[], pending: readonly ChangeSet[]): number {
  return [...later, ...pending].reduce((position, change) => change.mapPos(position, 1), end);
}

/** An end of the user's selection in the confirmed text: back over what is pending (SG5). */
export function confirmedEnd(end: number, pending: readonly ChangeSet[]): number {
  return pending.reduceRight((position, change) => change.invertedDesc.mapPos(position, 1), end);
}

function insertedUnits(change: TextChange): number {
  return change.reduce((sum: number, section) => sum + (typeof section === "number" ? 0 : section.slice(1).join("\n").length), 0);
}
