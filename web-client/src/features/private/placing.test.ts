import { describe, expect, it } from "vitest";
import { byOrder } from "../../sync/predict.ts";
import { placing } from "./placing.ts";

// "a:a0 b:a1" is a list; after its moves, it must read as the ids do.
function placed(notation: string, id: string, index: number): string {
  const list = notation.split(" ").map((one) => {
    const [name = "", order = ""] = one.split(":");
    return { id: name, order };
  });
  const moves = new Map(placing(list, id, index).map((move) => [move.id, move.order]));
  return list.map((one) => ({ ...one, order: moves.get(one.id) ?? one.order })).sort(byOrder).map((one) => one.id).join("");
}

describe("placing", () => {
  const list = "a:a0 b:a1 c:a2 d:a3";

  it("brings an item anywhere by one move", () => {
    expect(placed(list, "d", 0)).toBe("dabc");
    expect(placed(list, "a", 3)).toBe("bcda");
    expect(placed(list, "a", 1)).toBe("bacd");
    expect(placed(list, "c", 1)).toBe("acbd");
    expect(placing([{ id: "a", order: "a0" }, { id: "b", order: "a1" }], "b", 0)).toHaveLength(1);
  });

  it("moves nothing to where it is, and nothing that is not there", () => {
    expect(placing([{ id: "a", order: "a0" }], "a", 0)).toEqual([]);
    expect(placing([{ id: "a", order: "a0" }], "x", 0)).toEqual([]);
  });

  it("finds room between equal neighbours by moving those after it along", () => {
    const equal = "a:a1 b:a1 c:a1 d:a2";
    expect(placed(equal, "d", 1)).toBe("adbc");
    expect(placed(equal, "c", 1)).toBe("acbd");
    expect(placed(equal, "a", 1)).toBe("bacd");
    expect(placed("a:a1 b:a1 c:a1", "c", 0)).toBe("cab");
    expect(placed("a:a1 b:a1 c:a1", "a", 2)).toBe("bca");
  });

  it("gives up where a key would be too long", () => {
    const long = `a0${"0".repeat(125)}1`;
    expect(placing([{ id: "a", order: "a0" }, { id: "b", order: long }, { id: "c", order: "a1" }], "c", 1)).toEqual([]);
  });
});
