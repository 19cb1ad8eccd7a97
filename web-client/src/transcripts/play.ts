import { schemaProblem } from "../protocol/schemas.ts";
import { digestOf } from "../sync/fold.ts";
import { type Connection, Ear, openSocket, openStream } from "./connection.ts";
import type { HttpAnswer, HttpCall, Step, Transcript } from "./format.ts";
import { type Captures, fill, filled, match, short } from "./match.ts";

const defaultMillis = 5000;

/** Plays a transcript against a server. Throws at the first step that goes otherwise, with what was found and expected. */
export async function play(transcript: Transcript, server: URL): Promise<void> {
  const player = new Player(server);
  try {
    for (const [i, step] of transcript.steps.entries()) {
      try {
        await player.step(step);
      } catch (problem) {
        const message = problem instanceof Error ? problem.message : String(problem);
        throw new Error(`step ${i + 1}, ${describe(step)}: ${message}`, { cause: problem });
      }
    }
  } finally {
    player.end();
  }
}

/** What a step does, in a few words. */
export function describe(step: Step): string {
  const [[verb, subject] = ["", ""]] = Object.entries(step).filter(([name]) => name !== "why");
  return `${verb} ${short(subject).slice(0, 80)}`;
}

class Player {
  private captures: Captures = new Map();
  private readonly actors = new Map<string, Connection>();
  private readonly opened: Connection[] = [];

  constructor(private readonly server: URL) {}

  async step(step: Step): Promise<void> {
    if ("http" in step) return this.call(step.http, step.answers);
    if ("open" in step) return this.open(step.open, this.text(step.room), step.hello);
    if ("stream" in step) {
      const headers = this.texts(step.headers ?? {});
      const ear = this.ear(step.stream);
      return this.keep(step.stream, await openStream(this.url(step.path), headers, step.status ?? 200, ear));
    }
    if ("send" in step) return this.actor(step.send).send(this.message(step));
    if ("expect" in step) return this.expect(step.expect, step.frame, step.withinMillis ?? defaultMillis);
    if ("maybe" in step) return this.maybe(step.maybe, step.frame, step.withinMillis ?? defaultMillis);
    if ("eventually" in step) return this.eventually(step.eventually, step.frame, step.withinMillis ?? defaultMillis);
    if ("closes" in step) return this.closes(step.closes, step.code ?? 0, step.withinMillis ?? defaultMillis);
    if ("close" in step) return this.actor(step.close).close();
    if ("drop" in step) return this.actor(step.drop).drop();
    if ("unseen" in step) return "text" in step ? this.unseen(step.unseen, fill(step.text, this.captures)) : this.unseenFrame(step.unseen, step.frame);
    if ("state" in step) return this.state(step.state, this.text(step.digest));
    const [a, b] = step.equal;
    this.matched(b, this.value(a));
  }

  end(): void {
    for (const connection of this.opened) connection.drop();
  }

  private async call(call: HttpCall, answers: HttpAnswer): Promise<void> {
    const headers: Record<string, string> = this.texts(call.headers ?? {});
    if (call.token !== undefined) headers["authorization"] = `Bearer ${this.text(call.token)}`;
    if (call.body !== undefined && !("content-type" in headers)) headers["content-type"] = "application/json";
    const body = call.text ?? (call.body === undefined ? null : JSON.stringify(this.value(call.body)));
    const signal = AbortSignal.timeout(defaultMillis);
    const response = await fetch(this.url(call.path), { method: call.method, headers, body, redirect: "manual", signal });
    const text = await response.text();
    if (response.status !== answers.status) {
      throw new Error(`status: ${response.status} ${text.slice(0, 300)} (expected: ${answers.status})`);
    }
    const problemType = "application/problem+json";
    const type = response.headers.get("content-type")?.split(";")[0];
    if (response.status >= 400 && type !== problemType) throw new Error(`content-type: ${type} (expected: ${problemType})`);
    const json: unknown = type !== undefined && /^application\/(problem\+)?json$/.test(type) && text !== "" ? JSON.parse(text) : undefined;
    const schema = response.status >= 400 ? "problem-detail" : answers.type;
    const problem = schema === undefined ? undefined : schemaProblem("http", schema, json);
    if (problem !== undefined) throw new Error(`body: ${text.slice(0, 300)}: ${problem}`);
    this.matched(answers.headers ?? {}, Object.fromEntries(response.headers));
    if (answers.body !== undefined) this.matched(answers.body, json ?? text);
  }

