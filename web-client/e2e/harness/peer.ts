import WebSocket from "ws";
import { type Identity, RoomConnection, type SocketListener } from "../../src/net/connection.ts";
import type { Kept } from "../../src/net/room.ts";
import { newId, newSecret } from "../../src/net/secrets.ts";
import type { Command, HttpStateAt, Role, ServerReject, ServerWelcome } from "../../src/protocol/generated/types.ts";
import { logPartOf } from "../../src/sync/position.ts";
import type { TestRoom } from "./rooms.ts";

/** Somebody who takes part without a browser, for what would take a browser too long. */
export class Peer {
  private readonly connection: RoomConnection;
  private readonly asked = new Map<number, { readonly acked: () => void; readonly refused: (why: Error) => void }>();
  private kept: Kept | undefined;
  private welcome: ServerWelcome | undefined;
  private socket: WebSocket | undefined;
  private joined: () => void = () => undefined;
  private over: (why: Error) => void = () => undefined;

  private constructor(room: TestRoom, role: Role, name: string, person: string) {
    const token = room.tokens[role];
    const identity: Identity = { token, person, session: newId(), name };
    const surroundings = {
      open: (listener: SocketListener) => this.open(`${room.server.replace("http", "ws")}/api/rooms/${room.id}/live`, listener),
      fetchState: async (path: string) => (await (await fetch(room.server + path, { headers: { authorization: `Bearer ${token}` } })).json()) as HttpStateAt,
      now: () => performance.now(),
      random: Math.random,
      after(millis: number, run: () => void) {
        const timer = setTimeout(run, millis);
        return () => clearTimeout(timer);
      },
    };
    this.connection = new RoomConnection(identity, surroundings, {
      changed: (state) => {
        if (state.status === "live") {
          this.welcome = state.welcome;
          this.joined();
        }
        if (state.status === "over") this.over(new Error(`${name}: ${state.message} (${state.code})`));
      },
      frame: (_, { answers }) => {
        for (const answer of answers) {
          const asked = this.asked.get(answer.n);
          this.asked.delete(answer.n);
          if (answer.kind === "acked") asked?.acked();
          else if (asked !== undefined && answer.reject.retry === "later") {
            setTimeout(() => this.asked.set(this.connection.command(answer.command), asked), answer.reject.retryAfterMillis ?? 100);
          } else asked?.refused(new Error(`${name}: ${refusal(answer.command, answer.reject)}`));
        }
      },
      fetched: () => undefined,
      kept: (kept) => (this.kept = kept),
      clock: () => undefined,
    });
  }

  /** Connects, and waits for the welcome; refused with the code that the server closes with. `person` is the secret of who it is. */
  static async join(room: TestRoom, role: "interviewer" | "candidate", name: string, person = newSecret()): Promise<Peer> {
    const peer = new Peer(room, role, name, person);
    await new Promise<void>((resolve, reject) => {
      peer.joined = resolve;
      peer.over = reject;
      peer.connection.start();
    });
    return peer;
  }

  get limits(): ServerWelcome["limits"] {
    if (this.welcome === undefined) throw new Error("limits: none (expected: a peer that has joined)");
    return this.welcome.limits;
  }

  /** Sends a command and waits for its ack, in the pace that the server allows; a refusal for good is an error. */
  async command(command: Command): Promise<void> {
    await new Promise<void>((acked, refused) => this.asked.set(this.connection.command(command), { acked, refused }));
  }

  /** Types at the end of the notes, so many keys a second, with all that a browser would tell of it, until it is told to stop. */
  async typeUntil(stopped: Promise<unknown>, keysPerSecond: number): Promise<void> {
    let typing = true;
    void stopped.finally(() => (typing = false));
    for (let key = 0; typing; key++) {
      await this.write(key % 60 === 59 ? "\n" : key % 6 === 5 ? " " : "x");
      if (key % keysPerSecond === 0) this.connection.signal({ kind: "typing", doc: "notes" });
      this.select();
      await new Promise((resolve) => setTimeout(resolve, 1000 / keysPerSecond));
    }
  }

  /** Appends to the notes. */
  async write(text: string): Promise<void> {
    const at = this.kept?.at;
    if (at === undefined) throw new Error("write: no state (expected: a peer that has joined)");
    const { length } = at.state.docs.get("notes") ?? { length: 0 };
    const [first = "", ...lines] = text.split("\n");
    await this.command({ type: "notes.edit", doc: "notes", base: at.position, updates: [[...(length === 0 ? [] : [length]), [0, first, ...lines]]] });
  }

  private select(): void {
    const at = this.kept?.at;
    const end = at?.state.docs.get("notes")?.length ?? 0;
    const part = at && logPartOf(at.position, "notes");
    if (part !== undefined) this.connection.signal({ kind: "selection", doc: "notes", at: part, ranges: [[end, end]] });
  }

  leave(): void {
    this.connection.stop();
    this.socket?.close();
  }

  private open(url: string, listener: SocketListener) {
    const socket = new WebSocket(url, "greenroom.v1", { perMessageDeflate: false });
    this.socket = socket;
    socket.on("open", () => listener.opened());
    socket.on("message", (data) => listener.message(String(data)));
    socket.on("error", () => undefined); // What follows is a close.
    socket.on("close", (code) => listener.closed(code === 1006 ? undefined : code));
    return { send: (text: string) => socket.send(text), close: () => socket.close() };
  }
}

function refusal({ type }: Command, { code, message }: ServerReject): string {
  return `${type}: ${code}, ${message} (expected: an ack)`;
}
