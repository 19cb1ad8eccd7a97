import { describe, expect, it } from "vitest";
import type { Command, HttpStateAt } from "../protocol/generated/types.ts";
import { wireOf } from "../sync/fold.ts";
import { ScriptedSurroundings, position, welcome } from "../testing/scripted.ts";
import { type ConnectionState, RoomConnection } from "./connection.ts";
import type { Happened, Kept } from "./room.ts";

const identity = { token: "3q2-7wABAgMEBQYHCAkKCw", person: "AAECAwQFBgcICQoLDA0ODw", session: "Zx8kQ0mW2vLr5TbN", name: "Ada" };

/** A client and everything that it told its observer. */
class World extends ScriptedSurroundings {
  states: ConnectionState[] = [];
  happened: Happened[] = [];
  kept: Kept | undefined;

  connect(kept?: Kept): RoomConnection {
    const connection = new RoomConnection(
      identity,
      this,
      {
        changed: (state) => this.states.push(state),
        frame: (_, happened) => this.happened.push(happened),
        fetched: (happened) => this.happened.push(happened),
        kept: (now) => (this.kept = now),
        clock: () => undefined,
      },
      kept,
    );
    connection.start();
    return connection;
  }

  get status(): string | undefined {
    return this.states.at(-1)?.status;
  }
}

const state = { items: [], docs: { notes: "" } };
const put = (text: string) => ({ put: { kind: "problem", rev: 1, text } });
const event = (seq: number, text = `text ${seq}`) => ({ type: "event", position: position(seq), time: seq, event: "problem.edited", changes: [put(text)] });
const rename = (name: string): Command => ({ type: "participant.rename", name });
const sentCommand = (n: number, name: string) => ({ type: "command", n, command: rename(name) });
const problemOf = (kept: Kept | undefined) => (kept?.at ? wireOf(kept.at.state).items : undefined);

describe("a connection", () => {
  it("[HE1] says hello first and sends commands after the welcome", () => {
    const world = new World();
    const connection = world.connect();
    connection.command(rename("Early"));
    world.socket.opens();
    expect(world.socket.sent).toEqual([{ type: "hello", ...identity, sent: 1 }]);
    world.socket.says(welcome(2));
    connection.command(rename("Later"));
    expect(world.socket.spoken.slice(1)).toEqual([sentCommand(1, "Early"), sentCommand(2, "Later")]);
    expect(world.status).toBe("live");
  });

  it("[RS3] goes on from where it stands, and [RS11] takes what is in mine for acked and sends the rest again in order", () => {
    const world = new World();
    const connection = world.connect();
    world.socket.opens();
    world.socket.says(welcome(2));
    for (const name of ["One", "Two", "Three"]) connection.command(rename(name));
    world.socket.says({ type: "ack", n: 1, position: position(3) });
    world.socket.says(event(3));
    world.socket.closes(4000);
    expect(world.status).toBe("waiting");
    world.pass(250);
    world.socket.opens();
    expect(world.socket.sent).toEqual([{ type: "hello", ...identity, since: position(3), sent: 3 }]);
    world.socket.says(welcome(5, { mine: [[1, position(3)], [2, position(4)]], events: [event(4), event(5)] }));
    expect(world.happened.at(-1)?.answers).toEqual([{ kind: "acked", n: 2, command: rename("Two"), position: position(4) }]);
    expect(world.happened.at(-1)?.events.map(({ numbers }) => numbers)).toEqual([[2], []]);
    expect(world.socket.spoken.slice(1)).toEqual([sentCommand(3, "Three")]);
    expect(problemOf(world.kept)).toEqual([put("text 5").put]);
    world.socket.says({ type: "reject", n: 3, code: "invalid", message: "name: x", retry: "never" });
    expect(world.kept?.unanswered).toEqual([]);
  });

  it("[RS12] goes on after a restart with what it had stored", () => {
    const before = new World();
    before.connect().command(rename("Kept"));
    const after = new World();
    after.connect(before.kept);
    after.socket.opens();
    expect(after.socket.sent).toEqual([{ type: "hello", ...identity, sent: 1 }]);
    after.socket.says(welcome(2));
    expect(after.socket.spoken.slice(1)).toEqual([sentCommand(1, "Kept")]);
  });

  it("[CM2] takes an answer once, and only of what it asked", () => {
    const world = new World();
    world.connect().command(rename("One"));
    world.socket.opens();
    world.socket.says(welcome(2));
    world.socket.says({ type: "ack", n: 1, position: position(3) });
    world.socket.says({ type: "ack", n: 1, position: position(3) });
    expect(world.happened.map(({ answers }) => answers.length)).toEqual([0, 1, 0]);
  });

  it("[CM6] takes no event for its own that it had before the ack", () => {
    const world = new World();
    world.connect().command(rename("Same"));
    world.socket.opens();
    world.socket.says(welcome(2));
    world.socket.says(event(3));
    world.socket.says({ type: "ack", n: 1, position: position(3) });
    world.socket.says(event(4));
    expect(world.happened.flatMap(({ events }) => events.map(({ numbers }) => numbers))).toEqual([[], []]);
  });

  it("[WS9] waits a random part of a time that doubles with each attempt", () => {
    const world = new World();
    world.connect();
    const waits: number[] = [];
    for (let attempt = 0; attempt < 4; attempt++) {
      world.socket.closes();
      const last = world.states.at(-1);
      waits.push(last?.status === "waiting" ? last.until - world.time : -1);
      world.pass(waits.at(-1) ?? 0);
    }
    expect(waits).toEqual([500, 1000, 2000, 4000]);
    expect(world.sockets.length).toBe(5);
  });

  it("[WS11] waits at least as long as a goaway says, once", () => {
    const world = new World();
    world.connect();
    world.socket.opens();
    world.socket.says(welcome(2));
    world.socket.says({ type: "goaway", reconnectAfterMillis: 1500 });
    expect(world.states.at(-1)).toMatchObject({ status: "live", leaving: true });
    world.socket.says({ type: "bye", code: "going-away", message: "server: stopping" });
    world.socket.closes(4000);
    world.pass(1499);
    expect(world.sockets.length).toBe(1);
    world.pass(1);
    world.socket.closes();
    world.pass(500);
    expect(world.sockets.length).toBe(3);
  });

  it("[WS10] does not connect again where that does not help", () => {
    const world = new World();
    world.connect();
    world.socket.opens();
    world.socket.says({ type: "bye", code: "denied", message: "token: opens nothing" });
    world.socket.closes(4102);
    world.pass(100_000);
    expect(world.sockets.length).toBe(1);
    expect(world.states.at(-1)).toEqual({ status: "over", code: 4102, message: "token: opens nothing", help: "new-link" });
  });

  it("[HE9] comes back a second after its newest connection was superseded", () => {
    const world = new World();
    world.connect();
    world.socket.opens();
    world.socket.closes(4105);
    world.pass(999);
    expect(world.sockets.length).toBe(1);
    world.pass(1000);
    expect(world.sockets.length).toBe(2);
  });

  it("hears nothing of a socket that it gave up", () => {
    const world = new World();
    world.connect();
    const first = world.socket;
    first.opens();
    first.says(welcome(2));
    first.says({ type: "event" });
    expect(first.given).toBe(true);
    expect(world.status).toBe("waiting");
    first.says(event(3));
    first.closes(4102);
    expect(world.status).toBe("waiting");
    expect(world.kept?.at?.position).toBe(position(2));
  });

  it("[WS7] says something at least every 30 s, and gives up a server that says nothing", () => {
    const world = new World();
    world.connect();
    world.socket.opens();
    world.socket.says(welcome(2));
    for (let i = 0; i < 8; i++) {
      const before = world.socket.sent.length;
      world.pass(30_000);
      expect(world.socket.sent.length).toBeGreaterThan(before);
      const last = world.socket.sent.at(-1);
      if (last?.type === "ping") world.socket.says({ type: "pong", t: last.t, now: 1790000000000 });
    }
    expect(world.sockets.length).toBe(1);
    world.pass(70_000);
    expect(world.sockets.length).toBeGreaterThan(1);
  });
});

