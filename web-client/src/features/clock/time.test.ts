import { describe, expect, it } from "vitest";
import type { TimerItem } from "../../protocol/generated/types.ts";
import { clockText, nextPhase, spentOf, totalLeft, urgencyOf } from "./time.ts";

describe("the clock's text", () => {
  it.each([
    [300_000, "5:00"],
    [299_001, "5:00"],
    [299_000, "4:59"],
    [1, "0:01"],
    [0, "0:00"],
    [-1, "+0:00"],
    [-61_999, "+1:01"],
  ])("of %i ms is %s", (millis, text) => expect(clockText(millis)).toBe(text));
});

describe("[CK5] the present phase", () => {
  const phases = ["a", "b", "c"].map((phase) => ({ phase, budgetMillis: 60_000, spentMillis: phase === "a" ? 1000 : 0, visits: 0, skipped: phase === "b" }));
  const timer: TimerItem = { kind: "timer", clock: { state: "running", started: 0, phase: "a", since: 5000, expired: false }, phases };

  it("has had what it had before and what runs", () => {
    expect(spentOf(timer, "a", 7000)).toBe(3000);
    expect(spentOf(timer, "c", 7000)).toBe(0);
  });

  it("[CK6] takes from the later ones what it runs over", () => {
    expect(totalLeft(timer, 5000)).toBe(119_000);
    expect(totalLeft(timer, 5000 + 59_000 + 10_000)).toBe(50_000);
  });

  it("[TM9] is followed by the next that is not skipped", () => expect(nextPhase(timer)).toBe("c"));

  it("says so in its last minute and beyond, and a short one in its last quarter", () => {
    expect([60_001, 60_000, 0, -1].map((left) => urgencyOf(left, 300_000))).toEqual(["calm", "soon", "soon", "over"]);
    expect([15_001, 15_000].map((left) => urgencyOf(left, 60_000))).toEqual(["calm", "soon"]);
  });
});
