import { ChangeSet } from "@codemirror/state";
import { describe, expect, it } from "vitest";
import type { Coverage, ElementItem, RoomEvent, RoomState, Role, StoredItem, TextChange, TimerItem } from "../protocol/generated/types.ts";
import { readVectors } from "../protocol/vectors.ts";
import { type Drawn, type Erased, drawn, erases } from "./board.ts";
import { canonicalJson, sha256Hex } from "./canonical.ts";
import { type RoundTrip, offsetOf } from "./clock.ts";
import { coverageOf } from "./coverage.ts";
import { digestOf, emptyState, fold, keyOf, stateOf, textOf, wireOf } from "./fold.ts";
import { participantId, tabId } from "./names.ts";
import { NotesDocument, confirmedEnd, shownEnd } from "./notes-document.ts";
import { between, isOrderKey } from "./order.ts";
import { emptyLog, eventOfFrame, logPartOf, nextPosition } from "./position.ts";
import { leftMillis } from "./timer.ts";

describe("[ST5] canonical JSON", () => {
  const cases = readVectors<{ name: string; json: unknown; canonical: string; sha256: string }[]>("canonical-json.json");
  it.each(cases)("$name", async ({ json, canonical, sha256 }) => {
    expect(canonicalJson(json)).toBe(canonical);
    expect(await sha256Hex(canonical)).toBe(sha256);
  });
});

describe.each(["state-folds.json", "state-folds-later.json"])("[ST6] %s", (file) => {
  interface Fold {
    name: string;
    docs: string[];
    steps: { event: RoomEvent; digest: string }[];
    state: RoomState;
    digest: string;
  }
  it.each(readVectors<Fold[]>(file))("$name", async ({ docs, steps, state, digest }) => {
    let folded = emptyState(docs);
    for (const { event, digest: after } of steps) {
      folded = fold(folded, event);
      expect(await digestOf(folded)).toBe(after);
    }
    expect(wireOf(folded)).toEqual(state);
    expect(await digestOf(folded)).toBe(digest);
    expect(await digestOf(stateOf(state))).toBe(digest);
  });
});

describe("[BD5] board merges", () => {
  interface Merges {
    puts: { name: string; was?: ElementItem; by: string; put: Drawn; element?: ElementItem }[];
    removes: { name: string; was: ElementItem; by: string; remove: Erased; goes: boolean }[];
  }
  const { puts, removes } = readVectors<Merges>("board-merges.json");
  it.each(puts)("$name", ({ was, by, put, element }) => {
    expect(drawn(was, put, by)).toEqual(element);
  });
  it.each(removes)("[BD9] $name", ({ was, by, remove, goes }) => {
    expect(erases(was, remove, by)).toBe(goes);
  });
});

describe("[EV5] positions", () => {
  interface Positions {
    chains: { name: string; events: string[]; positions: string[] }[];
    frames: { position: string; event: string; frame: string }[];
  }
  const { chains, frames } = readVectors<Positions>("positions.json");
  it.each(chains)("$name", async ({ events, positions }) => {
    const reached = [emptyLog];
    for (const event of events) {
      reached.push(await nextPosition(reached.at(-1) ?? emptyLog, event));
    }
    expect(reached).toEqual(positions);
  });
  it.each(frames)("[EV6] the event of $frame", ({ position, event, frame }) => {
    expect(eventOfFrame(frame, position)).toBe(event);
  });
  it("[SG4] a part for each document", () => {
    expect(logPartOf("4.a~2.b", "notes")).toBe("4.a");
    expect(logPartOf("4.a~2.b", "private")).toBe("2.b");
    expect(logPartOf("4.a", "private")).toBeUndefined();
  });
});

describe("[RQ9] order keys", () => {
  const keys = readVectors<{
    between: { after: string | null; before: string | null; key: string | null }[];
    malformed: string[];
    wellFormed: string[];
  }>("order-keys.json");
  it.each(keys.between)("between $after and $before is $key", ({ after, before, key }) => {
    if (key === null) expect(() => between(after, before)).toThrow(/expected/);
    else expect(between(after, before)).toBe(key);
  });
  it.each(keys.malformed)("[RQ8] no key: %s", (key) => expect(isOrderKey(key)).toBe(false));
  it.each(keys.wellFormed)("[RQ8] a key: %s", (key) => expect(isOrderKey(key)).toBe(true));
});

