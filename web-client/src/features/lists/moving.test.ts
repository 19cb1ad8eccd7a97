import { describe, expect, it } from "vitest";
import { orderAt } from "./moving.ts";

const orders: Readonly<Record<string, string>> = { a: "a0", b: "a1", c: "a2", twin: "a0" };
const at = (rows: readonly string[], id: string) => orderAt(rows, id, (row) => orders[row]);

describe("[RQ7] [LI1] a row that was put elsewhere", () => {
  it("gets a key between its new neighbours", () => {
    expect([at(["a", "c", "b"], "c"), at(["c", "a", "b"], "c"), at(["b", "c", "a"], "a")]).toEqual(["a0V", "Zz", "a3"]);
  });

  it("keeps its key where that fits, also beside fewer rows than there were", () => {
    expect([at(["a", "b", "c"], "b"), at(["a", "c"], "c"), at(["b"], "b")]).toEqual([undefined, undefined, undefined]);
  });

  it("gets a key after the upper one of two that have the same", () => {
    expect(at(["a", "c", "twin", "b"], "c")).toBe("a0V");
  });
});
