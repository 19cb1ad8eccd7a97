import { describe, expect, it } from "vitest";
import type { EntityContent, EntityField } from "../../protocol/generated/types.ts";
import { fieldIds, fieldOf, joined, mergedEntity, tidiedField } from "./fields.ts";

const field = (name: string, type?: string): EntityField => ({ name, ...(type === undefined ? {} : { type }) });
const entity = (names: readonly string[], other: Partial<EntityContent> = {}): EntityContent => ({ role: "resource", name: "Photo", fields: names.map((name) => field(name)), ...other });
const namesOf = (content: EntityContent | undefined) => content?.fields.map(({ name }) => name);

describe("[EN2] a field", () => {
  it("is typed as a name, or as a name and a type", () => {
    expect(["id", " id : uuid ", "tags: map<string: int>", " : uuid", ""].map(fieldOf)).toEqual([field("id"), field("id", "uuid"), field("tags", "map<string: int>"), undefined, undefined]);
  });

  it("has nothing that was left empty, and is no longer than it may be", () => {
    expect(tidiedField({ name: " id ", type: " ", mark: "key", note: "" })).toEqual({ name: "id", mark: "key" });
    expect(tidiedField({ name: "x".repeat(90), type: "", note: "n".repeat(300) })).toEqual({ name: "x".repeat(60), note: "n".repeat(200) });
  });

  it("is told apart from others of its name", () => {
    expect(fieldIds([field("id"), field("at"), field("id")])).toEqual(["id#1", "at#1", "id#2"]);
  });
});

describe("[CM15] two who edit one entity", () => {
  const before = entity(["id", "caption"]);

  it("both keep what they changed apart", () => {
    expect(mergedEntity(before, entity(["id", "caption"], { name: "Picture" }), entity(["id", "caption", "at"]))).toEqual(entity(["id", "caption", "at"], { name: "Picture" }));
  });

  it("both keep the fields that they added", () => {
    expect(namesOf(mergedEntity(before, entity(["id", "caption", "mine"]), entity(["id", "caption", "theirs"])))).toEqual(["id", "caption", "theirs", "mine"]);
  });

  it("both keep their changes of different fields", () => {
    expect(namesOf(mergedEntity(before, entity(["key", "caption"]), entity(["id", "text", "at"])))).toEqual(["key", "text", "at"]);
  });

  it("have to choose where they changed one field, or one took it away, or moved fields while the other changed some", () => {
    expect(mergedEntity(before, entity(["key", "caption"]), entity(["uuid", "caption"]))).toBeUndefined();
    expect(mergedEntity(before, entity(["key", "caption"]), entity(["caption"]))).toBeUndefined();
    expect(mergedEntity(before, entity(["caption", "id"]), entity(["id", "text"]))).toBeUndefined();
    expect(mergedEntity(before, { ...before, name: "A" }, { ...before, name: "B" })).toBeUndefined();
  });

  it("can join both: the fields of both, and both notes", () => {
    const both = joined(entity(["id", "mine"], { note: "Mine." }), entity(["id", "theirs"], { name: "Theirs", note: "Theirs." }));
    expect(both).toEqual(entity(["id", "mine", "theirs"], { note: "Mine.\nTheirs." }));
    expect(joined(entity(["a"]), entity(["b"]))).toEqual(entity(["a", "b"]));
  });
});
