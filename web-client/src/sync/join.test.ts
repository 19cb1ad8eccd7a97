import { describe, expect, it } from "vitest";
import { joinVersions } from "./join.ts";

describe("joinVersions", () => {
  it("keeps both where they have nothing in common, theirs first", () => {
    expect(joinVersions("mine", "theirs")).toBe("theirs\nmine");
  });

  it("takes the longer one if it has the other in it", () => {
    expect(joinVersions("a cache in front", "a cache")).toBe("a cache in front");
    expect(joinVersions("a cache", "a cache in front")).toBe("a cache in front");
    expect(joinVersions("", "theirs")).toBe("theirs");
    expect(joinVersions("mine", "")).toBe("mine");
  });

  it("keeps the lines once that both begin or end with", () => {
    expect(joinVersions("top\nmine\nend", "top\ntheirs\nend")).toBe("top\ntheirs\nmine\nend");
  });

  it("keeps a line once that both have added", () => {
    expect(joinVersions("top\nshared\nmine", "top\ntheirs\nshared")).toBe("top\ntheirs\nshared\nmine");
  });

  it("counts no line twice where a text is as long as what they share", () => {
    expect(joinVersions("x\nx\nm", "x\nt\nx")).toBe("x\nt\nx\nm");
  });
});
