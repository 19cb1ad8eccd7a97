import { describe, expect, it } from "vitest";
import type { Dragged, ElementItem, Shape } from "../../protocol/generated/types.ts";
import { type Drawn, drawn, erases } from "../../sync/board.ts";
import { compare } from "../../sync/fold.ts";
import { type Board, BoardScene, type Done } from "./board-scene.ts";
import type { Element } from "./shape.ts";

const sizes = { elementTextLength: 4000, elementBytes: 32768 };
const nobody: ReadonlySet<string> = new Set();

/** The board of a room, as the server has it. */
class Room {
  readonly elements = new Map<string, ElementItem>();

  take(done: Done, by: string): void {
    for (const put of done.puts) {
      const item = drawn(this.elements.get(put.id), put, by);
      if (item !== undefined) this.elements.set(put.id, item);
    }
    for (const erasure of done.erasures) {
      const was = this.elements.get(erasure.id);
      if (was !== undefined && erases(was, erasure, by)) this.elements.delete(erasure.id);
    }
  }

  put(id: string, set: object, by = "author", base = this.elements.get(id)?.rev ?? 0): void {
    this.take({ puts: [{ id, base, nonce: 1000 + this.elements.size + base, set: set as Drawn["set"] }], erasures: [], foreign: [], homeless: [], cut: false }, by);
  }

  board(dragged: readonly Dragged[] = []): Board {
    const order = ({ id, shape: { index } }: ElementItem) => `${index ?? "~"} ${id}`;
    return {
      elements: [...this.elements.values()].sort((a, b) => compare(order(a), order(b))),
      byId: new Map(this.elements),
      confirmedRev: (id) => this.elements.get(id)?.rev,
      dragged: new Map(dragged.map((one) => [one.id, one])),
    };
  }
}

/** Somebody with a scene, whose elements change as Excalidraw changes them: in place, with another version and nonce. */
class Drawer {
  scene: readonly Element[] = [];
  private nonces: number;
  private readonly kept: BoardScene;

  constructor(
    private readonly room: Room,
    readonly name: string,
  ) {
    this.nonces = name.length * 100_000;
    this.kept = new BoardScene((element) => element, () => ++this.nonces);
    this.pull();
  }

  /** Whether anything had to change. */
  pull(busy = nobody, dragged: readonly Dragged[] = []): boolean {
    const next = this.kept.pull(this.room.board(dragged), this.scene, busy);
    this.scene = next ?? this.scene;
    return next !== undefined;
  }

  push(): Done {
    const done = this.kept.push(this.room.board(), this.scene, sizes);
    this.room.take(done, this.name);
    return done;
  }

  draw(id: string, properties: object): void {
    this.scene = [...this.scene, { ...box, id, version: 1, versionNonce: ++this.nonces, isDeleted: false, boundElements: null, ...properties } as unknown as Element];
  }

  change(id: string, properties: object): void {
    const element = this.get(id);
    Object.assign(element, properties, { version: element.version + 1, versionNonce: ++this.nonces });
  }

  get(id: string): Element {
    const element = this.scene.find((candidate) => candidate.id === id);
    if (element === undefined) throw new Error(`${id}: not there (expected: in ${this.scene.map((other) => other.id).join()})`);
    return element;
  }

  get shown(): readonly string[] {
    return this.scene.flatMap(({ id, isDeleted }) => (isDeleted ? [] : [id]));
  }
}

const box: Shape = { type: "rectangle", x: 0, y: 0, width: 100, height: 50, index: "a0" };
const label: Shape = { type: "text", x: 30, y: 15, width: 40, height: 20, text: "Cache", containerId: "box", index: "a1", textAlign: "center", verticalAlign: "middle" };

function aRoom(...names: string[]) {
  const room = new Room();
  room.put("box", box);
  room.put("label", label);
  return { room, drawers: names.map((name) => new Drawer(room, name)) as [Drawer, Drawer] };
}