  private async open(name: string, room: string, hello: unknown): Promise<void> {
    const connection = await openSocket(this.url(`/api/rooms/${room}/live`), this.ear(name));
    this.keep(name, connection);
    if (hello !== undefined) connection.send(JSON.stringify(this.value(hello)));
  }

  private message(step: Extract<Step, { send: string }>): string | Uint8Array {
    if ("text" in step) return step.text;
    if ("binary" in step) return Buffer.from(step.binary, "base64");
    return JSON.stringify(this.value("frame" in step ? step.frame : step.malformed));
  }

  private async expect(name: string, pattern: unknown, withinMillis: number): Promise<void> {
    const { ear } = this.actor(name);
    const closed = () => (ear.closeCode === undefined ? "" : `, but it was closed with ${ear.closeCode}`);
    const frame = await ear.until(() => ear.durable.shift(), withinMillis, () => `${short(pattern)}${closed()}`);
    this.matched(pattern, frame);
  }

  private async maybe(name: string, pattern: unknown, withinMillis: number): Promise<void> {
    const { ear } = this.actor(name);
    const next = await ear.until(() => ear.durable[0] ?? (ear.closeCode === undefined ? undefined : null), withinMillis, () => short(pattern));
    const result = match(pattern, next, this.captures);
    if ("captures" in result) {
      ear.durable.shift();
      this.captures = result.captures;
    }
  }

  private async eventually(name: string, pattern: unknown, withinMillis: number): Promise<void> {
    const { ear } = this.actor(name);
    const seen: unknown[] = [];
    const take = () => {
      for (let frame = ear.ephemeral.shift(); frame; frame = ear.ephemeral.shift()) {
        const result = match(pattern, frame, this.captures);
        if ("captures" in result) return result;
        seen.push(frame);
      }
      return undefined;
    };
    this.captures = (await ear.until(take, withinMillis, () => `${short(pattern)} after ${short(seen)}`)).captures;
  }

  private async closes(name: string, code: number, withinMillis: number): Promise<void> {
    const { ear } = this.actor(name);
    const found = await ear.until(() => ear.closeCode, withinMillis, () => `closed with ${code}`);
    if (ear.durable.length > 0) throw new Error(`${name} got ${short(ear.durable)} (expected: nothing more)`);
    if (found !== code) throw new Error(`${name} was closed with ${found} (expected: ${code})`);
  }

  private unseen(name: string, text: string): void {
    const found = this.actor(name).ear.heard.find((heard) => heard.includes(text));
    if (found !== undefined) throw new Error(`${name} got ${found.slice(0, 400)} (expected: never ${text})`);
  }

  private unseenFrame(name: string, pattern: unknown): void {
    const found = this.actor(name).ear.heard.find((heard) => "captures" in match(pattern, JSON.parse(heard), this.captures));
    if (found !== undefined) throw new Error(`${name} got ${found.slice(0, 400)} (expected: never ${short(pattern)})`);
  }

  private async state(name: string, digest: string): Promise<void> {
    const { state } = this.actor(name).ear;
    const found = state === undefined ? "no state" : await digestOf(state);
    if (found !== digest) throw new Error(`${name} has ${found} (expected: ${digest})`);
  }

  // Who comes back goes on with what it knew.
  private ear(name: string): Ear {
    return new Ear(name, this.actors.get(name)?.ear.state);
  }

  private keep(name: string, connection: Connection): void {
    this.actors.set(name, connection);
    this.opened.push(connection);
  }

  private actor(name: string): Connection {
    const connection = this.actors.get(name);
    if (!connection) throw new Error(`${name} (expected: somebody who is connected)`);
    return connection;
  }

  private matched(pattern: unknown, value: unknown): void {
    const result = match(pattern, value, this.captures);
    if ("problem" in result) throw new Error(`${result.problem} in ${short(value)}`);
    this.captures = result.captures;
  }

  private value(value: unknown): unknown {
    const result = filled(value, this.captures);
    this.captures = result.captures;
    return result.value;
  }

  private text(text: string): string {
    const value = this.value(text);
    if (typeof value !== "string") throw new Error(`${text}: ${short(value)} (expected: text)`);
    return value;
  }

  private texts(fields: Readonly<Record<string, string>>): Record<string, string> {
    return Object.fromEntries(Object.entries(fields).map(([name, text]) => [name, this.text(text)]));
  }

  private url(path: string): URL {
    return new URL(fill(path, this.captures), this.server);
  }
}
