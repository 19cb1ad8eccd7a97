import type { Locator } from "playwright-core";
import { expect } from "vitest";
import type { Drawn } from "../../src/sync/board.ts";
import type { ElementItem } from "../../src/protocol/generated/types.ts";
import type { Person } from "./people.ts";
import type { TestRoom } from "./rooms.ts";

type Point = readonly [x: number, y: number];

/** The board as one person sees it and works with it. */
export class PersonalBoard {
  private constructor(readonly person: Person) {}

  /** Turns the workspace to the board, and waits until it is there. */
  static async open(person: Person): Promise<PersonalBoard> {
    await person.look("Board");
    const board = new PersonalBoard(person);
    await board.canvas.waitFor({ timeout: 30_000 });
    await person.page.locator(".overlay__scene[style*=scale]").waitFor({ state: "attached" });
    return board;
  }

  get region(): Locator {
    return this.person.page.getByRole("region", { name: "Board", exact: true });
  }

  get canvas(): Locator {
    return this.region.locator("canvas.interactive");
  }

  button(name: string | RegExp): Locator {
    return this.region.getByRole("button", { name });
  }

  /** Where something of the drawing is on the page. */
  async pagePoint([x, y]: Point): Promise<{ x: number; y: number }> {
    const { zoom, scrollX, scrollY } = await this.camera();
    const box = await this.canvas.boundingBox();
    if (box === null) throw new Error("canvas: not seen (expected: an open board)");
    return { x: box.x + (x + scrollX) * zoom, y: box.y + (y + scrollY) * zoom };
  }

  /** What is seen of the drawing. */
  async camera(): Promise<{ zoom: number; scrollX: number; scrollY: number }> {
    const transform = await this.region.locator(".overlay__scene").evaluate((layer: HTMLElement) => layer.style.transform);
    const [zoom = NaN, scrollX = NaN, scrollY = NaN] = [...transform.matchAll(/-?[\d.]+(?:e-?\d+)?/g)].map(([number]) => Number(number));
    return { zoom, scrollX, scrollY };
  }

  /** Has all that there is in sight, and waits until the drawing stands still. */
  async showAll(): Promise<void> {
    await this.button("Show all").click();
    let last = "";
    await expect.poll(async () => {
      const before = last;
      last = JSON.stringify(await this.camera());
      return last === before;
    }, { interval: 300 }).toBe(true);
  }

  async click(at: Point): Promise<void> {
    const { x, y } = await this.pagePoint(at);
    await this.person.page.mouse.click(x, y);
  }

  async press(at: Point): Promise<void> {
    const { x, y } = await this.pagePoint(at);
    await this.person.page.mouse.move(x, y);
    await this.person.page.mouse.down();
  }

  async move(to: Point): Promise<void> {
    const { x, y } = await this.pagePoint(to);
    await this.person.page.mouse.move(x, y, { steps: 8 });
  }

  async release(): Promise<void> {
    await this.person.page.mouse.up();
  }

  async drag(from: Point, to: Point): Promise<void> {
    await this.press(from);
    await this.move(to);
    await this.release();
  }

  /** Draws with one of the tools, which are keys. */
  async draw(tool: "r" | "o" | "d" | "a", from: Point, to: Point): Promise<void> {
    await this.focus();
    await this.person.page.keyboard.press(tool);
    await this.drag(from, to);
  }

  /** Writes the label of the box at a point anew. */
  async label(at: Point, words: string): Promise<void> {
    await this.startLabel(at);
    await this.person.page.keyboard.press("Control+A");
    await this.person.type(words, 5);
    await this.person.page.keyboard.press("Escape");
    await this.person.page.locator(".excalidraw-wysiwyg").waitFor({ state: "detached" });
  }

  /** Begins to write in the box at a point. */
  async startLabel(at: Point): Promise<void> {
    const { x, y } = await this.pagePoint(at);
    await this.person.page.mouse.dblclick(x, y);
    await this.person.page.locator(".excalidraw-wysiwyg").waitFor();
  }

