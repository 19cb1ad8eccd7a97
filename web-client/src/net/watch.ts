import { decodeServerFrame } from "../protocol/decode.ts";
import type { HttpProblemDetail, HttpStateAt, ServerFrame, ServerWelcome } from "../protocol/generated/types.ts";
import { unreachable } from "../protocol/unreachable.ts";
import { type Help, afterCode, backoffMillis, isCloseCode } from "./closing.ts";
import { type Happened, RoomLog } from "./room.ts";

/** A stream that is open or being opened; it tells the listener that it was given. */
export interface Stream {
  /** Gives it up; the listener hears nothing more. */
  close(): void;
}

/** What an `EventSource` tells: it connects again by itself until it gives up. */
export interface StreamListener {
  message(data: string): void;
  /** It lost the server and connects again by itself. */
  interrupted(): void;
  /** It will not connect again (SE15). */
  gaveUp(): void;
}

/** What watching needs of its surroundings. Times are milliseconds of a monotonic clock. */
export interface WatchSurroundings {
  /** Makes a stream URL if need be, and opens it from `since`. */
  open(since: string | undefined, listener: StreamListener): Stream;
  fetchState(path: string): Promise<HttpStateAt>;
  /** Asks `GET /api/rooms/{id}` with the token: how it was refused, or undefined if it answers. Fails if the server does not. */
  ask(): Promise<HttpProblemDetail | undefined>;
  random(): number;
  after(millis: number, run: () => void): () => void;
}

export type WatchState =
  | { readonly status: "connecting" }
  | { readonly status: "fetching"; readonly welcome: ServerWelcome }
  | { readonly status: "live"; readonly welcome: ServerWelcome }
  | { readonly status: "waiting" }
  | { readonly status: "over"; readonly why: string; readonly help: Help };

export interface WatchObserver {
  changed(state: WatchState): void;
  frame(frame: ServerFrame, happened: Happened): void;
  fetched(happened: Happened): void;
}

/** A room that is watched over server-sent events (SE), through as many streams as it takes. Runs on one thread. */
export class Watch {
  private readonly log = new RoomLog();
  private stream: Stream | undefined;
  private state: WatchState = { status: "connecting" };
  private silentMillis = 60_000;
  private attempts = 0;
  private fetches = 0;
  private cancelSilence: () => void = () => undefined;

  constructor(
    private readonly surroundings: WatchSurroundings,
    private readonly observer: WatchObserver,
  ) {}

  start(): void {
    this.become({ status: "connecting" });
    let heard = true;
    const mine = <T extends unknown[]>(react: (...args: T) => void) => (...args: T) => {
      if (heard) react(...args);
    };
    const stream = this.surroundings.open(this.log.kept.at?.position, {
      message: mine((data: string) => this.message(data)),
      interrupted: mine(() => this.interrupted()),
      gaveUp: mine(() => void this.gaveUp()),
    });
    this.stream = {
      close: () => {
        heard = false;
        stream.close();
      },
    };
    this.listen();
  }

  /** What is known of the room. */
  get kept(): RoomLog["kept"] {
    return this.log.kept;
  }

  /** Leaves for good. */
  stop(): void {
    this.end("left", "none");
  }

  private message(data: string): void {
    this.listen();
    const decoded = decodeServerFrame(data);
    switch (decoded.kind) {
      case "ignored":
        return;
      case "broken":
        return this.again();
      case "frame":
        return this.frame(decoded.frame);
      default:
        return unreachable(decoded);
    }
  }

  private frame(frame: ServerFrame): void {
    const happened = this.log.take(frame);
    if (frame.type === "welcome") {
      this.attempts = 0;
      this.silentMillis = 2 * frame.limits.heartbeatMillis; // SE8
      this.become({ status: "live", welcome: frame });
      this.replaced(happened.fetch);
    } else if (frame.type === "reset") {
      this.replaced(happened.fetch);
    }
    this.observer.frame(frame, happened);
    if (frame.type === "bye" && isCloseCode(frame.code)) {
      const then = afterCode(frame.code);
      if (then.kind === "over") this.end(frame.code, then.help);
    }
  }

  private replaced(path: string | undefined): void {
    const fetch = ++this.fetches; // Voids those before.
    if (this.state.status !== "live" && this.state.status !== "fetching") return;
    const { welcome } = this.state;
    this.become({ status: path === undefined ? "live" : "fetching", welcome });
    if (path === undefined) return;
    this.surroundings.fetchState(path).then(
      ({ position, state }) => {
        if (this.fetches !== fetch) return;
        const happened = this.log.fetched(path, position, state);
        this.become({ status: "live", welcome });
        this.observer.fetched(happened);
      },
      () => {
        if (this.fetches === fetch) this.again();
      },
    );
  }

  private interrupted(): void {
    // It would go on from the frame whose state is not there yet.
    if (this.state.status === "fetching") return this.again();
    this.fetches++;
    this.log.disconnected();
    this.become({ status: "connecting" });
    this.listen();
  }

  // An EventSource does not say why it gave up: 204, a refusal, or a server that is not there. The room does (SE15).
  private async gaveUp(): Promise<void> {
    this.hangUp();
    this.become({ status: "waiting" });
    const refusal = await this.surroundings.ask().catch(() => undefined);
    // One that a later version added is taken by its class (FR11).
    if (refusal === undefined || refusal.status === 429 || refusal.status >= 500) return this.again();
    switch (refusal.code) {
      case "unauthorized":
        return this.end(refusal.code, "new-link");
      case "forbidden":
        return this.end(refusal.code, "spectators-allowed");
      case "room-gone":
        return this.end(refusal.code, "none");
      default:
        return this.end(refusal.code, "another-client");
    }
  }

  private again(): void {
    if (this.state.status === "over") return;
    this.hangUp();
    this.become({ status: "waiting" });
    this.cancelSilence = this.surroundings.after(backoffMillis(this.attempts++, this.surroundings.random()), () => this.start());
  }

  private end(why: string, help: Help): void {
    this.hangUp();
    this.become({ status: "over", why, help });
  }

  private listen(): void {
    this.cancelSilence();
    this.cancelSilence = this.surroundings.after(this.silentMillis, () => this.again());
  }

  private hangUp(): void {
    this.cancelSilence();
    this.fetches++;
    this.stream?.close();
    this.stream = undefined;
    this.log.disconnected();
  }

  private become(state: WatchState): void {
    this.state = state;
    this.observer.changed(state);
  }
}
