import type { ChangeSet, Text } from "@codemirror/state";
import type { NotesEditCommand, Position, TextChange } from "../protocol/generated/types.ts";
import { type SharedText, confirmed, received, shown, typed } from "./notes.ts";

/** What of the pending changes was sent and not confirmed yet. */
type Sent =
  | { readonly kind: "nothing" }
  /** `n` is the number of the command that carries the first `changes` pending changes. */
  | { readonly kind: "unconfirmed"; readonly n: number; readonly changes: number };

/**
 * One document of one session: at most one `notes.edit` is under way (NT7), what is sent starts from the confirmed text (NT3), and events are
 * taken in one edit at a time (NT6). Never changes: every step gives a new one.
 */
export class NotesSession {
  private constructor(
    readonly doc: NotesEditCommand["doc"],
    private readonly text: SharedText,
    private readonly sent: Sent,
  ) {}

  static of(doc: NotesEditCommand["doc"], text: Text): NotesSession {
    return new NotesSession(doc, { confirmed: text, pending: [] }, { kind: "nothing" });
  }

  /** What the user sees. */
  get shown(): Text {
    return shown(this.text);
  }

  get confirmed(): Text {
    return this.text.confirmed;
  }

  get pending(): readonly ChangeSet[] {
    return this.text.pending;
  }

  /** The user made a change to what is shown. */
  typed(change: ChangeSet): NotesSession {
    return new NotesSession(this.doc, typed(this.text, change), this.sent);
  }

  /** The edit to send next from where the client stands, or undefined while one is under way or there is nothing to send. */
  next(base: Position, updatesPerEdit: number): NotesEditCommand | undefined {
    if (this.sent.kind === "unconfirmed" || this.text.pending.length === 0) {
      return undefined;
    }
    const updates = this.text.pending.slice(0, updatesPerEdit).map(textChangeOf);
    return { type: "notes.edit", doc: this.doc, base, updates };
  }

  /** That edit was given a number. */
  sentAs(n: number, edit: NotesEditCommand): NotesSession {
    return new NotesSession(this.doc, this.text, { kind: "unconfirmed", n, changes: edit.updates.length });
  }

  /** An event edited the document; `numbers` are those of the session's commands that were acked with its position (NT13). */
  edited(edits: readonly TextChange[], numbers: readonly number[]): NotesSession {
    const own = this.sent.kind === "unconfirmed" && numbers.includes(this.sent.n);
    if (!own) {
      return new NotesSession(this.doc, edits.reduce(received, this.text), this.sent);
    }
    if (this.sent.kind === "unconfirmed" && edits.length !== this.sent.changes) {
      throw new Error(`edits: ${edits.length} (expected: the ${this.sent.changes} that were sent)`);
    }
    return new NotesSession(this.doc, edits.reduce(confirmed, this.text), { kind: "nothing" });
  }
}

function textChangeOf(change: ChangeSet): TextChange {
  const json: TextChange = change.toJSON();
  return json;
}
