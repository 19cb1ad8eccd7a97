import type { Category, Content, RequirementItem } from "../../protocol/generated/types.ts";
import { orderAt } from "../lists/moving.ts";
import { lineOf } from "../lists/text.ts";

export type Style = Content["style"];
export type Scope = Content["scope"];

/** How many core non-functional requirements are enough to steer a design by. */
export const coreQualities = { least: 3, most: 5 } as const;

/** A line between core requirements and those below it: where an item is dropped says which it is. */
export const divider = "below-the-line";

/** The ids of one list as it is shown: core ones, the divider, those below the line. */
export function rowsOf(requirements: readonly RequirementItem[], style: Style): readonly string[] {
  const of = (scope: Scope) => requirements.filter(({ content }) => content.style === style && content.scope === scope).map(({ id }) => id);
  return [...of("core"), divider, ...of("below-line")];
}

/** What has to change so that an item stands where it was dropped. */
export interface Drop {
  readonly scope: Scope;
  /** Undefined where it need not move. */
  readonly order: string | undefined;
}

/** Where an item comes to stand when the rows are in this order: among those that are in the same part of the list. */
export function dropped(rows: readonly string[], id: string, requirements: readonly RequirementItem[]): Drop {
  const line = rows.indexOf(divider);
  const scope: Scope = rows.indexOf(id) < line ? "core" : "below-line";
  const part = scope === "core" ? rows.slice(0, line) : rows.slice(line + 1);
  return { scope, order: orderAt(part, id, (row) => requirements.find((other) => other.id === row)?.order) };
}

/** Whether a non-functional requirement lacks a number. */
export function lacksNumber({ style, text, target }: Content): boolean {
  return style === "non-functional" && target === undefined && !/\d/.test(text);
}

/** The content with white space trimmed and nothing that does not belong to its style; undefined without text. */
export function tidied({ style, text, scope, category, target }: { style: Style; text: string; scope: Scope; category?: Category | undefined; target?: string | undefined }): Content | undefined {
  const line = lineOf(text);
  if (line === undefined) return undefined;
  const number = lineOf(target ?? "");
  return {
    style, text: line, scope,
    ...(style === "non-functional" && category !== undefined ? { category } : {}),
    ...(style === "non-functional" && number !== undefined ? { target: number } : {}),
  };
}
