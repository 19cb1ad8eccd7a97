import { describe, expect, it } from "vitest";
import type { HttpProblemDetail } from "../protocol/generated/types.ts";
import { VirtualTime, limits, position } from "../testing/scripted.ts";
import { type StreamListener, Watch, type WatchState } from "./watch.ts";

const state = { items: [], docs: { notes: "" } };
const welcome = (seq: number, more: object = { state }) => ({ type: "welcome", you: { role: "spectator" }, position: position(seq), now: 1, durability: "fsync", limits, mine: [], ...more });
const event = (seq: number) => ({ type: "event", position: position(seq), time: seq, event: "x.y", changes: [{ put: { kind: "problem", rev: seq, text: "" } }] });

class World extends VirtualTime {
  opened: { since: string | undefined; listener: StreamListener; given: boolean }[] = [];
  states: WatchState[] = [];
  refusal: HttpProblemDetail | undefined;

  readonly watch = new Watch(
    {
      open: (since, listener) => {
        const stream = { since, listener, given: false };
        this.opened.push(stream);
        return { close: () => (stream.given = true) };
      },
      fetchState: () => Promise.resolve({ position: position(5), state, digest: "0".repeat(64), coverage: { requirements: [], endpoints: [] } }),
      ask: () => Promise.resolve(this.refusal),
      random: () => 0.5,
      after: this.after,
    },
    { changed: (now) => this.states.push(now), frame: () => undefined, fetched: () => undefined },
  );

  constructor() {
    super();
    this.watch.start();
  }

  says(frame: object): void {
    this.opened.at(-1)?.listener.message(JSON.stringify(frame));
  }

  get latest(): WatchState | undefined {
    return this.states.at(-1);
  }
}

describe("watching", () => {
  it("[SE6] folds the welcome and what follows, also when the stream connected again by itself", () => {
    const world = new World();
    world.says(welcome(2));
    world.says(event(3));
    world.opened[0]?.listener.interrupted();
    expect(world.latest?.status).toBe("connecting");
    world.says(welcome(4, { events: [event(4)] }));
    expect(world.watch.kept.at?.position).toBe(position(4));
    expect(world.latest?.status).toBe("live");
  });

  it("[SE6] fetches what stateAt names", async () => {
    const world = new World();
    world.says(welcome(4, { stateAt: "/api/rooms/k3vq2mz7a4xw5bd6/state" }));
    world.says(event(5));
    expect(world.latest?.status).toBe("fetching");
    await Promise.resolve();
    expect(world.latest?.status).toBe("live");
    world.says(event(6));
    expect(world.watch.kept.at?.position).toBe(position(6));
  });

  it("[RS12] does not let a stream go on by itself from a state that was not fetched yet", () => {
    const world = new World();
    world.says(welcome(4, { stateAt: "/api/rooms/k3vq2mz7a4xw5bd6/state" }));
    world.opened[0]?.listener.interrupted();
    expect(world.opened[0]?.given).toBe(true);
    world.pass(250);
    expect(world.opened.at(-1)?.since).toBeUndefined();
  });

  it("[SE8] takes a stream for lost that says nothing for two heartbeats, and goes on from where it stands", () => {
    const world = new World();
    world.says(welcome(2));
    world.pass(29_999);
    world.says({ type: "heartbeat", now: 1, position: position(2) });
    world.pass(29_999);
    expect(world.opened.length).toBe(1);
    world.pass(1);
    expect(world.opened[0]?.given).toBe(true);
    world.pass(250);
    expect(world.opened.at(-1)?.since).toBe(position(2));
  });

  it("[SE9] ends with a bye that says so, and only then", () => {
    const world = new World();
    world.says(welcome(2));
    world.says({ type: "bye", code: "going-away", message: "server: stopping" });
    expect(world.latest?.status).toBe("live");
    world.says({ type: "bye", code: "no-spectators", message: "room: closed" });
    expect(world.latest).toEqual({ status: "over", why: "no-spectators", help: "spectators-allowed" });
    expect(world.opened[0]?.given).toBe(true);
  });

  it.each([
    ["unauthorized", 401, "new-link"],
    ["forbidden", 403, "spectators-allowed"],
    ["room-gone", 404, "none"],
    ["method-not-allowed", 405, "another-client"],
    ["of-a-later-version", 410, "another-client"],
  ] as const)("[SE15] asks when the stream gave up, and is told %s (%i)", async (code, status, help) => {
    const world = new World();
    world.refusal = problem(code, status);
    world.opened[0]?.listener.gaveUp();
    await new Promise((resolve) => setTimeout(resolve, 0));
    expect(world.latest).toEqual({ status: "over", why: code, help });
  });

  it.each([undefined, problem("unavailable", 503), problem("of-a-later-version", 500), problem("rate-limited", 429)])("[SE15] [FR11] asks when the stream gave up, and tries again after %j", async (refusal) => {
    const world = new World();
    world.refusal = refusal;
    world.opened[0]?.listener.gaveUp();
    await new Promise((resolve) => setTimeout(resolve, 0));
    world.pass(500);
    expect(world.opened.length).toBe(2);
  });
});

function problem(code: string, status: number): HttpProblemDetail {
  return { type: "about:blank", title: code, status, code, detail: code };
}
