import type { EndpointContent, EndpointItem, ItemId, RequirementItem } from "../../protocol/generated/types.ts";
import { limits } from "../lists/limits.ts";
import { mergedProperties } from "../lists/merging.ts";
import { lineOf, linesOf } from "../lists/text.ts";

export type Style = EndpointContent["style"];

/** The word before a path or a name: a method, an operation or a direction. */
export type Verb = "GET" | "POST" | "PUT" | "PATCH" | "DELETE" | "query" | "mutation" | "subscription" | "to-server" | "to-client";

export const styles: readonly { readonly id: Style; readonly name: string }[] = [
  { id: "rest", name: "REST" },
  { id: "graphql", name: "GraphQL" },
  { id: "message", name: "Message" },
];

/** The verbs of each style, the usual one first. */
export const verbs: Readonly<Record<Style, readonly { readonly id: Verb; readonly name: string }[]>> = {
  rest: (["GET", "POST", "PUT", "PATCH", "DELETE"] as const).map((id) => ({ id, name: id })),
  graphql: (["query", "mutation", "subscription"] as const).map((id) => ({ id, name: id })),
  message: [{ id: "to-server", name: "to server" }, { id: "to-client", name: "to client" }],
};

/** What the verb of a style is called. */
export const verbNames: Readonly<Record<Style, string>> = { rest: "Method", graphql: "Operation", message: "Direction" };

/** A path, or a name. */
export const examples: Readonly<Record<Style, string>> = { rest: "/photos/{id}", graphql: "feed(after: Cursor)", message: "photo.posted" };

/** An endpoint as it stands in a form. What its style has no place for is kept there, for who turns the style back. */
export interface Draft {
  readonly style: Style;
  readonly verb: Verb;
  /** The path of REST, the name of what is none. */
  readonly target: string;
  readonly request: string;
  readonly response: string;
  readonly requirements: readonly ItemId[];
  readonly entities: readonly ItemId[];
}

export const emptyDraft: Draft = { style: "rest", verb: "GET", target: "", request: "", response: "", requirements: [], entities: [] };

export function draftOf(content: EndpointContent): Draft {
  const { style, request = "", response = "", requirements, entities } = content;
  return { style, verb: verbOf(content), target: targetOf(content), request, response, requirements, entities };
}

/** The draft in another style, with that style's usual verb. */
export function restyled(draft: Draft, style: Style): Draft {
  const [usual] = verbs[style];
  return verbs[style].some(({ id }) => id === draft.verb) || usual === undefined ? { ...draft, style } : { ...draft, style, verb: usual.id };
}

/** The content that a draft makes; undefined as long as it has no path or name. `POST /photos` may be typed in one (AP1). */
export function contentOf(draft: Draft): EndpointContent | undefined {
  const { style, verb, rest } = typed(draft);
  const target = lineOf(rest.slice(0, style === "rest" ? limits.pathLength : limits.labelLength));
  if (target === undefined) return undefined;
  const request = linesOf(draft.request);
  const response = style === "message" ? undefined : linesOf(draft.response);
  const { requirements, entities } = draft;
  const parts = { ...(request === undefined ? {} : { request }), ...(response === undefined ? {} : { response }), requirements, entities };
  switch (verb) {
    case "GET":
    case "POST":
    case "PUT":
    case "PATCH":
    case "DELETE":
      return { style: "rest", method: verb, path: target, ...parts };
    case "query":
    case "mutation":
    case "subscription":
      return { style: "graphql", operation: verb, name: target, ...parts };
    case "to-server":
    case "to-client":
      return { style: "message", direction: verb, name: target, ...parts };
  }
}

export function verbOf({ method, operation, direction }: EndpointContent): Verb {
  return method ?? operation ?? direction ?? "GET";
}

export function targetOf({ path, name }: EndpointContent): string {
  return path ?? name ?? "";
}

/** What two people made of one endpoint (CM15). One whose style somebody changed is another endpoint. */
export function mergedEndpoint(before: EndpointContent, mine: EndpointContent, theirs: EndpointContent): EndpointContent | undefined {
  return before.style === mine.style && mine.style === theirs.style ? mergedProperties(before, mine, theirs) : undefined;
}

/** The core functional requirements that no endpoint serves. */
export function unserved(requirements: readonly RequirementItem[], endpoints: readonly EndpointItem[]): readonly RequirementItem[] {
  const served = new Set(endpoints.flatMap(({ content }) => content.requirements));
  return requirements.filter(({ id, content }) => content.style === "functional" && content.scope === "core" && !served.has(id));
}

/** The requirements in the order in which an endpoint may serve them: core functional ones first, those of how well last. */
export function byServing(requirements: readonly RequirementItem[]): readonly RequirementItem[] {
  const rank = ({ content }: RequirementItem) => (content.style === "functional" ? 0 : 2) + (content.scope === "core" ? 0 : 1);
  return [...requirements].sort((a, b) => rank(a) - rank(b));
}

/** What a requirement says, without the words with which all of them begin. */
export function shortText(text: string): string {
  return text.replace(/^(the\s+)?(users?|clients?|customers?|people|systems?)\s+(should|must|can|could|may|shall|will|need to)\s+(be\s+able\s+to\s+|be\s+)?/i, "");
}

function typed({ style, verb, target }: Draft): { readonly style: Style; readonly verb: Verb; readonly rest: string } {
  const [, word = "", rest = ""] = /^\s*([A-Za-z]+)\s+(\S.*)$/s.exec(target) ?? [];
  for (const { id } of styles) {
    const found = id === "message" ? undefined : verbs[id].find((one) => one.id.toLowerCase() === word.toLowerCase());
    if (found !== undefined && (id === style || rest.startsWith("/") || id === "graphql")) return { style: id, verb: found.id, rest };
  }
  return { style, verb, rest: target };
}
