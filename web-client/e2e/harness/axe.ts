import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import type { AxeResults, RunOptions } from "axe-core";
import { expect } from "vitest";
import type { Person } from "./people.ts";
import type { See } from "./tour.ts";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

// The theme changes colours and nothing else, so the rules about colours are those to run again in the dark.
const rules: Readonly<Record<"light" | "dark", RunOptions>> = {
  light: { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"], resultTypes: ["violations"] },
  dark: { runOnly: { type: "rule", values: ["color-contrast", "link-in-text-block"] }, resultTypes: ["violations"] },
};

/** Goes on a tour, and expects axe to find nothing in whatever is to be seen on it, light and dark. */
export async function inspect(tour: (see: See) => Promise<void>): Promise<void> {
  const found = new Map<string, string[]>();
  let seen = 0;
  await tour(async (person, name) => {
    for (const scheme of ["light", "dark"] as const) {
      await person.page.emulateMedia({ colorScheme: scheme });
      for (const violation of await violations(person, scheme)) found.set(violation, [...(found.get(violation) ?? []), `${name} (${scheme})`]);
      seen++;
    }
    await person.page.emulateMedia({ colorScheme: "light" });
  });
  expect(seen).toBeGreaterThan(1);
  expect([...found].map(([violation, states]) => `${violation}\n    in ${states.join(", ")}`).join("\n")).toBe("");
}

async function violations({ page }: Person, scheme: "light" | "dark"): Promise<string[]> {
  // Colours that are on their way to others are none of the design's.
  await page.waitForFunction(() => document.getAnimations().every(({ playState }) => playState !== "running"));
  if (!(await page.evaluate(() => "axe" in globalThis))) await page.evaluate(axe);
  const results = await page.evaluate((given) => (globalThis as unknown as { axe: { run(options: unknown): Promise<AxeResults> } }).axe.run(given), rules[scheme]);
  return results.violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, html, failureSummary }) => `${id} (${help}) at ${target.join(" ")}, ${html.slice(0, 160)}: ${failureSummary?.replace(/\s+/g, " ")}`),
  );
}
