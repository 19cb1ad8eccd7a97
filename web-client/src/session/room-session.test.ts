import { ChangeSet } from "@codemirror/state";
import { describe, expect, it } from "vitest";
import type { Command, RequirementItem } from "../protocol/generated/types.ts";
import { ScriptedSurroundings, position, welcome } from "../testing/scripted.ts";
import { RoomSession } from "./room-session.ts";
import { type Seat, type Snapshot, type Work, noWork } from "./seat.ts";

const ticket = { room: "k3vq2mz7a4xw5bd6", token: "3q2-7wABAgMEBQYHCAkKCw", role: "candidate", person: "AAECAwQFBgcICQoLDA0ODw", name: "Ada" } as const;

/** One tab, with what it stores. */
class Tab extends ScriptedSurroundings {
  seats = 1;
  full = false;
  stored: { work: Work; snapshot: Snapshot | undefined } = { work: noWork, snapshot: undefined };
  session = this.enter();

  private seat(): Seat {
    return {
      session: `session-number-${this.seats}`, work: this.stored.work, snapshot: this.stored.snapshot,
      keep: (work) => {
        this.stored = { ...this.stored, work };
        return !this.full;
      },
      keepSnapshot: (snapshot) => (this.stored = { ...this.stored, snapshot }),
      forget: () => undefined,
    };
  }

  private enter(): RoomSession {
    const surroundings = {
      ...this,
      newSeat: () => {
        this.seats++;
        this.stored = { work: noWork, snapshot: undefined };
        return Promise.resolve(this.seat());
      },
      answers: () => Promise.resolve(true),
    };
    const session = new RoomSession(ticket, this.seat(), surroundings);
    session.start();
    return session;
  }

  /** Loads the page again with what was stored. */
  reload(): void {
    this.stored = JSON.parse(JSON.stringify(this.stored)) as Tab["stored"];
    this.session = this.enter();
  }

  get texts(): string[] {
    return [...(this.session.model.view.items?.values() ?? [])].filter((item): item is RequirementItem => item.kind === "requirement").map(({ content }) => content.text);
  }

  get notes(): string | undefined {
    return this.session.model.document("notes")?.text.toString();
  }

  type(text: string): void {
    const document = this.session.model.document("notes");
    if (!document) throw new Error("notes: none (expected: a welcome first)");
    document.type(ChangeSet.of({ from: document.text.length, insert: text }, document.text.length));
    this.session.edited("notes");
  }

  /** What was asked on the newest socket. */
  get asked(): { readonly n: number; readonly command: Command }[] {
    return this.socket.sent.flatMap((frame) => (frame.type === "command" ? [{ n: frame.n, command: frame.command }] : []));
  }
}

const id = "q83vEjRWeJASNFZ4";
const content = (text: string) => ({ style: "functional", text, scope: "core" }) as const;
const add = (text: string): Command => ({ type: "requirement.add", id, content: content(text) });
const requirement = (text: string, rev = 1) => ({ kind: "requirement", id, rev, order: "a0", by: "p2cfd6fe0613773f1", content: content(text) });
const event = (seq: number, type: string, ...changes: object[]) => ({ type: "event", position: position(seq), time: seq, event: type, changes });
const edit = (...change: unknown[]) => ({ edit: { doc: "notes", change } });
const state = (notes: string, ...items: object[]) => ({ state: { items, docs: { notes } } });

