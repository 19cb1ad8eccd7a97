import { expect, test } from "vitest";
import { findingOf, sameFinding } from "./finding-types.ts";

test("[DD3] a finding is one line, and names a requirement or none", () => {
  expect(findingOf("edge-case", "  The cache\nis\u0007empty ", undefined)).toEqual({ type: "edge-case", text: "The cache is empty" });
  expect(findingOf("bottleneck", "One queue", "r")).toEqual({ type: "bottleneck", text: "One queue", requirement: "r" });
  expect(findingOf("bottleneck", " \n", "r")).toBeUndefined();
});

test("findings are the same that say the same of the same", () => {
  const finding = { type: "edge-case", text: "x", requirement: "r" } as const;
  expect(sameFinding(finding, { ...finding })).toBe(true);
  expect(sameFinding(finding, { type: "edge-case", text: "x" })).toBe(false);
  expect(sameFinding(finding, { ...finding, type: "bottleneck" })).toBe(false);
});