  /** Nothing is selected any more, and keys are for the board. */
  async focus(): Promise<void> {
    await this.region.getByRole("application").focus();
    await this.person.page.keyboard.press("Escape");
    await this.region.getByRole("application").focus();
  }

  async undo(): Promise<void> {
    await this.region.getByRole("application").focus();
    await this.person.page.keyboard.press("Control+Z");
  }

  /** The colour of the drawing at a point, as it is painted before the theme turns it round. */
  async colourAt(at: Point): Promise<string> {
    const [colour = "nothing"] = await this.coloursIn(at, at);
    return colour;
  }

  /** Whether a label, which is dark, is painted in a part of the drawing. */
  async hasLabelIn(from: Point, to: Point): Promise<boolean> {
    return (await this.coloursIn(from, to)).some((colour) => /^#[0-6].[0-6].[0-6]./.test(colour));
  }

  private async coloursIn(from: Point, to: Point): Promise<readonly string[]> {
    const [first, last] = [await this.pagePoint(from), await this.pagePoint(to)];
    return this.region.locator("canvas.static").evaluate(
      (canvas: HTMLCanvasElement, [left, top, right, bottom]) => {
        const place = canvas.getBoundingClientRect();
        const scale = canvas.width / place.width;
        const [x, y] = [Math.round((left - place.x) * scale), Math.round((top - place.y) * scale)];
        const size = [Math.max(1, Math.round((right - left) * scale)), Math.max(1, Math.round((bottom - top) * scale))] as const;
        const { data } = canvas.getContext("2d")?.getImageData(x, y, ...size) ?? { data: new Uint8ClampedArray() };
        const colours = new Set<string>();
        for (let i = 0; i < data.length; i += 4) {
          const hex = [...data.slice(i, i + 3)].map((part) => part.toString(16).padStart(2, "0")).join("");
          colours.add(data[i + 3] === 0 ? "nothing" : `#${hex}`);
        }
        return [...colours];
      },
      [first.x, first.y, last.x, last.y] as const,
    );
  }

  /** The lines of the board as text. */
  async lines(): Promise<readonly string[]> {
    const text = this.person.page.getByRole("complementary", { name: "The board as text" });
    if (!(await text.isVisible())) await this.button("As text").click();
    return text.getByRole("listitem").allTextContents();
  }
}

/** The elements as the server has them. */
export async function elementsIn(room: TestRoom): Promise<readonly ElementItem[]> {
  return (await room.state()).items.filter((item): item is ElementItem => item.kind === "element");
}

/** The element that the server has under that id. */
export async function elementIn(room: TestRoom, id: string): Promise<ElementItem | undefined> {
  return (await elementsIn(room)).find((element) => element.id === id);
}

/** A box with a label in its middle, for a peer to draw. */
export function labelledBox(id: string, words: string, [x, y]: Point, more: object = {}): readonly Drawn[] {
  const width = 160;
  const height = 80;
  const box = { type: "rectangle", x, y, width, height, index: `b${id}0V`, strokeColor: "#1971c2", backgroundColor: "#a5d8ff", roughness: 0, seed: 1, ...more };
  const label = {
    type: "text", x: x + width / 2 - words.length * 4, y: y + height / 2 - 11, width: words.length * 8, height: 22, index: `b${id}1V`, text: words, originalText: words, fontSize: 16, fontFamily: 6,
    lineHeight: 1.35, textAlign: "center", verticalAlign: "middle", containerId: id, autoResize: true, seed: 1,
  };
  return [{ id, base: 0, nonce: 1, set: box as Drawn["set"] }, { id: `${id}-label`, base: 0, nonce: 1, set: label as Drawn["set"] }];
}

/** Waits until everybody's page and the server have the same labels, and all is saved. */
export async function drawnAlike(boards: readonly PersonalBoard[], lines: readonly string[]): Promise<void> {
  for (const board of boards) {
    await board.person.live.waitFor({ timeout: 30_000 });
    await expect.poll(async () => [...(await board.lines())].sort()).toEqual([...lines].sort());
  }
}