describe("[CK3] clock offsets", () => {
  const cases = readVectors<{ name: string; roundTrips: RoundTrip[]; offset: number; errorAtMost: number }[]>("clock-offsets.json");
  it.each(cases)("$name", ({ roundTrips, offset, errorAtMost }) => {
    expect(offsetOf(roundTrips)).toEqual({ offset, errorAtMost });
  });
});

describe("[CK5] timer displays", () => {
  const cases = readVectors<{ name: string; timer: TimerItem; now: number; leftMillis: Record<string, number> }[]>("timer-displays.json");
  it.each(cases)("$name", ({ timer, now, leftMillis: left }) => {
    expect(Object.fromEntries(leftMillis(timer, now))).toEqual(left);
  });
});

describe("[CV1] [CV2] coverage", () => {
  const cases = readVectors<{ name: string; items: StoredItem[]; coverage: Coverage }[]>("coverage.json");
  it.each(cases)("$name", ({ items, coverage }) => {
    expect(coverageOf(new Map(items.map((item) => [keyOf(item), item])))).toEqual(coverage);
  });
});

describe("names", () => {
  const people = readVectors<{ room: string; role: Role; person: string; participant: string }[]>("participant-ids.json");
  it.each(people)("[HE5] $role in $room is $participant", async ({ room, role, person, participant }) => {
    expect(await participantId(room, role, person)).toBe(participant);
  });
  it.each(readVectors<{ room: string; session: string; tab: string }[]>("tab-ids.json"))("[PR2] $session is $tab", async ({ room, session, tab }) => {
    expect(await tabId(room, session)).toBe(tab);
  });
});

describe("text", () => {
  const cases = <T>(name: string) => readVectors<{ cases: T[] }>(`text/${name}.json`).cases;

  it("[NT2] of", () => {
    for (const { replacements, length, change } of cases<{ replacements: [number, number, string][]; length: number; change: TextChange }>("of")) {
      const specs = replacements.map(([from, to, text]) => ({ from, to, insert: textOf(text) }));
      expect(ChangeSet.of(specs, length).toJSON()).toEqual(change);
    }
  });

  it("[NT2] apply", () => {
    for (const { document, change, result, inverse } of cases<{ document: string; change: TextChange; result: string; inverse: TextChange }>("apply")) {
      const parsed = ChangeSet.fromJSON(change);
      expect(parsed.apply(textOf(document)).toString()).toBe(result);
      expect(parsed.invert(textOf(document)).toJSON()).toEqual(inverse);
    }
  });

  it("[NT5] map", () => {
    for (const { change, other, after, before } of cases<Record<"change" | "other" | "after" | "before", TextChange>>("map")) {
      expect(ChangeSet.fromJSON(change).map(ChangeSet.fromJSON(other)).toJSON()).toEqual(after);
      expect(ChangeSet.fromJSON(change).map(ChangeSet.fromJSON(other), true).toJSON()).toEqual(before);
    }
  });

  interface Rebase {
    document: string;
    updates: TextChange[];
    committed: TextChange[];
    rebased: TextChange[];
    result: string;
  }

  it("[NT6] what is pending is rebased over one change at a time", () => {
    for (const { document, updates, committed, rebased, result } of cases<Rebase>("rebase")) {
      const notes = new NotesDocument("notes", textOf(document));
      for (const update of updates) notes.type(ChangeSet.fromJSON(update));
      for (const change of committed) notes.edited([change], []);
      expect(notes.pending.map((change) => change.toJSON())).toEqual(rebased);
      expect(notes.text.toString()).toBe(result);
      if (rebased.length === 0) continue;
      notes.sentAs(1, { type: "notes.edit", doc: "notes", base: "", updates: rebased });
      notes.edited(rebased, [1]);
      expect(notes.pending).toEqual([]);
      expect(notes.text.toString()).toBe(result);
    }
  });

  it("[SG5] an end of a selection goes to the confirmed text and from there to what others see", () => {
    const pending = [ChangeSet.fromJSON([2, [0, "cd"], 3])];
    expect(confirmedEnd(6, pending)).toBe(4);
    expect(shownEnd(4, [ChangeSet.fromJSON([[0, "xy"], 5])], [])).toBe(6);
  });
});
