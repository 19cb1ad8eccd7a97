import type { FindingContent, ItemId } from "../../protocol/generated/types.ts";

export type FindingType = FindingContent["type"];

export const findingNames: Readonly<Record<FindingType, string>> = { "edge-case": "Edge case", bottleneck: "Bottleneck" };

export const findingTypes = (Object.keys(findingNames) as FindingType[]).map((id) => ({ id, name: findingNames[id] }));

/** A finding's content, with its text as one line; undefined without any. */
export function findingOf(type: FindingType, text: string, requirement: ItemId | undefined): FindingContent | undefined {
  const line = text.replace(/[\s\p{Cc}]+/gu, " ").trim();
  return line === "" ? undefined : { type, text: line, ...(requirement === undefined ? {} : { requirement }) };
}

/** Whether two contents say the same. */
export function sameFinding(a: FindingContent, b: FindingContent): boolean {
  return a.type === b.type && a.text === b.text && a.requirement === b.requirement;
}
