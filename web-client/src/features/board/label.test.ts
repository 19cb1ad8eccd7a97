import { describe, expect, it } from "vitest";
import { labelPlace } from "./label.ts";

const label = { width: 40, height: 20 };
const box = { x: 100, y: 200, width: 140, height: 60 };

describe("the place of a label", () => {
  it("is the middle of its box, or the side to which it is aligned", () => {
    expect(labelPlace({ ...box, type: "rectangle" }, { ...label, textAlign: "center", verticalAlign: "middle" })).toEqual({ x: 150, y: 220 });
    expect(labelPlace({ ...box, type: "rectangle" }, { ...label, textAlign: "left", verticalAlign: "top" })).toEqual({ x: 105, y: 205 });
    expect(labelPlace({ ...box, type: "rectangle" }, { ...label, textAlign: "right", verticalAlign: "bottom" })).toEqual({ x: 195, y: 235 });
  });

  it("is inside an ellipse and a diamond", () => {
    expect(labelPlace({ ...box, type: "diamond" }, { ...label, textAlign: "left", verticalAlign: "top" })).toEqual({ x: 140, y: 220 });
    const { x, y } = labelPlace({ ...box, type: "ellipse" }, label) ?? { x: 0, y: 0 };
    expect([Math.round(x), Math.round(y)]).toEqual([150, 220]);
  });

  it("is the middle of a straight arrow; a bent one and a turned box keep theirs", () => {
    const arrow = { ...box, type: "arrow", points: [[0, 0], [100, 40]] as const };
    expect(labelPlace(arrow, label)).toEqual({ x: 130, y: 210 });
    expect(labelPlace({ ...arrow, points: [...arrow.points, [0, 80]] }, label)).toBeUndefined();
    expect(labelPlace({ ...box, type: "rectangle", angle: 1 }, label)).toBeUndefined();
  });
});
