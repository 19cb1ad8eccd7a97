import { describe, expect, it } from "vitest";
import { decodeServerFrame, isKnownItem } from "./decode.ts";
import { schemaProblem } from "./schemas.ts";
import { readFamily } from "./vectors.ts";

/** The schema of each type: events and changes are told apart by the schema of them all. */
const families: Readonly<Record<string, (type: string) => [string, string?]>> = {
  "client-frames": (type) => ["client-frames", type],
  "server-frames": (type) => ["server-frames", type],
  commands: (type) => ["commands", type],
  events: () => ["events"],
  items: (type) => ["items", type],
  changes: () => ["changes"],
  state: () => ["state"],
  http: (type) => ["http", type],
};

/** What a later version may send in these fields, this client takes (FR11). */
const open = new Set(["durability", "reset", "reason", "code", "retry"]);

/** Only a server knows which log an event of a type that a later version adds belongs in. */
const ofTheServerAlone = new Set(["of both logs at once"]);

for (const [family, schemaOf] of Object.entries(families)) {
  describe(`the schemas of ${family}`, () => {
    for (const { type, valid, invalid } of readFamily(family)) {
      const [file, definition] = schemaOf(type);

      it(`take every valid ${type}`, () => {
        expect(valid.map((value) => schemaProblem(file, definition, value)).filter((problem) => problem !== undefined)).toEqual([]);
      });

      it(`refuse every invalid ${type}, but what a schema cannot say`, () => {
        const taken = invalid.filter(({ value, schemaPasses }) => (schemaProblem(file, definition, value) === undefined) !== (schemaPasses ?? false));
        expect(taken.map(({ why }) => why)).toEqual([]);
      });
    }
  });
}

describe("the decoder", () => {
  for (const { type, valid, invalid } of readFamily("server-frames")) {
    it(`reads every valid ${type} as it is`, () => {
      expect(valid.map((value) => decodeServerFrame(JSON.stringify(value)))).toEqual(valid.map((frame) => ({ kind: "frame", frame })));
    });

    it(`refuses every invalid ${type}, but what a later version may send`, () => {
      const taken = invalid.filter(
        ({ value, field, why, schemaPasses, wirePasses }) =>
          !schemaPasses && !wirePasses && !open.has(field) && !ofTheServerAlone.has(why) && decodeServerFrame(JSON.stringify(value)).kind === "frame",
      );
      expect(taken.map(({ why, field }) => `${field}: ${why}`)).toEqual([]);
    });
  }

  it("[FR11] passes over a frame of a type that it does not know", () => {
    expect(decodeServerFrame('{"type":"applause","loud":true}').kind).toBe("ignored");
  });

  it("[SG10] passes over a signal of a kind that it does not know", () => {
    const from = { participant: "p2cfd6fe0613773f1", tab: "63c9f51f" };
    expect(decodeServerFrame(JSON.stringify({ type: "signal", from, signal: { kind: "wave" } })).kind).toBe("ignored");
  });

  it("[EV10] keeps an item of a kind that it does not know, and checks those that it knows", () => {
    const event = (put: object) =>
      decodeServerFrame(JSON.stringify({ type: "event", position: "1.0011223344556677", time: 1, event: "x.y", changes: [{ put }] }));
    expect(event({ kind: "caption", id: "a", text: "Feed" }).kind).toBe("frame");
    expect(event({ kind: "problem", rev: 0, text: "" }).kind).toBe("broken");
    expect(isKnownItem({ kind: "caption" })).toBe(false);
    expect(isKnownItem({ kind: "problem" })).toBe(true);
  });

  it.each(["", "7", "[]", "null", "{}", '{"type":7}', '{"type":"ack"}'])("refuses what is no frame: %s", (text) => {
    expect(decodeServerFrame(text).kind).toBe("broken");
  });
});
