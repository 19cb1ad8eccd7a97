import { Watch, type WatchState, type WatchSurroundings } from "../net/watch.ts";
import type { ClockOffset } from "../sync/clock.ts";
import { unreachable } from "../protocol/unreachable.ts";
import { RoomModel } from "./model.ts";
import type { Connection } from "./view.ts";

export interface WatchSessionSurroundings extends WatchSurroundings {
  /** The server's time, measured over HTTP: a stream has no pings. */
  clock(): Promise<ClockOffset>;
}

const measuringMillis = 60_000; // CK4
const retryMillis = 5000;

/** A room as a spectator sees it, over server-sent events. Runs on one thread. */
export class WatchSession {
  readonly model = new RoomModel("spectator");
  private readonly watch: Watch;
  private cancelMeasuring: () => void = () => undefined;
  private measures = 0;

  constructor(private readonly surroundings: WatchSessionSurroundings) {
    this.watch = new Watch(surroundings, {
      changed: (state) => this.stateChanged(state),
      frame: (frame, happened) => {
        this.model.take(frame, happened, this.watch.kept);
        if (frame.type === "welcome") this.measure();
      },
      fetched: (happened) => this.model.take(undefined, happened, this.watch.kept),
    });
  }

  start(): void {
    this.watch.start();
  }

  stop(): void {
    this.cancelMeasuring();
    this.watch.stop();
  }

  wake(): void {
    if (this.model.view.connection.status !== "over") this.measure();
  }

  private measure(): void {
    const measure = ++this.measures;
    this.cancelMeasuring();
    const again = (millis: number) => (this.cancelMeasuring = this.surroundings.after(millis, () => this.measure()));
    this.surroundings.clock().then(
      (offset) => {
        if (measure !== this.measures) return;
        this.model.update({ offset });
        again(measuringMillis);
      },
      () => {
        if (measure === this.measures) again(retryMillis);
      },
    );
  }

  private stateChanged(state: WatchState): void {
    const connection = connectionOf(state);
    if (connection.status !== "live") this.model.disconnected();
    if (connection.status === "over") {
      this.measures++;
      this.cancelMeasuring();
    }
    this.model.update({ connection });
  }
}

function connectionOf(state: WatchState): Connection {
  switch (state.status) {
    case "connecting":
    case "fetching":
      return { status: "connecting" };
    case "live":
      return { status: "live", leaving: false };
    case "waiting":
      return { status: "waiting", until: undefined, blocked: false };
    case "over":
      return { status: "over", why: state.why, message: "", help: state.help };
    default:
      return unreachable(state);
  }
}
