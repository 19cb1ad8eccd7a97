import { decodeServerFrame } from "../protocol/decode.ts";
import type { ClientFrame, Command, HttpStateAt, ServerFrame, ServerWelcome, Signal } from "../protocol/generated/types.ts";
import { unreachable } from "../protocol/unreachable.ts";
import { type ClockOffset, type RoundTrip, offsetOf } from "../sync/clock.ts";
import { type AfterClose, type Help, afterClose, backoffMillis } from "./closing.ts";
import { type Happened, type Kept, RoomLog } from "./room.ts";

/** Who connects, as in a hello. */
export interface Identity {
  readonly token: string;
  readonly person: string;
  readonly session: string;
  readonly name?: string;
}

/** A socket that is being opened; it tells the listener that it was given. */
export interface Socket {
  send(text: string): void;
  /** Gives it up; the listener hears nothing more. */
  close(): void;
}

export interface SocketListener {
  opened(): void;
  message(text: string): void;
  /** Also when it never opened; undefined without a close code. */
  closed(code: number | undefined): void;
}

/** What the connection needs of its surroundings, so that tests can play them. Times are milliseconds of a monotonic clock. */
export interface Surroundings {
  open(listener: SocketListener): Socket;
  fetchState(path: string): Promise<HttpStateAt>;
  now(): number;
  /** From 0 to 1. */
  random(): number;
  after(millis: number, run: () => void): () => void;
}

export type ConnectionState =
  | { readonly status: "connecting"; readonly attempt: number }
  | { readonly status: "greeting"; readonly attempt: number }
  | { readonly status: "fetching"; readonly welcome: ServerWelcome }
  | { readonly status: "live"; readonly welcome: ServerWelcome; readonly leaving: boolean }
  | { readonly status: "waiting"; readonly attempt: number; readonly until: number }
  | { readonly status: "over"; readonly code: number | undefined; readonly message: string; readonly help: Help };

export interface Observer {
  changed(state: ConnectionState): void;
  /** A frame came and was taken in. */
  frame(frame: ServerFrame, happened: Happened): void;
  /** A state was fetched, with the events that were held back for it. */
  fetched(happened: Happened): void;
  /** To be stored as one before anything else is sent. */
  kept(kept: Kept): void;
  clock(offset: ClockOffset): void;
}

const pingMillis = 20_000; // WS7 asks for 30 s at most.
const silentMillis = 45_000; // Two pings without an answer: the connection is lost.
const measuringMillis = 60_000; // CK4
const roundTripsPerMeasure = 5;
const patienceMillis = 10_000;
const brokenAtMost = 3;

/** One session's connection to a room, through as many sockets as it takes. Runs on one thread. */
export class RoomConnection {
  private state: ConnectionState = { status: "connecting", attempt: 0 };
  private readonly log: RoomLog;
  private socket: Socket | undefined;
  private attempts = 0;
  private leastWait = 0;
  private lastHeard = 0;
  private byeMessage = "";
  private fetches = 0;
  private broken = 0;
  private roundTrips: RoundTrip[] = [];
  private readonly pings = new Set<number>();
  private timers: (() => void)[] = [];
  private cancelMeasuring: () => void = () => undefined;

  constructor(
    private readonly identity: Identity,
    private readonly surroundings: Surroundings,
    private readonly observer: Observer,
    kept?: Kept,
  ) {
    this.log = new RoomLog(kept);
  }

  start(): void {
    this.connect();
  }

  /** Leaves for good. */
  stop(): void {
    this.hangUp();
    this.become({ status: "over", code: undefined, message: "left", help: "none" });
  }

  /** Sends a command, now or once there is a welcome. Its number. */
  command(command: Command): number {
    const asked = this.log.command(command);
    this.observer.kept(this.log.kept);
    if (this.state.status === "live" || this.state.status === "fetching") {
      this.send({ type: "command", n: asked.n, command });
    }
    return asked.n;
  }

  /** The machine may have slept, or the network come back: looks at once whether the connection still is, and what time it is (CK4). */
  wake(): void {
    if (this.state.status === "waiting") {
      this.cancelTimers();
      this.connect();
    } else if (this.state.status === "live") {
      this.measure();
      const asked = this.surroundings.now();
      this.later(patienceMillis, () => {
        if (this.lastHeard < asked) this.lost();
      });
    }
  }

  /** Tells what this tab does right now; nothing if it is not connected. */
  signal(signal: Signal): void {
    if (this.state.status === "live") {
      this.send({ type: "signal", signal });
    }
  }

  private connect(): void {
    const attempt = this.attempts++;
    this.become({ status: "connecting", attempt });
    let heard = true;
    const mine = <T extends unknown[]>(react: (...args: T) => void) => (...args: T) => {
      if (heard) react(...args);
    };
    const socket = this.surroundings.open({
      opened: mine(() => this.greet(attempt)),
      message: mine((text: string) => this.message(text)),
      closed: mine((code: number | undefined) => {
        heard = false;
        this.closed(afterClose(code), code);
      }),
    });
    this.socket = {
      send: (text) => socket.send(text),
      close: () => {
        heard = false;
        socket.close();
      },
    };
    this.later(patienceMillis * 2, () => this.lost());
  }