describe("what the room has", () => {
  it("[BD10] shows in its order, with what is bound to what", () => {
    const { room } = aRoom();
    room.put("arrow", { type: "arrow", x: 0, y: 0, width: 10, height: 0, points: [[0, 0], [10, 0]], startBinding: { elementId: "box" }, index: "Zz" });
    room.put("last", { ...box, index: undefined });
    const ada = new Drawer(room, "ada");
    expect(ada.shown).toEqual(["arrow", "box", "label", "last"]);
    expect(ada.get("box").boundElements).toEqual([{ id: "arrow", type: "arrow" }, { id: "label", type: "text" }]);
  });

  it("leaves elements that stay as they are the same objects", () => {
    const { room, drawers: [ada] } = aRoom("ada");
    room.put("other", { ...box, index: "a2" });
    ada.pull();
    const before = new Map(ada.scene.map((element) => [element.id, element]));
    expect(ada.pull()).toBe(false);
    room.put("other", { x: 7 });
    expect(ada.pull()).toBe(true);
    expect(ada.scene.filter((element) => before.get(element.id) !== element).map(({ id }) => id)).toEqual(["other"]);
    expect(ada.get("other").x).toBe(7);
  });

  it("is gone when somebody takes it away, and Excalidraw knows that it is", () => {
    const { room, drawers: [ada] } = aRoom("ada");
    room.elements.delete("label");
    ada.pull();
    expect(ada.shown).toEqual(["box"]);
    expect(ada.get("label").isDeleted).toBe(true);
    expect(ada.get("box").boundElements).toEqual([]);
    expect(ada.push()).toMatchObject({ puts: [], erasures: [] });
  });

  it("is bound to nothing that is not there, until it comes", () => {
    const room = new Room();
    room.put("label", label);
    const ada = new Drawer(room, "ada");
    expect(ada.get("label")).not.toHaveProperty("containerId");
    room.put("box", box);
    ada.pull();
    expect(ada.get("label")).toHaveProperty("containerId", "box");
  });

  it("[SG13] shows where somebody drags it, with its label and the end of an arrow, and nothing of that is told as a change", () => {
    const { room } = aRoom();
    room.put("arrow", { type: "arrow", x: 100, y: 25, width: 50, height: 0, points: [[0, 0], [50, 0]], startBinding: { elementId: "box" }, index: "a3" });
    const ada = new Drawer(room, "ada");
    ada.pull(nobody, [{ id: "box", x: 10, y: 200, width: 100, height: 50 }]);
    expect([ada.get("box"), ada.get("label"), ada.get("arrow")].map(({ x, y }) => [x, y])).toEqual([[10, 200], [40, 215], [110, 225]]);
    expect(ada.get("arrow")).toHaveProperty("points", [[0, 0], [40, -200]]);
    expect(ada.push().puts).toEqual([]);
    ada.pull();
    expect([ada.get("box"), ada.get("label"), ada.get("arrow")].map(({ x, y }) => [x, y])).toEqual([[0, 0], [30, 15], [100, 25]]);
  });
});

