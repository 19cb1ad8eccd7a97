import { describe, expect, it } from "vitest";
import type { Content, RequirementItem } from "../../protocol/generated/types.ts";
import { divider, dropped, lacksNumber, rowsOf, tidied } from "./sorting.ts";

const content = (scope: Content["scope"] = "core"): Content => ({ style: "functional", text: "x", scope });
const item = (id: string, order: string, scope?: Content["scope"]): RequirementItem => ({ kind: "requirement", id, rev: 1, order, by: "p", content: content(scope) });

describe("[RQ7] the rows of a list", () => {
  const all = [item("a", "a0"), item("b", "a1"), item("c", "a2"), item("x", "a1", "below-line")];

  it("are the core ones, the line, and those below it", () => {
    expect(rowsOf(all, "functional")).toEqual(["a", "b", "c", divider, "x"]);
    expect(rowsOf(all, "non-functional")).toEqual([divider]);
  });

  it("put a dropped one between its new neighbours", () => {
    expect(dropped(["a", "c", "b", divider, "x"], "c", all)).toEqual({ scope: "core", order: "a0V" });
    expect(dropped(["c", "a", "b", divider, "x"], "c", all)).toEqual({ scope: "core", order: "Zz" });
    expect(dropped(["b", "c", "a", divider, "x"], "a", all)).toEqual({ scope: "core", order: "a3" });
  });

  it("change its scope when it crosses the line, and leave its order where that fits", () => {
    expect(dropped(["a", "c", divider, "b", "x"], "b", all)).toEqual({ scope: "below-line", order: "a0" });
    expect(dropped(["a", "b", divider, "x", "c"], "c", all)).toEqual({ scope: "below-line", order: undefined });
  });

  it("bear two items with one key", () => {
    const twins = [item("a", "a0"), item("b", "a0"), item("c", "a1")];
    const { order } = dropped(["a", "c", "b", divider], "c", twins);
    expect(order === undefined || order > "a0").toBe(true);
  });
});

describe("[RQ1] a content", () => {
  it("is one line without what does not belong to its style", () => {
    expect(tidied({ style: "functional", text: "  Users\ncan post ", scope: "core", category: "latency", target: "1" })).toEqual({ style: "functional", text: "Users can post", scope: "core" });
    expect(tidied({ style: "non-functional", text: "Fast", scope: "core", category: "latency", target: " p99 < 200 ms " })).toEqual({
      style: "non-functional", text: "Fast", scope: "core", category: "latency", target: "p99 < 200 ms",
    });
    expect(tidied({ style: "functional", text: " ", scope: "core" })).toBeUndefined();
  });

  it("of a quality asks for a number where there is none", () => {
    const quality = (text: string, target?: string): Content => ({ style: "non-functional", text, scope: "core", ...(target ? { target } : {}) });
    expect([quality("Fast"), quality("Fast", "p99"), quality("Under 200 ms")].map(lacksNumber)).toEqual([true, false, false]);
  });
});
