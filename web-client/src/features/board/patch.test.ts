import { describe, expect, it } from "vitest";
import type { Dragged, Shape } from "../../protocol/generated/types.ts";
import { type Patch, patchOf, patched } from "./patch.ts";

const place = { x: 0, y: 0, width: 100, height: 50 };
const shapes: Readonly<Record<string, Shape>> = {
  box: { type: "rectangle", ...place },
  line: { type: "line", ...place, points: [[0, 0], [100, 50]] },
  arrow: { type: "arrow", ...place, points: [[0, 0], [50, 0], [100, 50]], startBinding: { elementId: "box" }, endBinding: { elementId: "gone" } },
  label: { type: "text", x: 30, y: 15, width: 40, height: 20, text: "Cache", containerId: "box" },
  child: { type: "ellipse", ...place, frameId: "gone" },
};

function patch(id: string, ...dragged: readonly Dragged[]): Patch | undefined {
  const shape = shapes[id];
  if (shape === undefined) throw new Error(`${id}: no shape (expected: one of ${Object.keys(shapes).join()})`);
  return patchOf(id, shape, { shape: (other) => shapes[other], shown: (other) => shapes[other], dragged: new Map(dragged.map((one) => [one.id, one])) });
}

describe("an element shows otherwise than its item says", () => {
  it("never where nothing is the matter", () => {
    expect([patch("box"), patch("label"), patch("line")]).toEqual([undefined, undefined, undefined]);
  });

  it("where it is bound to what is not there", () => {
    expect([patch("arrow"), patch("child")]).toEqual([{ endBinding: undefined }, { frameId: undefined }]);
    expect(patched(shapes["child"] as Shape, patch("child"))).toEqual({ type: "ellipse", ...place });
  });

  it("[SG13] where somebody drags it; the size of a line follows from its points", () => {
    const to = { x: 7, y: 8, width: 9, height: 10 };
    expect(patch("box", { id: "box", ...to })).toEqual(to);
    expect(patch("line", { id: "line", ...to })).toEqual({ x: 7, y: 8 });
  });

  it("where an end of an arrow goes along with a box", () => {
    expect(patch("arrow", { id: "box", ...place, x: 20, y: 10 })).toEqual({ endBinding: undefined, x: 20, y: 10, points: [[0, 0], [30, -10], [80, 40]] });
  });
});
