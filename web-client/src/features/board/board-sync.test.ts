import { describe, expect, it } from "vitest";
import { commandsFor } from "./board-sync.ts";

const put = (id: string, bytes = 0) => ({ id, base: 0, nonce: 1, set: { type: "rectangle", x: 0, y: 0, width: 1, height: 1, customData: { fill: "x".repeat(bytes) } } }) as const;
const many = (count: number) => Array.from({ length: count }, (_, i) => put(`e${i}`));

describe("what has to be asked for", () => {
  it("[BD3] is told of 50 elements in one command at most, what is drawn before what is erased", () => {
    const commands = commandsFor({ puts: many(120), erasures: [{ id: "gone", base: 3 }] });
    expect(commands.map((command) => ("elements" in command ? [command.type, command.elements.length] : command.type))).toEqual([["board.put", 50], ["board.put", 50], ["board.put", 20], ["board.remove", 1]]);
  });

  it("is told in commands that are not too large, so that one large element spoils none of the others", () => {
    const commands = commandsFor({ puts: [put("a", 9000), put("b", 9000), put("c", 30_000), put("d")], erasures: [] });
    expect(commands.map((command) => (command.type === "board.put" ? command.elements.map(({ id }) => id) : []))).toEqual([["a", "b"], ["c"], ["d"]]);
  });

  it("is nothing where nothing was done", () => {
    expect(commandsFor({ puts: [], erasures: [] })).toEqual([]);
  });
});
