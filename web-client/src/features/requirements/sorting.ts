import type { Category, Content, RequirementItem } from "../../protocol/generated/types.ts";
import { between } from "../../sync/order.ts";

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

/**
 * Where an item comes to stand when the rows are in this order: after the neighbour above it and before the one below it that is in the same
 * part of the list. Two people can give two items one key; a key after the upper one is taken then.
 */
export function dropped(rows: readonly string[], id: string, requirements: readonly RequirementItem[]): Drop {
  const at = rows.indexOf(id);
  const line = rows.indexOf(divider);
  const scope: Scope = at < line ? "core" : "below-line";
  const orderOf = (row: string | undefined) => requirements.find((other) => other.id === row)?.order ?? null;
  const part = scope === "core" ? rows.slice(0, line) : rows.slice(line + 1);
  const index = part.indexOf(id);
  const above = orderOf(part[index - 1]);
  const below = part.slice(index + 1).map(orderOf).find((order) => order !== null && (above === null || order > above)) ?? null;
  const now = orderOf(id);
  const stays = now !== null && (above === null || above < now) && (below === null || now < below);
  return { scope, order: stays ? undefined : between(above, below) };
}

/** Whether a non-functional requirement lacks a number. */
export function lacksNumber({ style, text, target }: Content): boolean {
  return style === "non-functional" && target === undefined && !/\d/.test(text);
}

/** The content with white space trimmed and nothing that does not belong to its style; undefined without text. */
export function tidied({ style, text, scope, category, target }: { style: Style; text: string; scope: Scope; category?: Category | undefined; target?: string | undefined }): Content | undefined {
  const line = text.replace(/\s+/g, " ").trim();
  if (line === "") return undefined;
  const number = (target ?? "").replace(/\s+/g, " ").trim();
  return {
    style, text: line, scope,
    ...(style === "non-functional" && category !== undefined ? { category } : {}),
    ...(style === "non-functional" && number !== "" ? { target: number } : {}),
  };
}

/** Whether two contents say the same. */
export function sameContent(a: Content, b: Content): boolean {
  return a.style === b.style && a.text === b.text && a.scope === b.scope && a.category === b.category && a.target === b.target;
}