  private greet(attempt: number): void {
    const { at, sent } = this.log.kept;
    this.become({ status: "greeting", attempt });
    this.send({ type: "hello", ...this.identity, sent, ...(at ? { since: at.position } : {}) });
  }

  private message(text: string): void {
    this.lastHeard = this.surroundings.now();
    const decoded = decodeServerFrame(text);
    switch (decoded.kind) {
      case "ignored":
        return;
      case "broken":
        // Nothing after it can be trusted to follow on what is kept. A server that goes on so speaks another version.
        if (++this.broken < brokenAtMost) return this.lost();
        this.hangUp();
        return this.become({ status: "over", code: undefined, message: decoded.why, help: "another-client" });
      case "frame":
        return this.frame(decoded.frame);
      default:
        return unreachable(decoded);
    }
  }

  private frame(frame: ServerFrame): void {
    const before = this.log.kept;
    const happened = this.log.take(frame);
    switch (frame.type) {
      case "welcome":
        this.welcomed(frame, happened);
        break;
      case "reset":
        this.replaced(happened.fetch);
        break;
      case "pong":
        this.pong(frame.t, frame.now);
        break;
      case "goaway":
        this.leastWait = frame.reconnectAfterMillis;
        if (this.state.status === "live") this.become({ ...this.state, leaving: true });
        break;
      case "bye":
        this.byeMessage = frame.message;
        break;
      case "ack":
      case "reject":
      case "event":
      case "presence":
      case "signal":
      case "heartbeat":
      case "error":
        break;
      default:
        unreachable(frame);
    }
    if (this.log.kept !== before) this.observer.kept(this.log.kept); // Signals come all the time, and change nothing of it.
    this.observer.frame(frame, happened);
  }

  private welcomed(welcome: ServerWelcome, happened: Happened): void {
    this.attempts = 0;
    this.leastWait = 0;
    this.cancelTimers();
    for (const { n, command } of happened.resend) this.send({ type: "command", n, command });
    this.become({ status: "live", welcome, leaving: false });
    if (happened.fetch !== undefined) this.replaced(happened.fetch);
    this.keepAlive();
    this.measure();
  }

  private replaced(path: string | undefined): void {
    const fetch = ++this.fetches; // Voids those before.
    if (this.state.status !== "live" && this.state.status !== "fetching") return;
    const { welcome } = this.state;
    this.become(path === undefined ? { status: "live", welcome, leaving: false } : { status: "fetching", welcome });
    if (path === undefined) return;
    this.surroundings.fetchState(path).then(
      ({ position, state }) => {
        if (this.fetches !== fetch) return;
        const happened = this.log.fetched(path, position, state);
        this.become({ status: "live", welcome, leaving: false });
        this.observer.kept(this.log.kept);
        this.observer.fetched(happened);
      },
      () => {
        if (this.fetches === fetch) this.lost();
      },
    );
  }

  private keepAlive(): void {
    this.later(pingMillis, () => {
      if (this.surroundings.now() - this.lastHeard > silentMillis) return this.lost();
      this.ping();
      this.keepAlive();
    });
  }

  private measure(): void {
    this.cancelMeasuring();
    this.roundTrips = [];
    this.ping();
    this.cancelMeasuring = this.surroundings.after(measuringMillis, () => this.measure());
  }

  private ping(): void {
    const sent = Math.floor(this.surroundings.now());
    this.pings.add(sent);
    this.send({ type: "ping", t: sent });
  }

  private pong(sent: number, now: number): void {
    if (!this.pings.delete(sent) || this.roundTrips.length >= roundTripsPerMeasure) return;
    this.roundTrips.push({ sent, received: Math.ceil(this.surroundings.now()), now });
    this.observer.clock(offsetOf(this.roundTrips));
    if (this.roundTrips.length < roundTripsPerMeasure) this.later(1, () => this.ping());
  }

  // What the server does not say, or says wrongly, is a connection that ended without a code.
  private lost(): void {
    this.socket?.close();
    this.closed({ kind: "again" }, undefined);
  }

  private closed(then: AfterClose, code: number | undefined): void {
    this.hangUp();
    switch (then.kind) {
      case "again":
        return this.wait(Math.max(this.leastWait, backoffMillis(this.attempts, this.surroundings.random())));
      case "again-later":
        return this.wait(1000 + backoffMillis(this.attempts, this.surroundings.random()));
      case "over":
        return this.become({ status: "over", code, message: this.byeMessage, help: then.help });
      default:
        return unreachable(then);
    }
  }

  private wait(millis: number): void {
    this.leastWait = 0;
    this.become({ status: "waiting", attempt: this.attempts, until: this.surroundings.now() + millis });
    this.later(millis, () => this.connect());
  }

  private hangUp(): void {
    this.cancelTimers();
    this.pings.clear();
    this.socket?.close();
    this.socket = undefined;
    this.fetches++;
    this.log.disconnected();
  }

  private send(frame: ClientFrame): void {
    this.socket?.send(JSON.stringify(frame));
  }

  private later(millis: number, run: () => void): void {
    this.timers.push(this.surroundings.after(millis, run));
  }

  private cancelTimers(): void {
    this.cancelMeasuring();
    for (const cancel of this.timers) cancel();
    this.timers = [];
  }

  private become(state: ConnectionState): void {
    this.state = state;
    this.observer.changed(state);
  }
}
