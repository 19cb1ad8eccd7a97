import { describe, expect, it } from "vitest";
import { clearCorner } from "./clear-corner.ts";

const box = { left: 900, right: 1264, top: 616, bottom: 784 };

describe("clearCorner", () => {
  it("is the bottom as long as the field is not there", () => {
    expect(clearCorner({ left: 700, right: 1250, top: 100, bottom: 180 }, box, 800)).toBe("bottom");
    expect(clearCorner({ left: 20, right: 600, top: 600, bottom: 780 }, box, 800)).toBe("bottom");
  });

  it("is the top when the field is at the bottom", () => {
    expect(clearCorner({ left: 700, right: 1250, top: 600, bottom: 780 }, box, 800)).toBe("top");
  });

  it("stays at the bottom for a field that is at both", () => {
    expect(clearCorner({ left: 700, right: 1250, top: 100, bottom: 780 }, box, 800)).toBe("bottom");
  });
});
