import { describe, expect, it } from "vitest";
import { tagIn, tagged, tags } from "./tags.ts";

describe("tags", () => {
  it("are read as they are written", () => {
    for (const tag of tags) {
      expect(tagIn(tagged(tag, " asked for the peak "))).toEqual({ tag, rest: "asked for the peak" });
      expect(tagIn(tagged(tag, "  "))).toEqual({ tag, rest: "" });
    }
  });

  it("are nothing but whole", () => {
    expect(tagIn("strongly typed")).toEqual({ tag: undefined, rest: "strongly typed" });
  });
});
