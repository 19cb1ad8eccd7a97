import { describe, expect, it } from "vitest";
import { mergedProperties, revised, same } from "./merging.ts";

interface Content {
  readonly text: string;
  readonly target?: string;
  readonly links?: readonly string[];
}

const seen = { rev: 3, content: { text: "Fast", target: "1 s" } as Content };

describe("an edit that began at a version", () => {
  it("is sent for that version while nobody changed it", () => {
    expect(revised(seen, { text: "Faster" }, seen)).toEqual({ rev: 3, content: { text: "Faster" } });
  });

  it("[CM15] keeps what somebody else changed apart from it", () => {
    const now = { rev: 5, content: { text: "Fast", target: "200 ms", links: ["a"] } };
    expect(revised(seen, { text: "Faster", target: "1 s" }, now)).toEqual({ rev: 5, content: { text: "Faster", target: "200 ms", links: ["a"] } });
  });

  it("[CM15] is sent for the version that was seen where both changed the same, or the item is gone", () => {
    const mine = { text: "Faster", target: "1 s" };
    expect(revised(seen, mine, { rev: 4, content: { text: "Slower" } })).toEqual({ rev: 3, content: mine });
    expect(revised(seen, mine, undefined)).toEqual({ rev: 3, content: mine });
  });
});

describe("merged properties", () => {
  it("lose what one of the two took away", () => {
    expect(mergedProperties<Content>({ text: "a", target: "b", links: [] }, { text: "a", links: [] }, { text: "c", target: "b", links: [] })).toEqual({ text: "c", links: [] });
  });

  it("are there where both changed a property in the same way", () => {
    expect(mergedProperties<Content>({ text: "a" }, { text: "b" }, { text: "b", target: "c" })).toEqual({ text: "b", target: "c" });
  });

  it("are not there where one took away what the other changed", () => {
    expect(mergedProperties<Content>({ text: "a", target: "b" }, { text: "a" }, { text: "a", target: "c" })).toBeUndefined();
  });
});

it("values are the same whatever the order of their properties, and absent is as good as undefined", () => {
  expect([same({ a: 1, b: [1, 2] }, { b: [1, 2], a: 1, c: undefined }), same([1, 2], [2, 1]), same(null, {})]).toEqual([true, false, false]);
});
