import type { FindingContent, ItemId } from "../../protocol/generated/types.ts";
import { lineOf } from "../lists/text.ts";

export type FindingType = FindingContent["type"];

export const findingNames: Readonly<Record<FindingType, string>> = { "edge-case": "Edge case", bottleneck: "Bottleneck" };

export const findingTypes = (Object.keys(findingNames) as FindingType[]).map((id) => ({ id, name: findingNames[id] }));

/** A finding's content, with its text as one line; undefined without any. */
export function findingOf(type: FindingType, text: string, requirement: ItemId | undefined): FindingContent | undefined {
  const line = lineOf(text);
  return line === undefined ? undefined : { type, text: line, ...(requirement === undefined ? {} : { requirement }) };
}
