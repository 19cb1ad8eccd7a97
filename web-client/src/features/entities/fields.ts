import type { EntityContent, EntityField } from "../../protocol/generated/types.ts";
import { mergedProperties, same } from "../lists/merging.ts";
import { limits } from "../lists/limits.ts";
import { lineOf } from "../lists/text.ts";

export type Fields = EntityContent["fields"];

/** A field as it is typed in one line, `name` or `name: type`; undefined without a name. */
export function fieldOf(line: string): EntityField | undefined {
  const [first = "", ...others] = line.split(":");
  return tidiedField({ name: first, type: others.join(":"), note: "" });
}

/** A field of what was typed, as long as it may be; undefined without a name. */
export function tidiedField({ name, type, mark, note }: { readonly name: string; readonly type: string; readonly mark?: EntityField["mark"]; readonly note: string }): EntityField | undefined {
  const called = lineOf(name.slice(0, limits.nameLength));
  const typed = lineOf(type.slice(0, limits.nameLength));
  const noted = lineOf(note.slice(0, limits.labelLength));
  if (called === undefined) return undefined;
  return { name: called, ...(typed === undefined ? {} : { type: typed }), ...(mark === undefined ? {} : { mark }), ...(noted === undefined ? {} : { note: noted }) };
}

/** What the rows of the fields are told apart by: names, which may repeat, counted. A field keeps its own when others are moved. */
export function fieldIds(fields: Fields): readonly string[] {
  const seen = new Map<string, number>();
  return fields.map(({ name }) => {
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    return `${name}#${count}`;
  });
}

/** What two people made of one entity (CM15): both people's changes, also of its fields, unless they changed the same. */
export function mergedEntity(before: EntityContent, mine: EntityContent, theirs: EntityContent): EntityContent | undefined {
  const fields = mergedFields(before.fields, mine.fields, theirs.fields);
  const apart = fields && mergedProperties<Omit<EntityContent, "fields">>(withoutFields(before), withoutFields(mine), withoutFields(theirs));
  return apart && fields && { ...apart, fields };
}

/** What the one version has and, behind it, the fields that only the other has: for who cannot say which shall stand. */
export function joined(mine: EntityContent, theirs: EntityContent): EntityContent {
  const names = new Set(mine.fields.map(({ name }) => name));
  const notes = [mine.note, theirs.note].filter((note) => note !== undefined);
  const note = mine.note === theirs.note ? mine.note : notes.join("\n").slice(0, limits.entityNoteLength);
  const { note: _, ...content } = mine;
  return { ...content, fields: [...mine.fields, ...theirs.fields.filter(({ name }) => !names.has(name))].slice(0, limits.fields), ...(note === undefined ? {} : { note }) };
}

// One of the two may have done more than to add fields, or to change one that the other left alone.
function mergedFields(before: Fields, mine: Fields, theirs: Fields): Fields | undefined {
  if (same(before, mine)) return theirs;
  if (same(before, theirs) || same(mine, theirs)) return mine;
  const gone = before.filter((field) => !has(mine, field));
  const come = mine.filter((field) => !has(before, field));
  const onlyAdded = gone.length === 0 && same(mine.slice(0, before.length), before);
  if (onlyAdded) return theirs.length + come.length > limits.fields ? undefined : [...theirs, ...mine.slice(before.length)];
  const [old] = gone;
  const [changed, ...more] = come;
  const isOneChange = old !== undefined && gone.length === 1 && changed !== undefined && more.length === 0 && mine.length === before.length && has(theirs, old);
  return isOneChange ? theirs.map((field) => (same(field, old) ? changed : field)) : undefined;
}

function has(fields: Fields, field: EntityField): boolean {
  return fields.some((other) => same(other, field));
}

function withoutFields({ fields: _, ...content }: EntityContent): Omit<EntityContent, "fields"> {
  return content;
}