describe("a tab in a room", () => {
  it("shows what was asked for at once, and once when it is there", () => {
    const tab = new Tab();
    tab.socket.opens();
    tab.socket.says(welcome(1));
    tab.session.command(add("Users can post"));
    expect(tab.texts).toEqual(["Users can post"]);
    tab.socket.says({ type: "ack", n: 1, position: position(2) });
    expect(tab.texts).toEqual(["Users can post"]);
    tab.socket.says(event(2, "requirement.added", { put: requirement("Users can post") }));
    expect(tab.texts).toEqual(["Users can post"]);
    expect(tab.session.model.view.unanswered).toBe(0);
  });

  it("[CM12] asks for no more at once than may be unanswered, counted in bytes", () => {
    const tab = new Tab();
    tab.socket.opens();
    tab.socket.says(welcome(1));
    const put = (n: number): Command => ({ type: "board.put", elements: [{ id: `e${n}`, base: 0, nonce: 1, set: { type: "text", x: 0, y: 0, width: 1, height: 1, text: "ü".repeat(100_000) } }] });
    for (let n = 1; n <= 5; n++) tab.session.command(put(n));
    expect(tab.asked.map(({ n }) => n)).toEqual([1, 2, 3]);
    expect(tab.session.model.view.unanswered).toBe(5);
    tab.socket.says({ type: "ack", n: 1, position: position(2) });
    expect(tab.asked.map(({ n }) => n)).toEqual([1, 2, 3, 4]);
  });

  it("[CM9] takes back what was refused, says why, and gives its words back", () => {
    const tab = new Tab();
    tab.socket.opens();
    tab.socket.says(welcome(1));
    tab.session.command(add("One too many"));
    tab.socket.says({ type: "reject", n: 1, code: "limit", message: "requirements: 500", retry: "never" });
    expect(tab.texts).toEqual([]);
    expect(tab.session.model.view.rescued.map(({ words }) => words)).toEqual(["One too many"]);
    tab.session.command({ type: "timer.pause" });
    tab.socket.says({ type: "reject", n: 2, code: "wrong-state", message: "lobby", retry: "never" });
    expect(tab.session.model.view.notices.length).toBe(1);
  });

  it("[CM9] keeps an answer that came too late as a conflict", () => {
    const tab = new Tab();
    tab.socket.opens();
    tab.socket.says(welcome(1));
    tab.session.command({ type: "probe.answer", id, rev: 1, text: "Late" });
    tab.socket.says({ type: "reject", n: 1, code: "wrong-state", message: "probe: closed", retry: "never" });
    expect(tab.session.model.view.conflicts.get(`probe|${id}`)?.command).toMatchObject({ text: "Late" });
  });

  it("[CM9] asks again after a while what came too fast", () => {
    const tab = new Tab();
    tab.socket.opens();
    tab.socket.says(welcome(1));
    tab.session.command(add("Users can post"));
    tab.socket.says({ type: "reject", n: 1, code: "rate-limited", message: "rate", retry: "later", retryAfterMillis: 300 });
    tab.pass(300);
    expect(tab.asked.map(({ n }) => n)).toEqual([1, 2]);
  });

  it("[CM9] shows what came too fast all the while, and asks for it before what came after it", () => {
    const tab = new Tab();
    tab.socket.opens();
    tab.socket.says(welcome(1));
    const drag = (base: number, x: number): Command => ({ type: "board.put", elements: [{ id: "box", base, nonce: 1, set: base === 0 ? { type: "rectangle", x, y: 0, width: 1, height: 1 } : { x } }] });
    tab.session.command(drag(0, 10));
    tab.session.command(add("Users can post"));
    tab.session.command(drag(1, 20));
    expect(tab.asked.map(({ command }) => command.type)).toEqual(["board.put", "requirement.add"]);
    tab.socket.says({ type: "reject", n: 1, code: "rate-limited", message: "rate", retry: "later", retryAfterMillis: 300 });
    tab.socket.says({ type: "reject", n: 2, code: "rate-limited", message: "rate", retry: "later", retryAfterMillis: 300 });
    expect([tab.texts, tab.asked.length]).toEqual([["Users can post"], 2]);
    tab.pass(300);
    expect(tab.asked.slice(2).map(({ n, command }) => [n, command])).toEqual([[3, drag(0, 10)], [4, add("Users can post")]]);
    tab.socket.says({ type: "ack", n: 3, position: position(2) });
    expect(tab.asked.at(-1)?.command).toEqual(drag(1, 20));
  });

  it("[CM15] shows both versions when somebody else was faster", () => {
    const tab = new Tab();
    tab.socket.opens();
    tab.socket.says(welcome(1, state("", requirement("Old"))));
    tab.session.command({ type: "requirement.edit", id, rev: 1, content: content("Mine") });
    expect(tab.texts).toEqual(["Mine"]);
    tab.socket.says(event(2, "requirement.edited", { put: requirement("Theirs", 2) }));
    tab.socket.says({ type: "reject", n: 1, code: "outdated", message: "rev: 1", retry: "never", current: requirement("Theirs", 2) });
    expect(tab.texts).toEqual(["Theirs"]);
    expect(tab.session.model.view.conflicts.get(`requirement|${id}`)).toMatchObject({ command: { content: { text: "Mine" } }, current: { content: { text: "Theirs" } } });
    tab.session.settle(`requirement|${id}`);
    expect(tab.session.model.view.conflicts.size).toBe(0);
  });

  it("[CM15] sends a further edit of an item once the one before it is answered, and takes nothing of what somebody else wrote between them", () => {
    const tab = new Tab();
    tab.socket.opens();
    tab.socket.says(welcome(1, state("", requirement("Old"))));
    tab.session.command({ type: "requirement.edit", id, rev: 1, content: content("Mine") });
    tab.session.command({ type: "requirement.edit", id, rev: 2, content: content("Mine again") });
    tab.session.command({ type: "timer.pause" });
    expect([tab.texts, tab.asked.map(({ command }) => command.type)]).toEqual([["Mine again"], ["requirement.edit", "timer.pause"]]);
    tab.socket.says(event(2, "requirement.edited", { put: requirement("Theirs", 2) }));
    tab.socket.says({ type: "reject", n: 1, code: "outdated", message: "rev: 1", retry: "never", current: requirement("Theirs", 2) });
    expect([tab.texts, tab.asked.length]).toEqual([["Theirs"], 2]);
    expect(tab.session.model.view.conflicts.get(`requirement|${id}`)?.command).toMatchObject({ content: { text: "Mine again" } });
  });

  it("[CM15] sends a further edit of an item when the one before it is acked", () => {
    const tab = new Tab();
    tab.socket.opens();
    tab.socket.says(welcome(1, state("", requirement("Old"))));
    tab.session.command({ type: "requirement.edit", id, rev: 1, content: content("Mine") });
    tab.session.command({ type: "requirement.edit", id, rev: 2, content: content("Mine again") });
    tab.session.command({ type: "requirement.move", id, order: "a5" });
    tab.socket.says({ type: "ack", n: 1, position: position(2) });
    expect(tab.asked.map(({ command }) => ("rev" in command ? command.rev : command.type))).toEqual([1, 2, "requirement.move"]);
    expect(tab.texts).toEqual(["Mine again"]);
  });

  it("[TM12] [TM21] offers to make the interview longer where the later phases have no time to give", () => {
    const tab = new Tab();
    tab.socket.opens();
    tab.socket.says(welcome(1));
    const asked = { type: "phase.add", phase: { id: "data-flow", name: "Data flow", seconds: 300 }, after: "api" } as const;
    tab.session.command(asked);
    tab.socket.says({ type: "reject", n: 1, code: "no-time", message: "seconds: 300", retry: "never" });
    expect(tab.session.model.view.notices.map(({ offer }) => offer?.command)).toEqual([{ ...asked, grow: true }]);
  });

  it("[CM12] never has more unanswered than it may, and sends the rest in order as answers come", () => {
    const tab = new Tab();
    tab.socket.opens();
    tab.socket.says(welcome(1));
    for (let i = 1; i <= 60; i++) tab.session.command({ type: "participant.rename", name: `Ada ${i}` });
    expect(tab.asked.length).toBe(48);
    for (let n = 1; n <= 20; n++) tab.socket.says({ type: "ack", n, position: position(1) });
    expect(tab.asked.map(({ n }) => n)).toEqual(Array.from({ length: 60 }, (_, i) => i + 1));
    expect(tab.asked.at(-1)?.command).toEqual({ type: "participant.rename", name: "Ada 60" });
  });
});

