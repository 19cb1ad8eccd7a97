import { describe, expect, it } from "vitest";
import type { Content, DiveItem, FindingItem, ProbeItem, RequirementItem } from "../../protocol/generated/types.ts";
import { divesIn, openIn } from "./sections.ts";

function requirement(id: string, part: Partial<Content> = {}): RequirementItem {
  return { kind: "requirement", id, rev: 1, order: "a0", by: "ada", content: { style: "non-functional", text: "Fast", scope: "core", ...part } };
}

function dive(id: string, part: Partial<DiveItem> = {}): DiveItem {
  return { kind: "dive", id, rev: 1, by: "ada", text: "", met: false, ...part };
}

function probe(id: string, about: string | undefined, part: Partial<ProbeItem> = {}): ProbeItem {
  const content = { question: "Why?", ...(about === undefined ? {} : { requirement: about }) };
  return { kind: "probe", id, rev: 1, by: "bo", pushed: 1, content, status: "open", pinned: false, ...part };
}

function finding(id: string, about: string | undefined, part: Partial<FindingItem> = {}, type: FindingItem["content"]["type"] = "edge-case"): FindingItem {
  const content = { type, text: "Empty cache", ...(about === undefined ? {} : { requirement: about }) };
  return { kind: "finding", id, rev: 1, order: "a0", by: "ada", content, status: "open", ...part };
}

const ids = (list: readonly { readonly id: string }[]) => list.map(({ id }) => id).join("");

describe("divesIn", () => {
  it("has a section for each core non-functional requirement", () => {
    const { sections } = divesIn([requirement("a"), requirement("b", { scope: "below-line" }), requirement("c", { style: "functional" }), requirement("d")], [dive("d")], [], []);
    expect(sections.map(({ requirement: { id }, dive: found }) => [id, found?.id])).toEqual([["a", undefined], ["d", "d"]]);
  });

  it("keeps the section of any other that somebody wrote about", () => {
    const { sections } = divesIn([requirement("a", { scope: "below-line" }), requirement("b", { scope: "below-line" })], [dive("a", { text: "By a cache." }), dive("b", { met: true })], [], []);
    expect(sections.map(({ requirement: { id } }) => id)).toEqual(["a"]);
  });

  it("puts probes and findings to their requirement, and apart where it has no section or is gone", () => {
    const shown = divesIn(
      [requirement("a"), requirement("b", { style: "functional" })],
      [],
      [probe("1", "a"), probe("2", undefined), probe("3", "b"), probe("4", "gone")],
      [finding("5", "a"), finding("6", undefined), finding("7", "b")],
    );
    expect([ids(shown.sections[0]?.probes ?? []), ids(shown.probes), ids(shown.sections[0]?.findings ?? []), ids(shown.findings)]).toEqual(["1", "234", "5", "67"]);
  });
});

describe("openIn", () => {
  it("are core non-functional requirements that are not met", () => {
    const { unmet } = openIn([requirement("a"), requirement("b"), requirement("c", { scope: "below-line" }), requirement("d", { style: "functional" })], [dive("a", { met: true }), dive("b", { text: "So." })], [], []);
    expect(ids(unmet)).toBe("b");
  });

  it("are findings that nobody handled, by type", () => {
    const { edgeCases, bottlenecks } = openIn([], [], [], [finding("a", undefined), finding("b", undefined, { status: "handled" }), finding("c", undefined, {}, "bottleneck")]);
    expect([ids(edgeCases), ids(bottlenecks)]).toEqual(["a", "c"]);
  });

  it("are probes without an answer, parked ones too, but none that was closed", () => {
    const answer = { text: "So.", by: "ada", time: 2 };
    expect(ids(openIn([], [], [probe("a", undefined), probe("b", undefined, { answer }), probe("c", undefined, { status: "parked" }), probe("d", undefined, { status: "closed" })], []).unanswered)).toBe("ac");
  });
});