describe("what the user does", () => {
  it("[BD3] is a whole new element, single properties of one that is there, or that it is gone", () => {
    const { drawers: [ada] } = aRoom("ada");
    ada.draw("new", { x: 5, index: "a5" });
    ada.change("box", { x: 10, strokeColor: "#e03131" });
    ada.change("label", { isDeleted: true });
    const nonces = [ada.get("box").versionNonce, ada.get("new").versionNonce];
    expect(ada.push()).toMatchObject({
      puts: [{ id: "box", base: 1, nonce: nonces[0], set: { x: 10, strokeColor: "#e03131" } }, { id: "new", base: 0, nonce: nonces[1], set: { ...box, x: 5, index: "a5" } }],
      erasures: [{ id: "label", base: 1 }],
    });
    expect(ada.push()).toMatchObject({ puts: [], erasures: [] });
  });

  it("stays as it is drawn when the room has it", () => {
    const { drawers: [ada] } = aRoom("ada");
    ada.change("box", { x: 10.00001234 });
    const element = ada.get("box");
    ada.push();
    expect(ada.pull()).toBe(true); // The label goes along.
    expect(ada.get("box")).toBe(element);
    expect(element.x).toBe(10.00001234);
    expect(ada.pull()).toBe(false);
  });

  it("is not told of what nobody can see yet, nor of what no board has", () => {
    const { drawers: [ada] } = aRoom("ada");
    ada.draw("empty", { type: "text", text: "" });
    ada.draw("point", { width: 0, height: 0 });
    ada.draw("photo", { type: "image" });
    const done = ada.push();
    expect([done.puts, done.foreign.map(({ id }) => id)]).toEqual([[], ["photo"]]);
  });

  it("[BD5] is merged with what others did to the same element meanwhile", () => {
    const { drawers: [ada, grace] } = aRoom("ada", "grace");
    ada.change("box", { x: 300, y: 100 });
    grace.change("label", { text: "Redis", width: 44 });
    grace.push();
    ada.pull();
    ada.push();
    for (const drawer of [ada, grace]) {
      drawer.pull();
      expect([drawer.get("box").x, drawer.get("label")]).toEqual([300, expect.objectContaining({ text: "Redis", x: 328, y: 115 })]);
    }
  });

  it("is kept while others change the same element, property by property", () => {
    const { drawers: [ada, grace] } = aRoom("ada", "grace");
    grace.change("box", { x: 300, backgroundColor: "#a5d8ff" });
    grace.push();
    ada.change("box", { x: 20 });
    ada.pull();
    expect(ada.get("box")).toMatchObject({ x: 20 });
    ada.push();
    ada.pull();
    grace.pull();
    expect([ada, grace].map((drawer) => drawer.get("box")).map(({ x, backgroundColor }) => [x, backgroundColor])).toEqual([[20, "#a5d8ff"], [20, "#a5d8ff"]]);
  });

  it("is not torn from their hands", () => {
    const { drawers: [ada, grace] } = aRoom("ada", "grace");
    const inHand = ada.get("label");
    grace.change("label", { text: "Redis" });
    grace.push();
    ada.pull(new Set(["label"]));
    expect(ada.get("label")).toBe(inHand);
    ada.pull();
    expect(ada.get("label")).toHaveProperty("text", "Redis");
  });

  it("[BD7] says which words the user has not seen, so that they are kept", () => {
    const { room, drawers: [ada, grace] } = aRoom("ada", "grace");
    grace.change("label", { text: "Grace's" });
    grace.push();
    ada.change("label", { text: "Ada's" });
    ada.pull();
    expect(ada.push().puts).toMatchObject([{ id: "label", base: 1 }]);
    expect(room.elements.get("label")).toMatchObject({ shape: { text: "Ada's" }, lost: { text: "Grace's", by: "grace" } });
    ada.pull();
    ada.change("label", { text: "Ada's again" });
    expect(ada.push().puts).toMatchObject([{ id: "label", base: 3 }]);
  });

  it("[BD9] takes nothing away whose words the user has not seen", () => {
    const { drawers: [ada, grace] } = aRoom("ada", "grace");
    grace.change("label", { text: "Grace's" });
    grace.push();
    ada.change("label", { isDeleted: true });
    ada.push();
    ada.pull();
    expect(ada.get("label")).toMatchObject({ isDeleted: false, text: "Grace's" });
  });

  it("[BD4] gives words back for which there is no element any more", () => {
    const { room, drawers: [ada] } = aRoom("ada");
    ada.change("label", { text: "Half a sent" });
    room.elements.delete("label");
    ada.pull();
    expect(ada.get("label").isDeleted).toBe(false);
    expect(ada.push()).toMatchObject({ puts: [], homeless: ["Half a sent"] });
    ada.pull();
    expect(ada.get("label").isDeleted).toBe(true);
  });

  it("can be taken back: an element that the user took away comes again as a new one", () => {
    const { room, drawers: [ada] } = aRoom("ada");
    ada.change("box", { isDeleted: true });
    ada.push();
    ada.pull();
    expect(room.elements.has("box")).toBe(false);
    ada.change("box", { isDeleted: false });
    expect(ada.push().puts).toMatchObject([{ id: "box", base: 0, set: box }]);
    expect(room.elements.has("box")).toBe(true);
  });

  it("is cut where it is too long, and shows so", () => {
    const { room, drawers: [ada] } = aRoom("ada");
    ada.change("label", { text: "x".repeat(4001), link: "file:///etc/passwd" });
    expect(ada.push()).toMatchObject({ cut: true });
    ada.pull();
    for (const { text, link } of [ada.get("label") as unknown as Shape, room.elements.get("label")?.shape as Shape]) expect([text?.length, link]).toEqual([4000, undefined]);
  });
});

describe("two who draw at random", () => {
  it.each(Array.from({ length: 40 }, (_, seed) => seed))("see the same in the end (seed %i)", (seed) => {
    const { room, drawers } = aRoom("ada", "grace");
    const random = mulberry(seed);
    const some = (n: number) => Math.floor(random() * n);
    for (let step = 0; step < 60; step++) {
      const drawer = drawers[some(2)] ?? drawers[0];
      const ids = drawer.shown;
      const id = ids[some(ids.length)];
      switch (some(8)) {
        case 0:
          drawer.draw(`${drawer.name}${step}`, { x: some(100), index: `b${some(9) + 1}` });
          break;
        case 1:
          if (id !== undefined) drawer.change(id, { isDeleted: true });
          break;
        case 2:
          if (id !== undefined) drawer.change(id, drawer.get(id).type === "text" ? { text: `words ${step}` } : { backgroundColor: `#00000${some(9)}` });
          break;
        case 3:
        case 4:
          if (id !== undefined) drawer.change(id, { x: some(500), y: some(500) });
          break;
        case 5:
          drawer.push();
          break;
        default:
          drawer.pull(new Set(id === undefined ? [] : [id]));
      }
    }
    for (const drawer of drawers) drawer.push();
    for (const drawer of drawers) drawer.pull();
    const looks = drawers.map((drawer) => drawer.scene.filter(({ isDeleted }) => !isDeleted).map(({ id, x, y, backgroundColor, index }) => ({ id, x: Math.round(x), y: Math.round(y), backgroundColor, index })));
    expect(looks[0]).toEqual(looks[1]);
    expect(looks[0]?.map(({ id }) => id).sort()).toEqual([...room.elements.keys()].sort());
    for (const drawer of drawers) expect([drawer.pull(), drawer.push()]).toMatchObject([false, { puts: [], erasures: [] }]);
  });
});

// A small random number generator, so that a seed says what happened.
function mulberry(seed: number): () => number {
  let state = seed + 1;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