describe("[RS12] a page that was loaded again", () => {
  it("goes on from where it stood with what was asked and typed", () => {
    const tab = new Tab();
    tab.socket.opens();
    tab.socket.says(welcome(1, state("Hello")));
    tab.socket.closes();
    tab.type(" world");
    tab.session.command(add("Users can post"));
    tab.reload();
    expect(tab.notes).toBe("Hello world");
    expect(tab.texts).toEqual(["Users can post"]);
    tab.socket.opens();
    expect(tab.socket.sent[0]).toMatchObject({ type: "hello", since: position(1), sent: 1 });
    tab.socket.says(welcome(2, { events: [event(2, "notes.edited", edit([0, "Oh. "], 5))] }));
    expect(tab.notes).toBe("Oh. Hello world");
    expect(tab.asked.map(({ command }) => command)).toEqual([
      add("Users can post"),
      { type: "notes.edit", doc: "notes", base: position(2), updates: [[9, [0, " world"]]] },
    ]);
  });

  it("takes up its words where they start, in the middle of what it missed", () => {
    const tab = new Tab();
    tab.socket.opens();
    tab.socket.says(welcome(1, state("ab"))); // stored
    tab.socket.says(event(2, "notes.edited", edit(2, [0, "c"])));
    tab.socket.closes();
    tab.type("!");
    tab.reload();
    tab.socket.opens();
    tab.socket.says(welcome(3, { events: [event(2, "notes.edited", edit(2, [0, "c"])), event(3, "notes.edited", edit([0, "x"], 3))] }));
    expect(tab.notes).toBe("xabc!");
    expect(tab.asked.at(-1)?.command).toMatchObject({ base: position(3), updates: [[4, [0, "!"]]] });
  });

  it("[NT12] sends an edit again as it was sent, and takes its event for its own", () => {
    const tab = new Tab();
    tab.socket.opens();
    tab.socket.says(welcome(1, state("")));
    tab.type("mine");
    expect(tab.asked.length).toBe(1);
    tab.reload();
    tab.socket.opens();
    tab.socket.says(welcome(2, { mine: [[1, position(2)]], events: [event(2, "notes.edited", edit([0, "mine"]))] }));
    expect(tab.notes).toBe("mine");
    expect(tab.asked).toEqual([]);
    expect(tab.session.model.view.rescued).toEqual([]);
  });

  it("keeps the words for which there is no place any more", () => {
    const tab = new Tab();
    tab.socket.opens();
    tab.socket.says(welcome(1, state("ab")));
    tab.socket.closes();
    tab.type(" unsent");
    tab.reload();
    tab.socket.opens();
    tab.socket.says(welcome(9, state("something else")));
    expect(tab.notes).toBe("something else");
    expect(tab.session.model.view.rescued.map(({ words }) => words)).toEqual([" unsent"]);
  });
});

