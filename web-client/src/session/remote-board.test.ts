import { describe, expect, it } from "vitest";
import { RemoteBoard } from "./remote-board.ts";

const ada = { participant: "p2cfd6fe0613773f1", tab: "63c9f51f" };
const grace = { participant: "p7dc8a56031f82dfc", tab: "0a1b2c3d" };
const box = { id: "box", x: 10, y: 20, width: 30, height: 40 };
const element = { kind: "element", id: "box" };

describe("what others do on the board", () => {
  it("[SG12] is the newest pointer and selection of each tab, until both are gone", () => {
    const board = new RemoteBoard();
    board.pointer(ada, { kind: "pointer", at: [1, 2] });
    board.pointer(grace, { kind: "pointer", selected: ["box"] });
    board.pointer(ada, { kind: "pointer", at: [3, 4], selected: ["box"] });
    expect(board.pointers).toEqual([{ ...ada, at: [3, 4], selected: ["box"] }, { ...grace, at: undefined, selected: ["box"] }]);
    board.pointer(ada, { kind: "pointer" });
    expect(board.pointers).toEqual([{ ...grace, at: undefined, selected: ["box"] }]);
  });

  it("[SG13] is where elements are dragged to, until that ends, the element is put or removed, or 2 s went by", () => {
    const board = new RemoteBoard();
    const drag = () => board.drag(ada, { kind: "drag", elements: [box, { ...box, id: "other" }] }, 1000);
    drag();
    expect([...board.dragged(2999).keys()]).toEqual(["box", "other"]);
    expect(board.dragged(3000).size).toBe(0);
    drag();
    board.drag(ada, { kind: "drag", elements: [] }, 1000);
    expect(board.dragged(1000).size).toBe(0);
    drag();
    board.event([{ put: element }]);
    expect([...board.dragged(1000).keys()]).toEqual(["other"]);
    drag();
    board.event([{ remove: element }]);
    expect([...board.dragged(1000).keys()]).toEqual(["other"]);
  });

  it("[SG10] goes with who leaves", () => {
    const board = new RemoteBoard();
    board.pointer(ada, { kind: "pointer", at: [1, 2] });
    board.drag(ada, { kind: "drag", elements: [box] }, 0);
    board.pointer(grace, { kind: "pointer", at: [1, 2] });
    board.presence(new Set([grace.tab]));
    expect(board.pointers.map(({ tab }) => tab)).toEqual([grace.tab]);
    expect(board.dragged(0).size).toBe(0);
  });
});
