import { describe, expect, it } from "vitest";
import { type Spot, edgeTowards, freeSpot, spotBeside } from "./spot.ts";

const size = { width: 100, height: 50 };

describe("a free spot", () => {
  it("is where it is wanted, or beside what stands there", () => {
    const first = freeSpot({ x: 0, y: 0 }, size, []);
    expect(first).toEqual({ x: -50, y: -25, ...size });
    const second = freeSpot({ x: 0, y: 0 }, size, [first]);
    expect(second).toEqual({ x: 90, y: -25, ...size });
    expect(freeSpot({ x: 0, y: 0 }, size, [first, second])).toEqual({ x: -190, y: -25, ...size });
  });

  it("hits nothing, however many are there", () => {
    const taken: Spot[] = [];
    for (let i = 0; i < 60; i++) taken.push(freeSpot({ x: 7, y: 9 }, size, taken));
    expect(new Set(taken.map(({ x, y }) => `${x} ${y}`)).size).toBe(60);
  });

  it("beside something is on its right, below what is there already", () => {
    const store = { x: 0, y: 0, width: 100, height: 50 };
    expect(spotBeside(store, size, [store])).toEqual({ x: 140, y: 0, ...size });
    expect(spotBeside(store, size, [store, { x: 140, y: 0, ...size }])).toEqual({ x: 140, y: 80, ...size });
  });
});

describe("the line between two places", () => {
  it("leaves each at its edge", () => {
    const [left, right] = [{ x: 0, y: 0, ...size }, { x: 300, y: 0, ...size }];
    expect([edgeTowards(left, right), edgeTowards(right, left)]).toEqual([{ x: 100, y: 25 }, { x: 300, y: 25 }]);
    expect(edgeTowards(left, { x: 0, y: 200, ...size })).toEqual({ x: 50, y: 50 });
    expect(edgeTowards(left, { ...left, x: 20 })).toEqual({ x: 70, y: 25 });
  });
});