describe("[RS7] a reset", () => {
  it("shows what the server has, and keeps the words that it does not have", () => {
    const tab = new Tab();
    tab.socket.opens();
    tab.socket.says(welcome(1, state("ab")));
    tab.type("1");
    tab.type("2");
    tab.socket.says({ type: "reset", reason: "lost-tail", position: position(5), state: { items: [], docs: { notes: "" } } });
    expect(tab.notes).toBe("");
    expect(tab.session.model.view.rescued.map(({ words }) => words)).toEqual(["2"]); // the first is under way
    tab.socket.says({ type: "reject", n: 1, code: "resync", message: "base", retry: "resync" });
    expect(tab.session.model.view.rescued.map(({ words }) => words)).toEqual(["2", "1"]);
    expect(tab.session.model.view.notices.length).toBe(1);
  });

  it("takes up typing again after it", () => {
    const tab = new Tab();
    tab.socket.opens();
    tab.socket.says(welcome(1, state("ab")));
    tab.socket.says({ type: "reset", reason: "diverged", position: position(5), state: { items: [], docs: { notes: "x" } } });
    tab.type("y");
    expect(tab.asked.at(-1)?.command).toMatchObject({ base: position(5), updates: [[1, [0, "y"]]] });
  });
});

describe("[WS10] a session that the room does not take any more", () => {
  it("makes place for a new one, and its words are kept", async () => {
    const tab = new Tab();
    tab.socket.opens();
    tab.socket.says(welcome(1, state("ab")));
    tab.type("!");
    tab.socket.closes(4107);
    await Promise.resolve();
    await Promise.resolve();
    tab.socket.opens();
    expect(tab.socket.sent[0]).toMatchObject({ type: "hello", session: "session-number-2", sent: 0 });
    expect(tab.session.model.view.rescued.map(({ words }) => words)).toEqual(["!"]);
  });
});

