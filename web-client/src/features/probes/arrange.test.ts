import { describe, expect, it } from "vitest";
import type { ProbeItem } from "../../protocol/generated/types.ts";
import { arrivalOf, arrivals, held, pinnedFirst } from "./arrange.ts";

function probe(id: string, part: Partial<ProbeItem> = {}): ProbeItem {
  return { kind: "probe", id, rev: 1, by: "ada", pushed: 1, content: { question: "Why?" }, status: "open", pinned: false, ...part };
}

const ids = (probes: readonly { readonly id: string }[]) => probes.map(({ id }) => id).join("");

describe("pinnedFirst", () => {
  it("shows pinned ones first, then the newest first", () => {
    expect(ids(pinnedFirst([probe("a", { pinned: true }), probe("b"), probe("c", { pinned: true }), probe("d")]))).toBe("cadb");
  });
});

describe("held", () => {
  it("keeps the order that is there, leaves out what is gone and puts what is new last", () => {
    expect(ids(held([probe("d"), probe("c"), probe("a")], ["a", "b", "c"]))).toBe("acd");
  });
});

describe("arrivals", () => {
  it("are those that others pushed since", () => {
    const old = probe("a");
    const known = new Set([arrivalOf(old)]);
    expect(ids(arrivals([old, probe("b"), probe("c", { by: "bo" })], known, "bo"))).toBe("b");
  });

  it("are not answered or closed", () => {
    const answered = probe("a", { answer: { text: "So.", by: "bo", time: 2 } });
    expect(arrivals([answered, probe("b", { status: "closed" })], new Set(), "bo")).toEqual([]);
  });

  it("arrive again when they were taken back and pushed again", () => {
    expect(ids(arrivals([probe("a", { pushed: 9 })], new Set([arrivalOf(probe("a"))]), "bo"))).toBe("a");
  });

  it("are everybody's for who watches", () => {
    expect(ids(arrivals([probe("a")], new Set(), undefined))).toBe("a");
  });
});
