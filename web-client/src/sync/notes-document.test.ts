import { ChangeSet } from "@codemirror/state";
import { describe, expect, it } from "vitest";
import type { NotesEditCommand, TextChange } from "../protocol/generated/types.ts";
import { textOf } from "./fold.ts";
import { NotesDocument, wordsOf } from "./notes-document.ts";

/** A server's side of NT4 and NT5: positions are the numbers of its events. */
class Log {
  readonly events: { edits: TextChange[]; by: string; n: number }[] = [];
  text = textOf("");

  commit(by: string, n: number, { base, updates }: NotesEditCommand): void {
    if (this.events.some((event) => event.by === by && event.n === n)) return; // sent again: done once (CM7)
    let pending = updates.map((update) => ChangeSet.fromJSON(update));
    for (const edit of this.events.slice(Number(base)).flatMap(({ edits }) => edits)) {
      let committed = ChangeSet.fromJSON(edit);
      pending = pending.map((change) => {
        const over = change.map(committed);
        committed = committed.map(change, true);
        return over;
      });
    }
    for (const change of pending) this.text = change.apply(this.text);
    this.events.push({ edits: pending.map((change) => change.toJSON()), by, n });
  }
}

/** A client that types, sends, loses its connection and hears, each whenever chance says. */
class Writer {
  readonly notes = new NotesDocument("notes", textOf(""));
  seen = 0;
  n = 0;
  underWay: { n: number; edit: NotesEditCommand } | undefined;

  constructor(
    readonly name: string,
    private readonly log: Log,
    private readonly chance: (below: number) => number,
  ) {}

  type(): void {
    const { length } = this.notes.text;
    const from = this.chance(length + 1);
    const to = this.chance(3) === 0 ? Math.min(length, from + 1 + this.chance(3)) : from;
    const insert = ["", "a", "bc", "d\ne", "f"][to > from ? this.chance(5) : 1 + this.chance(4)] ?? "";
    this.notes.type(ChangeSet.of({ from, to, insert: textOf(insert) }, length));
  }

  send(): void {
    const edit = this.underWay?.edit ?? this.notes.next(String(this.seen), 3);
    if (!edit) return;
    if (!this.underWay) {
      this.underWay = { n: ++this.n, edit };
      this.notes.sentAs(this.n, edit);
    }
    if (this.chance(4) > 0) this.log.commit(this.name, this.underWay.n, edit); // else it was lost on the way, and is sent again
  }

  hear(): void {
    const event = this.log.events[this.seen];
    if (!event) return;
    this.seen++;
    this.notes.edited(event.edits, event.by === this.name ? [event.n] : []);
    if (event.by === this.name) this.underWay = undefined;
  }
}

describe("notes of several writers", () => {
  it.each(Array.from({ length: 40 }, (_, seed) => seed + 1))("[NT6] are the same for all in the end, whatever the delays (seed %i)", (seed) => {
    let value = seed * 2654435761;
    const chance = (below: number) => {
      value = (Math.imul(value ^ (value >>> 15), 2246822519) + 0x9e3779b9) >>> 0;
      return value % below;
    };
    const log = new Log();
    const writers = ["ada", "grace", "ben"].map((name) => new Writer(name, log, chance));
    const pick = () => writers[chance(writers.length)];
    for (let i = 0; i < 300; i++) [() => pick()?.type(), () => pick()?.send(), () => pick()?.hear(), () => pick()?.hear()][chance(4)]?.();
    for (let i = 0; i < 200; i++) {
      for (const writer of writers) {
        writer.send();
        while (writer.seen < log.events.length) writer.hear();
      }
    }
    for (const { notes } of writers) {
      expect(notes.pending).toEqual([]);
      expect(notes.text.toString()).toBe(log.text.toString());
    }
    expect(log.events.length).toBeGreaterThan(20);
  });

  it("[NT7] are sent one edit at a time", () => {
    const notes = typed("a");
    const edit = notes.next("1.0123456789abcdef", 200);
    expect(edit).toEqual({ type: "notes.edit", doc: "notes", base: "1.0123456789abcdef", updates: [[[0, "a"]]] });
    if (!edit) return;
    notes.sentAs(7, edit);
    notes.type(ChangeSet.of({ from: 1, insert: "b" }, 1));
    expect(notes.next("2.0123456789abcdef", 200)).toBeUndefined();
    notes.edited([[[0, "a"]]], [7]);
    expect(notes.next("2.0123456789abcdef", 200)?.updates).toEqual([[1, [0, "b"]]]);
  });

  it("[CM6] are no own ones by the number of another command", () => {
    const notes = typed("a");
    notes.edited([[[0, "x"]]], [3]);
    expect(notes.text.toString()).toBe("xa");
    expect(notes.pending.length).toBe(1);
  });

  it("[NT12] are stored with what is pending, and go on from there", () => {
    const before = typed("a");
    const edit = before.next("1.0123456789abcdef", 200);
    if (edit) before.sentAs(7, edit);
    before.type(ChangeSet.of({ from: 1, insert: "b" }, 1));
    const unsaved = before.unsaved("1.0123456789abcdef");
    expect(unsaved).toEqual({ at: "1.0123456789abcdef", pending: [[[0, "a"]], [1, [0, "b"]]], unconfirmed: { n: 7, changes: 1 } });
    const after = new NotesDocument("notes", textOf(""));
    if (unsaved) after.restore(unsaved);
    after.edited([[[0, "x"]]], []);
    after.edited([[1, [0, "a"]]], [7]);
    expect(after.text.toString()).toBe("xab");
    expect(after.next("3.0123456789abcdef", 200)?.updates).toEqual([[2, [0, "b"]]]);
  });

  it("[FR9] fit into a frame, however much was pasted", () => {
    const notes = new NotesDocument("notes", textOf(""));
    for (let i = 0; i < 3; i++) notes.type(ChangeSet.of({ from: 0, insert: "x".repeat(20_000) }, notes.text.length));
    expect(notes.next("1.0123456789abcdef", 200)?.updates.length).toBe(1);
  });

  it("[RS7] are kept as words where there is no place for them", () => {
    expect(wordsOf([[3, [0, "Reads: ", "50k"]], [14, [2, "/s"]]])).toBe("Reads: \n50k/s");
  });
});

function typed(text: string): NotesDocument {
  const notes = new NotesDocument("notes", textOf(""));
  notes.type(ChangeSet.of({ from: 0, insert: text }, 0));
  return notes;
}
