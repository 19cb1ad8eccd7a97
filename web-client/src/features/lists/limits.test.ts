import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { limits } from "./limits.ts";

const spec = readFileSync(new URL("../../../../protocol/SPEC.md", import.meta.url), "utf8");

test("[LM2] the limits are those of SPEC.md", () => {
  for (const [name, value] of Object.entries(limits)) expect(spec).toContain(`| \`${name}\` | ${value} |`);
});
