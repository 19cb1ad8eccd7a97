import { describe, expect, it } from "vitest";
import type { Coverage, TimerItem } from "../../protocol/generated/types.ts";
import { countCovered, isAllCovered, isDue, progressOf, strayEndpoints } from "./progress.ts";

type Covered = Coverage["requirements"][number];

const covered = (part: Partial<Covered> = {}): Covered => ({ id: "a", covered: false, endpoints: [], dive: "none", ...part });

describe("progressOf", () => {
  it("of what the system does goes by its endpoints", () => {
    const of = (part: Partial<Covered>) => progressOf("functional", covered(part));
    expect([of({ dive: "open" }), of({ endpoints: ["p"] }), of({ endpoints: ["p"], covered: true })]).toEqual(["no-endpoint", "not-walked", "walked"]);
  });

  it("of how well it does it goes by its deep dive", () => {
    const of = (part: Partial<Covered>) => progressOf("non-functional", covered(part));
    expect([of({ endpoints: ["p"] }), of({ dive: "open" }), of({ dive: "met", covered: true })]).toEqual(["no-dive", "not-met", "met"]);
  });
});

describe("a coverage", () => {
  const some: Coverage = { requirements: [covered({ covered: true }), covered({ id: "b" })], endpoints: [{ id: "p", walked: true, requirements: [] }, { id: "q", walked: false, requirements: ["a"] }] };

  it("is counted, and is whole where every core requirement is covered", () => {
    expect([countCovered(some), isAllCovered(some), isAllCovered({ requirements: [covered({ covered: true })], endpoints: [] })]).toEqual([1, false, true]);
  });

  it("is not whole where there is nothing to cover", () => {
    expect(isAllCovered({ requirements: [], endpoints: [] })).toBe(false);
  });

  it("knows the endpoints that serve nothing", () => {
    expect(strayEndpoints(some)).toEqual(["p"]);
  });
});

describe("isDue", () => {
  const timer = (visited: readonly string[], clock: TimerItem["clock"] = { state: "lobby" }): TimerItem => ({
    kind: "timer",
    clock,
    phases: ["introduction", "requirements", "entities", "api", "wrap-up"].map((phase) => ({ phase, budgetMillis: 60_000, spentMillis: 0, visits: visited.includes(phase) ? 1 : 0, skipped: false })),
  });

  it("is not before the phases in which a design is made", () => {
    expect([isDue(timer([])), isDue(timer(["introduction", "requirements", "entities"]))]).toEqual([false, false]);
  });

  it("is from the API on, also where that was left out, and after the end", () => {
    expect([isDue(timer(["requirements", "api"])), isDue(timer(["wrap-up"])), isDue(timer([], { state: "ended", started: 1, ended: 2 }))]).toEqual([true, true, true]);
  });
});
