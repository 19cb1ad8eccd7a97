import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { schemaProblem } from "../protocol/schemas.ts";
import { readTranscripts } from "./files.ts";
import { type Captures, filled, isObject } from "./match.ts";

const position = "1.0123456789abcdef";
const token = "AAECAwQFBgcICQoLDA0ODw";

/** What names stand for while no server says: tokens by their names, everything else that is sent is a position. */
class Standing extends Map<string, unknown> {
  override has(): boolean {
    return true;
  }

  override get(name: string): unknown {
    if (/^(secret:|interviewer|candidate|spectator)/.test(name)) return token;
    return name.startsWith("id:") ? name.slice("id:".length).padEnd(16, "-").slice(0, 16) : position;
  }
}

const stand: Captures = new Standing();

const transcripts = [...readTranscripts()];

function schema(file: string): { $defs: Record<string, unknown> } {
  const parsed: { $defs: Record<string, unknown> } = JSON.parse(readFileSync(new URL(`../../../protocol/schema/${file}.json`, import.meta.url), "utf8"));
  return parsed;
}

/** Every value in a transcript under a name, however deep. */
function under(name: string, value: unknown): unknown[] {
  if (Array.isArray(value)) return value.flatMap((part) => under(name, part));
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([field, part]) => (field === name ? [part] : []).concat(under(name, part)));
}

describe.each(transcripts)("the transcript %s", (_, { about, rules, steps }) => {
  it("says what it is about, and rules that SPEC.md has", () => {
    const spec = readFileSync(new URL("../../../protocol/SPEC.md", import.meta.url), "utf8");
    expect(about).toMatch(/^.{20,}\.$/);
    expect(rules.filter((rule) => !spec.includes(`**[${rule}]**`))).toEqual([]);
  });

  it("sends what the schemas take, where it does not say that it is malformed", () => {
    const problems = steps.flatMap((step) => {
      const sent = "frame" in step && "send" in step ? step.frame : "hello" in step ? step.hello : undefined;
      if (!isObject(sent)) return [];
      const problem = schemaProblem("client-frames", String(sent["type"]), filled(sent, stand).value);
      return problem === undefined ? [] : [`${JSON.stringify(sent)}: ${problem}`];
    });
    expect(problems).toEqual([]);
  });

  it("expects frames and events that there are", () => {
    const frames = schema("server-frames").$defs;
    const events = schema("events").$defs;
    const expected = steps.flatMap((step) => ("expect" in step || "eventually" in step || "maybe" in step ? [step.frame] : []));
    expect(expected.filter((frame) => !isObject(frame) || !(String(frame["type"]) in frames))).toEqual([]);
    expect(under("event", expected).filter((event) => !(String(event) in events))).toEqual([]);
  });

  it("names everything before it sends it", () => {
    const named = new Set<string>();
    for (const step of steps) {
      const sent = "send" in step ? step : "http" in step ? step.http : "hello" in step ? step.hello : {};
      for (const [, name] of JSON.stringify(sent).matchAll(/"\$([\w-]+)"/g)) expect(named).toContain(name);
      const met = JSON.stringify("http" in step ? step.answers : "send" in step ? {} : step);
      for (const [, name, group] of met.matchAll(/"\$([\w-]+)"|\(\?<(\w+)>/g)) named.add(name ?? group ?? "");
    }
  });
});

describe("the transcripts together", () => {
  const all = transcripts.map(([, { steps }]) => steps);
  const sent = new Set(all.flat().flatMap((step) => ("send" in step && "frame" in step && isObject(step.frame) && isObject(step.frame["command"]) ? [step.frame["command"]["type"]] : [])));

  it("have every command", () => {
    expect(Object.keys(schema("commands").$defs).filter((type) => !sent.has(type))).toEqual([]);
  });

  it("have every event", () => {
    const seen = new Set(under("event", all));
    expect(Object.keys(schema("events").$defs).filter((type) => !seen.has(type))).toEqual(["room.created"]); // which is in every first state
  });

  it("have every code that a client can bring about without passing a limit", () => {
    const seen = new Set(under("code", all));
    const codes = under("enum", [under("code", schema("server-frames").$defs)]).flat();
    const ofLimits = ["limit", "rate-limited", "stale", "slow-reader", "idle", "no-hello", "room-full", "frame-too-large", "too-many-unanswered"];
    const ofTheServer = ["going-away", "unavailable", "internal"];
    expect([...new Set(codes)].filter((code) => !seen.has(code) && ![...ofLimits, ...ofTheServer].includes(String(code)))).toEqual([]);
  });
});
