import type { Command, Position, RoomEvent, RoomState, ServerEvent, ServerFrame, ServerReject, ServerWelcome } from "../protocol/generated/types.ts";
import { type State, fold, stateOf } from "../sync/fold.ts";

/** A command that the server has not answered yet, as it was sent. */
export interface Unanswered {
  readonly n: number;
  readonly command: Command;
}

/** How a command ended. */
export type Answer =
  | { readonly kind: "acked"; readonly n: number; readonly command: Command; readonly position: Position }
  | { readonly kind: "rejected"; readonly n: number; readonly command: Command; readonly reject: ServerReject };

/** What a client keeps of a room, stored as one: a position without the state that belongs to it is no `since` (RS12). */
export interface Kept {
  readonly at: { readonly position: Position; readonly state: State } | undefined;
  /** The highest number that the session gave to a command (HE7). */
  readonly sent: number;
  /** In rising order of their numbers. */
  readonly unanswered: readonly Unanswered[];
}

export const nothingKept: Kept = { at: undefined, sent: 0, unanswered: [] };

/** A state that is to be fetched, and the events that came meanwhile. */
interface Awaited {
  readonly path: string;
  readonly position: Position;
  readonly held: readonly ServerEvent[];
}

/** What a frame did, for those who show it. */
export interface Happened {
  readonly answers: readonly Answer[];
  /** `numbers` are those of the session's commands that were acked with the event's position: the event is theirs, if they made one (CM6, NT13). */
  readonly events: readonly { readonly event: RoomEvent; readonly position: Position; readonly numbers: readonly number[] }[];
  /** Why everything from before is forgotten, if it is (RS7). */
  readonly reset: string | undefined;
  /** What to fetch with the token, if anything (RS8). */
  readonly fetch: string | undefined;
  /** What to send again, in this order (RS11). */
  readonly resend: readonly Unanswered[];
}

/**
 * A room as one session knows it through all its connections: folds what comes, answers what was asked, and knows where to go on from.
 * Knows neither sockets nor time.
 */
export class RoomLog {
  private awaited: Awaited | undefined;
  private skipTo: Position | undefined;
  private readonly acked = new Map<Position, number[]>();

  constructor(private keeping: Kept = nothingKept) {}

  get kept(): Kept {
    return this.keeping;
  }

  /** Gives a command its number, and keeps it until it is answered. */
  command(command: Command): Unanswered {
    const asked = { n: this.keeping.sent + 1, command };
    this.keeping = { ...this.keeping, sent: asked.n, unanswered: [...this.keeping.unanswered, asked] };
    return asked;
  }

  /** Takes in a frame of the connection that the session has. */
  take(frame: ServerFrame): Happened {
    switch (frame.type) {
      case "welcome":
        return this.welcome(frame);
      case "event":
        return happened({ events: this.event(frame) });
      case "ack": {
        this.own(frame.n, frame.position);
        const command = this.answered(frame.n);
        return happened({ answers: command === undefined ? [] : [{ kind: "acked", n: frame.n, command, position: frame.position }] });
      }
      case "reject": {
        const command = this.answered(frame.n);
        return happened({ answers: command === undefined ? [] : [{ kind: "rejected", n: frame.n, command, reject: frame }] });
      }
      case "reset":
        this.forget();
        return happened({ reset: frame.reason, fetch: this.replace(frame) });
      case "presence":
      case "signal":
      case "heartbeat":
      case "pong":
      case "error":
      case "goaway":
      case "bye":
        return happened({});
    }
  }

  /** Takes in the state that was fetched from `path`, and the events that were held back for it (RS9). */
  fetched(path: string, position: Position, state: RoomState): Happened {
    const awaited = this.awaited;
    if (awaited?.path !== path) {
      return happened({}); // A later reset voided the fetch.
    }
    this.awaited = undefined;
    this.keeping = { ...this.keeping, at: { position, state: stateOf(state) } };
    this.skipTo = position === awaited.position ? undefined : position;
    return happened({ events: awaited.held.flatMap((event) => this.event(event)) });
  }

  /** The connection ended: what was to be fetched is asked for anew after the next welcome. */
  disconnected(): void {
    this.awaited = undefined;
    this.skipTo = undefined;
  }

  private welcome(frame: ServerWelcome): Happened {
    this.disconnected();
    const positions = new Map(frame.mine);
    const answers: Answer[] = [];
    for (const { n, command } of this.keeping.unanswered) {
      const position = positions.get(n);
      if (position !== undefined) answers.push({ kind: "acked", n, command, position });
    }
    for (const [n, position] of positions) this.own(n, position);
    const unanswered = this.keeping.unanswered.filter(({ n }) => !positions.has(n));
    this.keeping = { ...this.keeping, unanswered };
    if (frame.reset !== undefined) this.forget();
    const fetch = frame.events === undefined ? this.replace(frame) : undefined;
    const events = (frame.events ?? []).flatMap((event) => this.event(event));
    return happened({ answers, events, reset: frame.reset, fetch, resend: unanswered });
  }

  private event(frame: ServerEvent): Happened["events"] {
    if (this.awaited) {
      this.awaited = { ...this.awaited, held: [...this.awaited.held, frame] };
      return [];
    }
    if (this.skipTo !== undefined) {
      if (frame.position === this.skipTo) this.skipTo = undefined;
      return [];
    }
    if (!this.keeping.at) {
      throw new Error(`event: at ${frame.position} before any state (expected: a welcome with a state first)`);
    }
    this.keeping = { ...this.keeping, at: { position: frame.position, state: fold(this.keeping.at.state, frame) } };
    const numbers = this.acked.get(frame.position) ?? [];
    this.acked.delete(frame.position);
    return [{ event: frame, position: frame.position, numbers }];
  }

  private replace(frame: { readonly position: Position; readonly state?: RoomState; readonly stateAt?: string }): string | undefined {
    if (frame.state) {
      this.keeping = { ...this.keeping, at: { position: frame.position, state: stateOf(frame.state) } };
      return undefined;
    }
    if (frame.stateAt !== undefined) {
      this.awaited = { path: frame.stateAt, position: frame.position, held: [] };
    }
    return frame.stateAt;
  }

  private forget(): void {
    this.disconnected();
    this.keeping = { ...this.keeping, at: undefined };
  }

  // An ack at the place where the client stands is of a command that made no event, or of one whose event it has.
  private own(n: number, position: Position): void {
    if (position !== this.keeping.at?.position) {
      this.acked.set(position, [...(this.acked.get(position) ?? []), n]);
    }
  }

  private answered(n: number): Command | undefined {
    const found = this.keeping.unanswered.find((asked) => asked.n === n);
    this.keeping = { ...this.keeping, unanswered: this.keeping.unanswered.filter((asked) => asked !== found) };
    return found?.command;
  }
}

function happened(part: Partial<Happened>): Happened {
  return { answers: [], events: [], reset: undefined, fetch: undefined, resend: [], ...part };
}
