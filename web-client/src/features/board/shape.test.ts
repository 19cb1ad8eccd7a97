import { describe, expect, it } from "vitest";
import type { ElementItem, Shape } from "../../protocol/generated/types.ts";
import { type Element, changeOf, elementOf, fitting, isDrawable, isEmpty, normalShape, sameShape, shapeOf } from "./shape.ts";

const rectangle = {
  id: "box", type: "rectangle", x: 10.123456, y: -0.00001, width: 100, height: 50, angle: 0, strokeColor: "#1e1e1e", backgroundColor: "transparent", fillStyle: "solid",
  strokeWidth: 2, strokeStyle: "solid", roughness: 1, opacity: 100, roundness: { type: 3 }, seed: 7, version: 12, versionNonce: 99, updated: 1700000000000, isDeleted: false,
  groupIds: [], frameId: null, boundElements: [{ id: "label", type: "text" }], link: null, locked: false, index: "a0", customData: { component: "cache" },
} as unknown as Element;
const sizes = { elementTextLength: 4000, elementBytes: 32768 };
const with_ = (changes: object) => ({ ...rectangle, ...changes }) as unknown as Element;

describe("the shape of an element", () => {
  it("[BD1] has neither what the item has, nor what follows from others, nor what holds anyway", () => {
    expect(shapeOf(rectangle)).toEqual({
      type: "rectangle", x: 10.1235, y: 0, width: 100, height: 50, roundness: { type: 3 }, seed: 7, index: "a0", customData: { component: "cache" },
    });
  });

  it("[BD2] has numbers of four decimals, at any depth, between -10^9 and 10^9", () => {
    const arrow = with_({ type: "arrow", x: NaN, y: 1e12, points: [[0, 0], [1 / 3, -2 / 3]], startBinding: { elementId: "a", focus: 0.123456, gap: -0 }, lastCommittedPoint: [1, 2] });
    const { x, y, points, ...others } = shapeOf(arrow);
    expect([x, y, points]).toEqual([0, 1e9, [[0, 0], [0.3333, -0.6667]]]);
    expect((others as { startBinding?: unknown }).startBinding).toEqual({ elementId: "a", focus: 0.1235, gap: 0 });
    expect(Object.is(shapeOf(rectangle).y, 0)).toBe(true);
    expect("lastCommittedPoint" in others).toBe(false);
  });

  it("[BD2] has strings without lone surrogates, and texts without control characters", () => {
    const text = with_({ type: "text", text: "a\u0007b\n\ud800c", originalText: "a\u0007b\n\ud800c", customData: { note: "\udc00" } });
    const { text: words, originalText, customData } = shapeOf(text);
    expect([words, originalText, customData]).toEqual(["ab\n\ufffdc", "ab\n\ufffdc", { note: "\ufffd" }]);
  });

  it("says that an arrow has no head, as one that says nothing has one", () => {
    expect(shapeOf(with_({ type: "arrow", endArrowhead: null }))).toHaveProperty("endArrowhead", null);
    expect(shapeOf(with_({ type: "arrow", endArrowhead: "arrow" }))).not.toHaveProperty("endArrowhead");
    expect(shapeOf(with_({ type: "line", endArrowhead: null }))).not.toHaveProperty("endArrowhead");
  });

  it("is the same from whatever client it came", () => {
    const sent: Shape = { type: "rectangle", x: 1, y: 2, width: 3, height: 4, angle: 0, groupIds: [], opacity: 100 };
    expect(normalShape(sent)).toEqual({ type: "rectangle", x: 1, y: 2, width: 3, height: 4 });
  });
});

describe("the element of an item", () => {
  it("has the item's version, and gives its shape back", () => {
    const shape = shapeOf(rectangle);
    const item: ElementItem = { kind: "element", id: "box", rev: 3, nonce: 5, by: "p2cfd6fe0613773f1", shape };
    const element = elementOf(item, shape);
    expect(element).toMatchObject({ id: "box", version: 3, versionNonce: 5, isDeleted: false });
    expect(shapeOf(element)).toEqual(shape);
  });

  it("is a text that can be drawn, also where somebody gave it nothing but words", () => {
    const shape: Shape = { type: "text", x: 0, y: 0, width: 10, height: 25, text: "Hi" };
    expect(elementOf({ kind: "element", id: "t", rev: 1, nonce: 0, by: "p", shape }, shape)).toMatchObject({ text: "Hi", fontSize: 20, fontFamily: 5 });
  });
});

describe("what changed of a shape", () => {
  const was: Shape = { type: "rectangle", x: 1, y: 2, width: 3, height: 4, opacity: 50, roundness: { type: 3 } };

  it("[BD3] is set or unset property by property", () => {
    expect(changeOf(was, { type: "rectangle", x: 1, y: 5, width: 3, height: 4, roundness: { type: 2 } })).toEqual({ set: { y: 5, roundness: { type: 2 } }, unset: ["opacity"] });
    expect(changeOf(was, { ...was, y: 5 })).toEqual({ set: { y: 5 } });
  });

  it("is nothing where both say the same", () => {
    expect(changeOf(was, { ...was, roundness: { type: 3 } })).toBeUndefined();
    expect(sameShape(was, { ...was })).toBe(true);
  });
});

describe("what a board takes", () => {
  it("[BD2] is no image and nothing embedded", () => {
    expect(["rectangle", "freedraw", "frame"].map((type) => isDrawable({ type }))).toEqual([true, true, true]);
    expect(["image", "embeddable", "iframe", "magicframe", "selection"].some((type) => isDrawable({ type }))).toBe(false);
  });

  it("is nothing of which nothing can be seen yet", () => {
    expect([with_({ width: 0, height: 0 }), with_({ type: "text", text: " " }), with_({ type: "arrow", points: [[0, 0]] })].every(isEmpty)).toBe(true);
    expect([rectangle, with_({ type: "text", text: "x" }), with_({ type: "arrow", points: [[0, 0], [1, 1]] })].some(isEmpty)).toBe(false);
  });

  it("[BD2] is a text that fits, and a link to a page of the web", () => {
    const text: Shape = { type: "text", x: 0, y: 0, width: 1, height: 1, text: "abc😀", originalText: "abcd" };
    expect(fitting(text, { ...sizes, elementTextLength: 4 })).toEqual({ ...text, text: "abc", originalText: "abcd" });
    expect(fitting({ ...text, link: "javascript:alert(1)" }, sizes)).toEqual(text);
    expect(fitting({ ...text, link: "https://example.org/a?b#c" }, sizes)).toHaveProperty("link", "https://example.org/a?b#c");
  });

  it("[BD11] is a drawing by hand that fits", () => {
    const points = Array.from({ length: 9000 }, (_, i) => [i, 0.1234] as const);
    const scribble: Shape = { type: "freedraw", x: 0, y: 0, width: 9000, height: 1, points, pressures: points.map(() => 0.5) };
    const { points: fewer = [], pressures } = fitting(scribble, sizes);
    expect(fewer.length).toBeLessThan(points.length / 2);
    expect([fewer[0], fewer.at(-1), (pressures as unknown[]).length]).toEqual([points[0], points.at(-1), fewer.length]);
  });
});
