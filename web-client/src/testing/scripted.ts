import type { ClientFrame, HttpStateAt, ServerFrame } from "../protocol/generated/types.ts";
import { readVectors } from "../protocol/vectors.ts";
import type { Socket, SocketListener, Surroundings } from "../net/connection.ts";

/** The limits of the vectors' welcome. */
export const limits = readVectors<Extract<ServerFrame, { type: "welcome" }>[]>("server-frames/welcome.valid.json")[0]?.limits;

/** A clock that moves when the test says so, and what is due on it. */
export class VirtualTime {
  time = 1000;
  private timers: { readonly at: number; readonly run: () => void }[] = [];

  now = (): number => this.time;

  after = (millis: number, run: () => void): (() => void) => {
    const timer = { at: this.time + millis, run };
    this.timers.push(timer);
    return () => (this.timers = this.timers.filter((other) => other !== timer));
  };

  /** Lets time pass, and what is due happen. */
  pass(millis: number): void {
    const end = this.time + millis;
    for (;;) {
      const next = this.timers.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
      if (!next) break;
      this.timers = this.timers.filter((timer) => timer !== next);
      this.time = next.at;
      next.run();
    }
    this.time = end;
  }
}

/** What is around one client: virtual time, and sockets that the test answers for. */
export class ScriptedSurroundings extends VirtualTime implements Surroundings {
  chance = 0.5;
  readonly sockets: ScriptedSocket[] = [];
  readonly fetches: { readonly path: string; answer(state: HttpStateAt): void; fail(): void }[] = [];

  open = (listener: SocketListener): Socket => {
    const socket = new ScriptedSocket(listener);
    this.sockets.push(socket);
    return socket;
  };

  fetchState = (path: string): Promise<HttpStateAt> =>
    new Promise((resolve, reject) => this.fetches.push({ path, answer: resolve, fail: () => reject(new Error("503")) }));

  random = (): number => this.chance;

  /** The newest socket. */
  get socket(): ScriptedSocket {
    const last = this.sockets.at(-1);
    if (!last) throw new Error("no socket was opened");
    return last;
  }
}

/** A socket whose other end is the test. */
export class ScriptedSocket implements Socket {
  readonly sent: ClientFrame[] = [];
  /** Whether the client gave it up. */
  given = false;

  constructor(private readonly listener: SocketListener) {}

  send(text: string): void {
    const frame: ClientFrame = JSON.parse(text);
    this.sent.push(frame);
  }

  close(): void {
    this.given = true;
  }

  opens(): void {
    this.listener.opened();
  }

  says(frame: object): void {
    this.listener.message(JSON.stringify(frame));
  }

  closes(code?: number): void {
    this.listener.closed(code);
  }

  /** What was sent, without pings. */
  get spoken(): ClientFrame[] {
    return this.sent.filter(({ type }) => type !== "ping");
  }
}

/** The position of a shared log of `seq` events. */
export function position(seq: number): string {
  return `${seq}.${String(seq).padStart(16, "0")}`;
}

/** A candidate's welcome at that place. */
export function welcome(seq: number, more: object = { state: { items: [], docs: { notes: "" } } }): object {
  return {
    type: "welcome", you: { participant: "p2cfd6fe0613773f1", tab: "63c9f51f", role: "candidate" }, position: position(seq), now: 1790000000000,
    durability: "fsync", limits, mine: [], ...more,
  };
}
