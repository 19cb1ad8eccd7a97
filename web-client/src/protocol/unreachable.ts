/** Closes a `switch` over a union: a variant that nobody handles breaks the build here. */
export function unreachable(value: never): never {
  throw new Error(`${JSON.stringify(value)} (expected: a variant that is handled)`);
}
