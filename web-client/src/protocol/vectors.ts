import { readFileSync, readdirSync } from "node:fs";

/** Test data that every implementation shares: `protocol/vectors`. For tests alone. */
export const vectorFolder = new URL("../../../protocol/vectors/", import.meta.url);

/** One of the vector files, as the type that the caller says it has. */
export function readVectors<T>(path: string): T {
  const value: T = JSON.parse(readFileSync(new URL(path, vectorFolder), "utf8"));
  return value;
}

export interface InvalidVector {
  readonly why: string;
  readonly field: string;
  readonly json?: unknown;
  readonly of?: number;
  readonly set?: Readonly<Record<string, unknown>>;
  readonly remove?: string;
  readonly schemaPasses?: boolean;
  readonly wirePasses?: boolean;
}

export interface TypeVectors {
  readonly type: string;
  readonly valid: readonly unknown[];
  readonly invalid: readonly (InvalidVector & { readonly value: unknown })[];
}

/** The valid and invalid values of every type of a family. */
export function readFamily(family: string): TypeVectors[] {
  return readdirSync(new URL(`${family}/`, vectorFolder))
    .filter((file) => file.endsWith(".valid.json"))
    .map((file) => {
      const type = file.slice(0, -".valid.json".length);
      const valid = readVectors<unknown[]>(`${family}/${file}`);
      const invalid = readVectors<InvalidVector[]>(`${family}/${type}.invalid.json`);
      return { type, valid, invalid: invalid.map((vector) => ({ ...vector, value: changed(vector, valid) })) };
    });
}

function changed(vector: InvalidVector, valid: readonly unknown[]): unknown {
  if ("json" in vector) {
    return vector.json;
  }
  let value: unknown = structuredClone(valid[vector.of ?? 0]);
  for (const [pointer, replacement] of Object.entries(vector.set ?? {})) {
    value = at(value, steps(pointer), replacement);
  }
  return vector.remove === undefined ? value : at(value, steps(vector.remove), removed);
}

const removed = Symbol("removed");

function steps(pointer: string): string[] {
  return pointer
    .split("/")
    .slice(1)
    .map((step) => step.replaceAll("~1", "/").replaceAll("~0", "~"));
}

function at(value: unknown, [step, ...rest]: string[], replacement: unknown): unknown {
  if (step === undefined) {
    return replacement;
  }
  if (Array.isArray(value)) {
    const copy: unknown[] = [...value];
    const index = step === "-" ? copy.length : Number(step);
    const inner = at(copy[index], rest, replacement);
    if (inner === removed) copy.splice(index, 1);
    else copy[index] = inner;
    return copy;
  }
  if (typeof value === "object" && value !== null) {
    const fields = new Map(Object.entries(value));
    const inner = at(fields.get(step), rest, replacement);
    if (inner === removed) fields.delete(step);
    else fields.set(step, inner);
    return Object.fromEntries(fields);
  }
  throw new Error(`/${step}: ${JSON.stringify(value)} (expected: an object or an array)`);
}
