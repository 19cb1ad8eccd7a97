import WebSocket from "ws";
import type { ServerFrame } from "../protocol/generated/types.ts";
import { decodeServerFrame } from "../protocol/decode.ts";
import { schemaProblem } from "../protocol/schemas.ts";
import { unreachable } from "../protocol/unreachable.ts";
import { type SseMessage, readEvents } from "../net/sse.ts";
import { type State, fold, stateOf } from "../sync/fold.ts";

/** Frames that may come at any time, so that no transcript says when. */
const ephemeral: ReadonlySet<string> = new Set(["presence", "signal", "pong", "heartbeat"]);

/**
 * What one actor of a transcript hears, from a WebSocket or a stream. Every frame is decoded as the client does it and held against the
 * schemas; what is wrong with one is the problem of whoever waits next.
 */
export class Ear {
  readonly durable: ServerFrame[] = [];
  readonly ephemeral: ServerFrame[] = [];
  /** Every text that came. */
  readonly heard: string[] = [];
  /** Undefined while it is open; a stream ends with 0. */
  closeCode: number | undefined;
  private problem: Error | undefined;
  private wake: (() => void)[] = [];

  constructor(
    readonly name: string,
    public state: State | undefined,
  ) {}

  hear(text: string): ServerFrame | undefined {
    this.heard.push(text);
    const decoded = decodeServerFrame(text);
    switch (decoded.kind) {
      case "broken":
      case "ignored":
        this.fail(new Error(`${this.name} got ${text.slice(0, 400)}: ${decoded.why}`));
        return undefined;
      case "frame": {
        const { frame } = decoded;
        const problem = schemaProblem("server-frames", frame.type, JSON.parse(text));
        if (problem !== undefined) this.fail(new Error(`${this.name} got ${text.slice(0, 400)}: ${problem}`));
        this.foldIn(frame);
        (ephemeral.has(frame.type) ? this.ephemeral : this.durable).push(frame);
        this.notify();
        return frame;
      }
      default:
        return unreachable(decoded);
    }
  }

  fail(problem: Error): void {
    this.problem ??= problem;
    this.notify();
  }

  closed(code: number): void {
    this.closeCode ??= code;
    this.notify();
  }

  /** The first that `take` gives, as soon as it gives one; refused after so many milliseconds, or when a frame was wrong. */
  async until<T>(take: () => T | undefined, withinMillis: number, what: () => string): Promise<T> {
    const deadline = performance.now() + withinMillis;
    for (;;) {
      if (this.problem) throw this.problem;
      const taken = take();
      if (taken !== undefined) return taken;
      const left = deadline - performance.now();
      if (left <= 0) throw new Error(`${this.name}: nothing in ${withinMillis} ms (expected: ${what()})`);
      await new Promise<void>((resolve) => {
        const timeout = setTimeout(resolve, left);
        this.wake.push(() => {
          clearTimeout(timeout);
          resolve();
        });
      });
    }
  }

  private foldIn(frame: ServerFrame): void {
    if (frame.type === "welcome" || frame.type === "reset") {
      if (frame.state) this.state = stateOf(frame.state);
      else if (frame.stateAt !== undefined) this.state = undefined;
      for (const event of frame.type === "welcome" ? (frame.events ?? []) : []) {
        if (this.state) this.state = fold(this.state, event);
      }
    } else if (frame.type === "event" && this.state) {
      this.state = fold(this.state, frame);
    }
  }

  private notify(): void {
    const woken = this.wake;
    this.wake = [];
    for (const wake of woken) wake();
  }
}

/** A connection that one actor has. */
export interface Connection {
  readonly ear: Ear;
  /** Sends text, or bytes as a binary message. A stream cannot. */
  send(message: string | Uint8Array): void;
  /** Ends it properly. */
  close(): void;
  /** Ends it without a word. */
  drop(): void;
}

/** Opens a WebSocket and waits until it is open. */
export async function openSocket(url: URL, ear: Ear): Promise<Connection> {
  const address = new URL(url);
  address.protocol = url.protocol === "https:" ? "wss:" : "ws:";
  const socket = new WebSocket(address, "greenroom.v1", { perMessageDeflate: false });
  await new Promise<void>((resolve, reject) => {
    socket.once("open", resolve);
    socket.once("error", reject);
  });
  socket.on("message", (data, binary) => {
    if (binary) ear.fail(new Error(`${ear.name} got a binary message (expected: text)`));
    else ear.hear(String(data));
  });
  socket.on("error", () => undefined); // What follows is a close.
  socket.on("close", (code) => ear.closed(code));
  return {
    ear,
    send: (message) => socket.send(message),
    close: () => socket.close(1000),
    drop: () => socket.terminate(),
  };
}

/** Opens a stream and waits for its answer, which has the status that is expected. */
export async function openStream(url: URL, headers: Readonly<Record<string, string>>, status: number, ear: Ear): Promise<Connection> {
  const controller = new AbortController();
  const response = await fetch(url, { headers: { accept: "text/event-stream", ...headers }, signal: controller.signal });
  if (response.status !== status) {
    controller.abort();
    throw new Error(`${ear.name}: status ${response.status} (expected: ${status})`);
  }
  const drop = () => controller.abort();
  if (status !== 200 || !response.body) {
    await response.arrayBuffer();
    ear.closed(0);
  } else {
    const type = response.headers.get("content-type") ?? "";
    if (!/^text\/event-stream\b/.test(type)) ear.fail(new Error(`${ear.name}: content-type ${type} (expected: text/event-stream)`));
    void listen(response.body, ear);
  }
  return {
    ear,
    send: () => {
      throw new Error(`${ear.name}: a stream cannot send`);
    },
    close: drop,
    drop,
  };
}

async function listen(body: ReadableStream<Uint8Array>, ear: Ear): Promise<void> {
  let first = true;
  try {
    for await (const message of readEvents(body)) {
      if (first && message.retryMillis !== 2000) ear.fail(new Error(`${ear.name}: retry ${message.retryMillis} (expected: retry: 2000 first)`));
      first = false;
      if (message.data.length > 0) check(message, ear);
    }
  } catch {
    // Cut off, as by drop(): its end is all there is to say.
  }
  ear.closed(0);
}

// The form of an event of a stream (SE4).
function check(message: SseMessage, ear: Ear): void {
  const frame = ear.hear(message.data.join("\n"));
  if (!frame) return;
  const position = frame.type === "welcome" || frame.type === "event" || frame.type === "reset" ? frame.position : undefined;
  if (message.id !== position) ear.fail(new Error(`${ear.name}: id ${message.id} of a ${frame.type} (expected: ${position})`));
  if (message.event !== undefined || message.data.length !== 1) ear.fail(new Error(`${ear.name}: a ${frame.type} of several lines (expected: one data line)`));
}
