import { randomBytes } from "node:crypto";
import { canonicalJson } from "../sync/canonical.ts";

/** What a transcript's names stand for so far. */
export type Captures = ReadonlyMap<string, unknown>;

export type Match = { readonly captures: Captures } | { readonly problem: string };

/** Holds a value against a pattern of protocol/vectors/README.md; names that stand for nothing yet stand for what they meet. */
export function match(pattern: unknown, value: unknown, captures: Captures, path = ""): Match {
  const refused = (expected: string): Match => ({ problem: `${path || "value"}: ${short(value)} (expected: ${expected})` });
  if (typeof pattern === "string") {
    return matchText(pattern, value, captures, refused);
  }
  if (Array.isArray(pattern)) {
    return Array.isArray(value) ? matchArray(pattern, value, captures, path, refused) : refused("an array");
  }
  if (isObject(pattern)) {
    if ("$has" in pattern && Array.isArray(pattern["$has"])) {
      return Array.isArray(value) ? matchSome(pattern["$has"], value, captures, refused) : refused("an array");
    }
    if (typeof pattern["$matches"] === "string") {
      const found = typeof value === "string" ? new RegExp(fill(pattern["$matches"], captures), "u").exec(value) : null;
      if (!found) return refused(`text like ${pattern["$matches"]}`);
      const named = Object.fromEntries(Object.entries(found.groups ?? {}).map(([name, text]) => [`$${name}`, text]));
      return match(Object.fromEntries(Object.keys(named).map((name) => [name, name])), named, captures, path);
    }
    return isObject(value) ? matchObject(pattern, value, captures, path) : refused("an object");
  }
  return pattern === value ? { captures } : refused(JSON.stringify(pattern));
}

/** A value with every name in it replaced by what it stands for; `$secret:x` and `$id:x` make what they stand for. */
export function filled(value: unknown, captures: Captures): { readonly value: unknown; readonly captures: Captures } {
  if (typeof value === "string") {
    const made = /^\$(secret|id):/.exec(value);
    if (made && !captures.has(value.slice(1))) {
      const fresh = randomBytes(made[1] === "secret" ? 16 : 12).toString("base64url");
      return { value: fresh, captures: new Map(captures).set(value.slice(1), fresh) };
    }
    const whole = /^\$([\w:-]+)$/.exec(value);
    if (whole?.[1] !== undefined) {
      return { value: known(whole[1], captures), captures };
    }
    return { value: fill(value, captures), captures };
  }
  if (Array.isArray(value)) {
    const parts: unknown[] = [];
    let all = captures;
    for (const part of value) {
      const next = filled(part, all);
      parts.push(next.value);
      all = next.captures;
    }
    return { value: parts, captures: all };
  }
  if (isObject(value)) {
    const fields: [string, unknown][] = [];
    let all = captures;
    for (const [name, field] of Object.entries(value)) {
      const next = filled(field, all);
      fields.push([name, next.value]);
      all = next.captures;
    }
    return { value: Object.fromEntries(fields), captures: all };
  }
  return { value, captures };
}

/** A text with every `${name}` in it replaced. */
export function fill(text: string, captures: Captures): string {
  return text.replace(/\$\{([\w:-]+)\}/g, (_, name: string) => String(known(name, captures)));
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A value as a message shows it. */
export function short(value: unknown): string {
  const text = value === undefined ? "nothing" : JSON.stringify(value);
  return text.length > 600 ? `${text.slice(0, 600)}…` : text;
}

function known(name: string, captures: Captures): unknown {
  if (!captures.has(name)) {
    throw new Error(`$${name}: stands for nothing yet`);
  }
  return captures.get(name);
}

function matchText(pattern: string, value: unknown, captures: Captures, refused: (expected: string) => Match): Match {
  if (pattern === "$any") {
    return value === undefined ? refused("anything") : { captures };
  }
  const name = /^\$([\w:-]+)$/.exec(pattern)?.[1];
  if (name === undefined) {
    const text = fill(pattern, captures);
    return text === value ? { captures } : refused(JSON.stringify(text));
  }
  if (value === undefined) {
    return refused(pattern);
  }
  if (!captures.has(name)) {
    return { captures: new Map(captures).set(name, value) };
  }
  const before = captures.get(name);
  return canonicalJson(before) === canonicalJson(value) ? { captures } : refused(`${pattern} = ${short(before)}`);
}

function matchObject(pattern: Readonly<Record<string, unknown>>, value: Readonly<Record<string, unknown>>, captures: Captures, path: string): Match {
  let all = captures;
  for (const [name, part] of Object.entries(pattern)) {
    const at = path === "" ? name : `${path}.${name}`;
    if (part === "$absent") {
      if (name in value) return { problem: `${at}: ${short(value[name])} (expected: absent)` };
      continue;
    }
    const result = match(part, value[name], all, at);
    if ("problem" in result) return result;
    all = result.captures;
  }
  return { captures: all };
}

function matchArray(pattern: readonly unknown[], value: readonly unknown[], captures: Captures, path: string, refused: (expected: string) => Match): Match {
  const open = pattern.at(-1) === "$more";
  const parts = open ? pattern.slice(0, -1) : pattern;
  if (open ? value.length < parts.length : value.length !== parts.length) {
    return refused(`${open ? "at least " : ""}${parts.length} elements`);
  }
  let all = captures;
  for (const [i, part] of parts.entries()) {
    const result = match(part, value[i], all, `${path}[${i}]`);
    if ("problem" in result) return result;
    all = result.captures;
  }
  return { captures: all };
}

// Each part has an element of its own; the first that fits.
function matchSome(parts: readonly unknown[], value: readonly unknown[], captures: Captures, refused: (expected: string) => Match): Match {
  let all = captures;
  const left = [...value];
  for (const part of parts) {
    const at = left.findIndex((element) => "captures" in match(part, element, all));
    if (at < 0) return refused(`one like ${short(part)}`);
    const [element] = left.splice(at, 1);
    const result = match(part, element, all);
    if ("problem" in result) return result;
    all = result.captures;
  }
  return { captures: all };
}