describe("a state that is to be fetched", () => {
  const path = "/api/rooms/k3vq2mz7a4xw5bd6/state";
  const fetchedAt = (seq: number): HttpStateAt => ({ position: position(seq), state: { items: [put(`text ${seq}`).put], docs: { notes: "" } }, digest: "0".repeat(64), coverage: { requirements: [], endpoints: [] } });
  const begun = () => {
    const world = new World();
    world.connect();
    world.socket.opens();
    world.socket.says(welcome(5, { stateAt: path }));
    world.socket.says(event(6));
    expect(world.status).toBe("fetching");
    return world;
  };

  it("[RS9] at the welcome's position is followed by all held events", async () => {
    const world = begun();
    world.fetches[0]?.answer(fetchedAt(5));
    await Promise.resolve();
    expect(world.status).toBe("live");
    expect(world.kept?.at?.position).toBe(position(6));
  });

  it("[RS9] at a later position drops held events up to it, and those to come", async () => {
    const world = begun();
    world.fetches[0]?.answer(fetchedAt(7));
    await Promise.resolve();
    expect(world.kept?.at?.position).toBe(position(7));
    world.socket.says(event(7));
    expect(world.kept?.at?.position).toBe(position(7));
    world.socket.says(event(8));
    expect(problemOf(world.kept)).toEqual([put("text 8").put]);
  });

  it("[RS9] is void after a further reset", async () => {
    const world = begun();
    world.socket.says({ type: "reset", reason: "lost-tail", position: position(3), state });
    world.fetches[0]?.answer(fetchedAt(5));
    await Promise.resolve();
    expect(world.kept?.at?.position).toBe(position(3));
  });

  it("[RS9] is void after a further reset that names the same path", async () => {
    const world = begun();
    world.socket.says({ type: "reset", reason: "lost-tail", position: position(3), stateAt: path });
    world.fetches[0]?.answer(fetchedAt(5));
    await Promise.resolve();
    expect(world.status).toBe("fetching");
    world.fetches[1]?.answer(fetchedAt(3));
    await Promise.resolve();
    expect(world.status).toBe("live");
    expect(world.kept?.at?.position).toBe(position(3));
  });

  it("[RS12] is no place to go on from until it is there", () => {
    const world = begun();
    world.socket.closes();
    world.pass(500);
    world.socket.opens();
    expect(world.socket.sent[0]).not.toHaveProperty("since");
  });

  it("is asked for anew when it does not come", async () => {
    const world = begun();
    world.fetches[0]?.fail();
    await new Promise((resolve) => setTimeout(resolve, 0));
    expect(world.status).toBe("waiting");
  });

  it("[RS6] replaces everything after a reset of a connection", () => {
    const world = new World();
    const connection = world.connect();
    world.socket.opens();
    world.socket.says(welcome(2));
    world.socket.says(event(3));
    connection.command(rename("Still"));
    world.socket.says({ type: "reset", reason: "diverged", position: position(9), state });
    expect(world.happened.at(-1)?.reset).toBe("diverged");
    expect(problemOf(world.kept)).toEqual([]);
    expect(world.kept?.unanswered.map(({ n }) => n)).toEqual([1]);
  });
});
