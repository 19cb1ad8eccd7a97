import { describe, expect, it } from "vitest";
import type { EndpointItem, WalkItem } from "../../protocol/generated/types.ts";
import type { Node } from "./graph.ts";
import { nudged, routesOf, stepped } from "./walk.ts";

const node = (id: string): Node => ({ id, name: id, component: undefined, box: { x: 0, y: 0, width: 1, height: 1 } });
const endpoint = (id: string): EndpointItem => ({ kind: "endpoint", id, rev: 1, order: "a0", by: "p", content: { style: "rest", method: "GET", path: "/", requirements: [], entities: [] } });
const walk = (id: string, ...elements: string[]): WalkItem => ({ kind: "walk", id, rev: 1, by: "p", elements });

describe("[WK1] a walk", () => {
  it("leads through boxes in their order, and is broken where one is gone", () => {
    const routes = routesOf([endpoint("a"), endpoint("b"), endpoint("c")], [walk("a", "y", "x"), walk("b", "x", "gone"), walk("removed", "x")], [node("x"), node("y")]);
    expect(routes.map(({ endpoint: { id }, stops, walked }) => [id, stops.map((stop) => stop?.name), walked])).toEqual([["a", ["y", "x"], "whole"], ["b", ["x", undefined], "broken"], ["c", [], "none"]]);
  });

  it("takes a box once, gives it back, and ends where there are as many as there may be", () => {
    expect(stepped(["a"], "b", 50)).toEqual(["a", "b"]);
    expect(stepped(["a", "b"], "a", 50)).toEqual(["b"]);
    expect(stepped(["a", "b"], "c", 2)).toEqual(["a", "b"]);
  });

  it("can be put in another order", () => {
    expect(nudged(["a", "b", "c"], "c", -1)).toEqual(["a", "c", "b"]);
    expect(nudged(["a", "b", "c"], "a", 1)).toEqual(["b", "a", "c"]);
    expect(nudged(["a", "b"], "b", 1)).toEqual(["a", "b"]);
    expect(nudged(["a", "b"], "x", 1)).toEqual(["a", "b"]);
  });
});
