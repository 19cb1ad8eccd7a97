import { describe, expect, it } from "vitest";
import type { Content, Item, StoredItem } from "../protocol/generated/types.ts";
import { coverageOf } from "./coverage.ts";
import { keyOf } from "./fold.ts";

const by = "p0123456789abcdef";
const itemsIn = (...items: readonly Item[]): ReadonlyMap<string, StoredItem> => new Map(items.map((item) => [keyOf(item), item]));
const requirement = (id: string, order: string, part: Partial<Content> = {}): Item => ({
  kind: "requirement", id, rev: 1, order, by, content: { style: "functional", text: id, scope: "core", ...part },
});
const endpoint = (id: string, order: string, ...requirements: readonly string[]): Item => ({
  kind: "endpoint", id, rev: 1, order, by, content: { style: "rest", method: "GET", path: `/${id}`, requirements, entities: [] },
});
const box = (id: string): Item => ({ kind: "element", id, rev: 1, nonce: 1, by, shape: { type: "rectangle", x: 0, y: 0, width: 10, height: 10 } });
const walk = (id: string, ...elements: readonly string[]): Item => ({ kind: "walk", id, rev: 1, by, elements: elements as readonly [string, ...string[]] });
const dive = (id: string, text: string, met = false): Item => ({ kind: "dive", id, rev: 1, by, text, met });

describe("[CV1] the requirements", () => {
  it("are the core ones in their order", () => {
    const { requirements } = coverageOf(itemsIn(requirement("b", "a1"), requirement("a", "a1"), requirement("c", "a0"), requirement("x", "a0", { scope: "below-line" })));
    expect(requirements.map(({ id }) => id)).toEqual(["c", "a", "b"]);
  });

  it("that say what the system does are covered by an endpoint that is walked", () => {
    const items = [requirement("a", "a0"), endpoint("q", "a1", "a"), endpoint("p", "a0", "b", "a")] as const;
    expect(coverageOf(itemsIn(...items)).requirements).toEqual([{ id: "a", covered: false, endpoints: ["p", "q"], dive: "none" }]);
    expect(coverageOf(itemsIn(...items, walk("q", "box"), box("box"))).requirements[0]?.covered).toBe(true);
  });

  it("that say how well it does so are covered by a dive that is met", () => {
    const quality = requirement("a", "a0", { style: "non-functional" });
    const at = (...items: readonly Item[]) => coverageOf(itemsIn(quality, ...items)).requirements.map(({ covered, dive }) => ({ covered, dive }));
    expect(at()).toEqual([{ covered: false, dive: "none" }]);
    expect(at(dive("a", ""))).toEqual([{ covered: false, dive: "none" }]);
    expect(at(dive("a", "By a cache."))).toEqual([{ covered: false, dive: "open" }]);
    expect(at(dive("a", "", true))).toEqual([{ covered: true, dive: "met" }]);
    expect(at(endpoint("p", "a0", "a"), walk("p", "box"), box("box"))).toEqual([{ covered: false, dive: "none" }]);
  });
});

describe("[CV2] the endpoints", () => {
  it("are all of them in their order, with those of their requirements that are there, in theirs", () => {
    const items = itemsIn(endpoint("q", "a1"), endpoint("p", "a0", "gone", "b", "a"), requirement("a", "a0", { scope: "below-line" }), requirement("b", "a1"));
    expect(coverageOf(items).endpoints).toEqual([{ id: "p", walked: false, requirements: ["a", "b"] }, { id: "q", walked: false, requirements: [] }]);
  });

  it("are walked while every element of their walk is on the board", () => {
    const walked = (...items: readonly Item[]) => coverageOf(itemsIn(endpoint("p", "a0"), ...items)).endpoints[0]?.walked;
    expect(walked()).toBe(false);
    expect(walked(walk("p", "one", "two"), box("one"), box("two"))).toBe(true);
    expect(walked(walk("p", "one", "two"), box("one"))).toBe(false);
  });
});
