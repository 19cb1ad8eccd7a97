import { ChangeSet } from "@codemirror/state";
import { describe, expect, it } from "vitest";
import type { NotesEditCommand, TextChange } from "../protocol/generated/types.ts";
import { textOf } from "./fold.ts";
import { NotesSession } from "./notes-session.ts";

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
  notes = NotesSession.of("notes", textOf(""));
  seen = 0;
  n = 0;
  underWay: { n: number; edit: NotesEditCommand } | undefined;

  constructor(
    readonly name: string,
    private readonly log: Log,
    private readonly chance: (below: number) => number,
  ) {}

  type(): void {
    const { length } = this.notes.shown;
    const from = this.chance(length + 1);
    const to = this.chance(3) === 0 ? Math.min(length, from + 1 + this.chance(3)) : from;
    const insert = ["", "a", "bc", "d\ne", "f"][to > from ? this.chance(5) : 1 + this.chance(4)] ?? "";
    this.notes = this.notes.typed(ChangeSet.of({ from, to, insert: textOf(insert) }, length));
  }

  send(): void {
    const edit = this.underWay?.edit ?? this.notes.next(String(this.seen), 3);
    if (!edit) return;
    if (!this.underWay) {
      this.underWay = { n: ++this.n, edit };
      this.notes = this.notes.sentAs(this.n, edit);
    }
    if (this.chance(4) > 0) this.log.commit(this.name, this.underWay.n, edit); // else it was lost on the way, and is sent again
  }

  hear(): void {
    const event = this.log.events[this.seen];
    if (!event) return;
    this.seen++;
    this.notes = this.notes.edited(event.edits, event.by === this.name ? [event.n] : []);
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
      expect(notes.shown.toString()).toBe(log.text.toString());
    }
    expect(log.events.length).toBeGreaterThan(20);
  });

  it("[NT7] are sent one edit at a time", () => {
    let notes = NotesSession.of("notes", textOf("")).typed(ChangeSet.of({ from: 0, insert: "a" }, 0));
    const edit = notes.next("1.0123456789abcdef", 200);
    expect(edit).toEqual({ type: "notes.edit", doc: "notes", base: "1.0123456789abcdef", updates: [[[0, "a"]]] });
    if (!edit) return;
    notes = notes.sentAs(7, edit).typed(ChangeSet.of({ from: 1, insert: "b" }, 1));
    expect(notes.next("2.0123456789abcdef", 200)).toBeUndefined();
    notes = notes.edited([[[0, "a"]]], [7]);
    expect(notes.next("2.0123456789abcdef", 200)?.updates).toEqual([[1, [0, "b"]]]);
  });

  it("[CM6] are no own ones by the number of another command", () => {
    let notes = NotesSession.of("notes", textOf("")).typed(ChangeSet.of({ from: 0, insert: "a" }, 0));
    notes = notes.edited([[[0, "x"]]], [3]);
    expect(notes.shown.toString()).toBe("xa");
    expect(notes.pending.length).toBe(1);
  });
});
