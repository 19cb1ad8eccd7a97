import type { EndpointContent, EntityItem } from "../../protocol/generated/types.ts";

/** What could be better about an endpoint (AP3). It stops nobody. */
export type Hint =
  | { readonly kind: "no-slash" }
  | { readonly kind: "verb"; readonly verb: string }
  /** `name` is what the entity would be called. */
  | { readonly kind: "undefined-entity"; readonly noun: string; readonly name: string };

/** The parts of a path, without what is asked for behind `?`. */
export interface Segment {
  readonly text: string;
  readonly isParameter: boolean;
}

/** The hints for an endpoint, in the order of its path. Only REST has any: what a query or a message is called is free. */
export function hintsOf({ style, path = "" }: EndpointContent, entities: readonly EntityItem[]): readonly Hint[] {
  if (style !== "rest") return [];
  const known = entities.map(({ content }) => wordsOf(content.name));
  const words = segmentsOf(path).filter(({ text, isParameter }) => !isParameter && !isPrefix(text)).map(({ text }) => wordsOf(text));
  return [...(path.startsWith("/") ? [] : [{ kind: "no-slash" } as const]), ...words.flatMap((segment) => segmentHints(segment, known))];
}

export function segmentsOf(path: string): readonly Segment[] {
  const [plain = ""] = path.split(/[?#]/);
  return plain
    .split("/")
    .filter((text) => text !== "")
    .map((text) => ({ text, isParameter: /^(\{[^{}]*\}|:.+|<.+>|\*+)/.test(text) }));
}

/** The entities that a path names. */
export function entitiesIn(path: string, entities: readonly EntityItem[]): readonly EntityItem[] {
  const segments = segmentsOf(path).filter(({ isParameter }) => !isParameter).map(({ text }) => wordsOf(text));
  return entities.filter(({ content }) => segments.some((segment) => isSame(segment, wordsOf(content.name))));
}

// What a method says already.
const verbs = new Set(["get", "fetch", "retrieve", "create", "add", "insert", "make", "update", "edit", "modify", "delete", "remove", "destroy", "save"]);
// Names of things as well, and so no verbs where they stand alone.
const verbsAndNouns = new Set(["list", "set", "put", "post", "find", "send", "patch"]);
// What is done rather than kept: it has no method of its own, and is no entity.
const actions = new Set([
  "search", "login", "logout", "signin", "signout", "signup", "register", "auth", "oauth", "token", "refresh", "verify", "health", "status", "metrics", "batch", "bulk", "count", "export", "import",
  "upload", "download", "cancel", "confirm", "retry", "me", "self", "latest", "ws", "socket", "stream", "graphql", "rpc", "public", "internal", "admin",
]);

function segmentHints(words: readonly string[], known: readonly (readonly string[])[]): readonly Hint[] {
  const [first = "", ...others] = words;
  if (words.length === 0 || known.some((entity) => isSame(words, entity) || isPartOf(words, entity))) return [];
  const isVerb = verbs.has(first) || (verbsAndNouns.has(first) && others.length > 0);
  const noun = isVerb ? others : words;
  const hints: Hint[] = isVerb ? [{ kind: "verb", verb: first }] : [];
  const isKnown = noun.length === 0 || known.some((entity) => isSame(noun, entity) || isPartOf(noun, entity));
  if (isKnown || actions.has(noun.join("")) || (noun.length === 1 && verbsAndNouns.has(noun[0] ?? ""))) return hints;
  return [...hints, { kind: "undefined-entity", noun: noun.join(" "), name: nameOf(noun) }];
}

// `v1`, `api` and the like say where the API is, and nothing of what it is about.
function isPrefix(text: string): boolean {
  return /^(api|rest|v\d+([a-z]+\d*)?(\.\d+)*)$/i.test(text);
}

/** The words of a name in any spelling, in lower case: `FeedEntry`, `feed-entries` and `Feed entries` are of two words. */
function wordsOf(name: string): readonly string[] {
  const [bare = ""] = name.split(/[.:](?=\w+$)/); // `feed.json`, `feed:refresh`
  return bare
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== "");
}

function isSame(a: readonly string[], b: readonly string[]): boolean {
  return a.length > 0 && isForm(a.join(""), b.join(""));
}

// `/feed` names something of a FeedEntry.
function isPartOf(words: readonly string[], entity: readonly string[]): boolean {
  return words.length === 1 && entity.some((word) => isForm(word, words[0] ?? ""));
}

// One noun, in the singular or the plural. What could be a plural of either of two words counts as one of both.
function isForm(a: string, b: string): boolean {
  const forms = (noun: string) => [noun, singular(noun), noun.replace(/s$/, ""), noun.replace(/es$/, "")];
  return forms(a).some((form) => forms(b).includes(form));
}

const irregular: Readonly<Record<string, string>> = { people: "person", children: "child", men: "man", women: "woman", media: "medium", indices: "index", caches: "cache", news: "news", series: "series" };

/** The singular of an English noun in lower case, as far as its ending tells. */
export function singular(noun: string): string {
  const known = irregular[noun];
  if (known !== undefined) return known;
  if (/[^aeiou]ies$/.test(noun) && noun.length > 4) return `${noun.slice(0, -3)}y`;
  if (/(ss|us|x|zz|ch|sh)es$/.test(noun)) return noun.slice(0, -2);
  return /[^siu]s$/.test(noun) && noun.length > 2 ? noun.slice(0, -1) : noun;
}

function nameOf(words: readonly string[]): string {
  const last = words.length - 1;
  return words.map((word, i) => (i === last ? singular(word) : word)).map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join("");
}
