import { describe, expect, it } from "vitest";
import type { ElementItem, EntityItem, Shape } from "../../protocol/generated/types.ts";
import { fieldsText, listingsOf } from "./fields.ts";

const entity = (id: string, ...names: string[]): EntityItem => ({ kind: "entity", id, rev: 1, order: "a0", by: "p", content: { role: "resource", name: id, fields: names.map((name) => ({ name })) } });
const element = (id: string, shape: object): ElementItem => ({ kind: "element", id, rev: 1, nonce: 1, by: "p", shape: { x: 0, y: 0, width: 1, height: 1, ...shape } as Shape });
const box = (id: string, of: string) => element(id, { type: "rectangle", customData: { entity: of } });
const label = (of: string, text: string) => element(`label-${of}`, { type: "text", text: "wrapped", originalText: text, containerId: of });

describe("the fields of an entity on the board", () => {
  it("are its name and a line for each", () => {
    const post: EntityItem = { ...entity("Post"), content: { role: "resource", name: "Post", fields: [{ name: "id", type: "UUID", mark: "key" }, { name: "text" }] } };
    expect(fieldsText(post)).toBe("Post\n• id: UUID (key)\n• text");
  });

  it("can be placed, and brought up to date where they have changed since", () => {
    const all = [entity("Post", "id"), entity("User", "id", "name"), entity("Like", "id"), entity("Empty"), entity("Emptied")];
    const elements = [box("p", "Post"), label("p", "Post\n• id"), box("u", "User"), label("u", "User\n• id"), box("u2", "User"), box("e", "Emptied"), label("e", "Emptied\n• id")];
    expect(listingsOf(all, elements).map(({ entity: { id }, element: placed, outdated }) => [id, placed?.id, outdated])).toEqual([
      ["Post", "p", false], ["User", "u", true], ["Like", undefined, false], ["Emptied", "e", true],
    ]);
  });
});
