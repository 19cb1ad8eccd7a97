import { describe, expect, it } from "vitest";
import { type Captures, filled, match } from "./match.ts";

const none: Captures = new Map();
const fits = (pattern: unknown, value: unknown, captures = none) => "captures" in match(pattern, value, captures);

describe("a pattern", () => {
  it("fits an object that has more", () => {
    expect(fits({ a: 1 }, { a: 1, b: 2 })).toBe(true);
    expect(fits({ a: 1 }, { a: 2 })).toBe(false);
    expect(fits({ a: 1 }, {})).toBe(false);
    expect(fits({}, [])).toBe(false);
  });

  it("fits an array element by element, unless it is open", () => {
    expect(fits([1, 2], [1, 2])).toBe(true);
    expect(fits([1], [1, 2])).toBe(false);
    expect(fits([1, "$more"], [1, 2, 3])).toBe(true);
    expect(fits([1, "$more"], [])).toBe(false);
  });

  it("finds elements in any order, each once", () => {
    expect(fits({ $has: [{ b: 1 }, { a: 1 }] }, [{ a: 1 }, { b: 1 }, 7])).toBe(true);
    expect(fits({ $has: [{ a: 1 }, { a: 1 }] }, [{ a: 1 }])).toBe(false);
  });

  it("asks for anything, or nothing", () => {
    expect(fits({ a: "$any" }, { a: null })).toBe(true);
    expect(fits({ a: "$any" }, {})).toBe(false);
    expect(fits({ a: "$absent" }, {})).toBe(true);
    expect(fits({ a: "$absent" }, { a: 1 })).toBe(false);
  });

  it("names what it meets, which is then the only thing that fits", () => {
    expect(fits({ a: "$x", b: "$x" }, { a: [1, { c: 2, d: 3 }], b: [1, { d: 3, c: 2 }] })).toBe(true);
    expect(fits({ a: "$x", b: "$x" }, { a: 1, b: 2 })).toBe(false);
    const result = match({ a: "$x" }, { a: "one" }, none);
    expect("captures" in result && fits("and ${x}", "and one", result.captures)).toBe(true);
  });

  it("asks for text of a form and names parts of it", () => {
    const result = match({ $matches: "^k=(?<k>[^;]+);" }, "k=v; more", none);
    expect("captures" in result && result.captures.get("k")).toBe("v");
    expect(fits({ $matches: "^a" }, "ba")).toBe(false);
    expect(fits({ $matches: "^7" }, 7)).toBe(false);
  });

  it("says where it does not fit", () => {
    expect(match({ a: [{ b: 1 }] }, { a: [{ b: 2 }] }, none)).toEqual({ problem: "a[0].b: 2 (expected: 1)" });
  });
});

describe("what is sent", () => {
  it("has names replaced by what they stand for", () => {
    expect(filled({ a: "$x", b: ["${x}!"] }, new Map([["x", "1"]])).value).toEqual({ a: "1", b: ["1!"] });
    expect(() => filled("$x", none)).toThrow("$x: stands for nothing yet");
  });

  it("has secrets and ids that are made once", () => {
    const { value, captures } = filled(["$secret:ada", "$id:one", "$secret:ada"], none);
    expect(value).toEqual([expect.stringMatching(/^[\w-]{22}$/), expect.stringMatching(/^[\w-]{16}$/), captures.get("secret:ada")]);
  });
});