describe("a room that is gone", () => {
  it("leaves the words that did not reach it", () => {
    const tab = new Tab();
    tab.socket.opens();
    tab.socket.says(welcome(1, state("ab")));
    tab.socket.closes();
    tab.type("!");
    tab.pass(30_000);
    tab.socket.opens();
    tab.socket.closes(4103);
    expect(tab.session.model.view.connection).toMatchObject({ status: "over", why: "room-gone" });
    expect(tab.session.model.view.rescued.map(({ words }) => words)).toEqual(["!"]);
  });
});

describe("a browser that keeps nothing", () => {
  it("is told of once", () => {
    const tab = new Tab();
    tab.full = true;
    tab.socket.opens();
    tab.socket.says(welcome(1, state("ab")));
    tab.type("1");
    tab.type("2");
    expect(tab.session.model.view.notices.length).toBe(1);
  });
});

describe("[SG5] selections", () => {
  it("of others wait for the text that they count in, and move with what is edited", () => {
    const tab = new Tab();
    tab.socket.opens();
    tab.socket.says(welcome(1, state("abc")));
    tab.socket.says({ type: "presence", people: [{ participant: "p7dc8a56031f82dfc", tab: "0a1b2c3d" }], spectators: 0 });
    const from = { participant: "p7dc8a56031f82dfc", tab: "0a1b2c3d" };
    tab.socket.says({ type: "signal", from, signal: { kind: "selection", doc: "notes", at: position(2), ranges: [[4, 4]] } });
    expect(tab.session.model.view.selections.get("notes")).toEqual([]);
    tab.socket.says(event(2, "notes.edited", edit(3, [0, "d"])));
    expect(tab.session.model.view.selections.get("notes")?.[0]?.ranges).toEqual([[4, 4]]);
    tab.socket.says(event(3, "notes.edited", edit([0, "__"], 4)));
    expect(tab.session.model.view.selections.get("notes")?.[0]?.ranges).toEqual([[6, 6]]);
    tab.socket.says({ type: "presence", people: [], spectators: 0 });
    expect(tab.session.model.view.selections.get("notes")).toEqual([]);
  });

  it("of its own go out in the confirmed text", () => {
    const tab = new Tab();
    tab.socket.opens();
    tab.socket.says(welcome(1, state("abc")));
    tab.type("def");
    tab.session.signals.select("notes", [[6, 6]]);
    tab.pass(60);
    expect(tab.socket.sent.findLast(({ type }) => type === "signal")).toEqual({
      type: "signal", signal: { kind: "selection", doc: "notes", at: position(1), ranges: [[3, 3]] },
    });
  });
});
