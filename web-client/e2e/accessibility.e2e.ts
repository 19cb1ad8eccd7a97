import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import type { AxeResults, RunOptions } from "axe-core";
import { expect } from "vitest";
import { type Person, sharedServer, test } from "./harness/people.ts";
import { type See, tourDoors, tourHome, tourLobby, tourOvertime, tourRoom } from "./harness/tour.ts";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

// The theme changes colours and nothing else, so the rules about colours are those to run again in the dark.
const rules: Readonly<Record<"light" | "dark", RunOptions>> = {
  light: { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"], resultTypes: ["violations"] },
  dark: { runOnly: { type: "rule", values: ["color-contrast", "link-in-text-block"] }, resultTypes: ["violations"] },
};

test("axe finds nothing on the start page, light and dark", async ({ people }) => {
  await inspect((see) => tourHome(people, see));
});

test("axe finds nothing on the way in and at shut doors, light and dark", async ({ people }) => {
  await inspect((see) => tourDoors(people, sharedServer(), see));
});

test("axe finds nothing in the lobby, light and dark", async ({ people }) => {
  await inspect((see) => tourLobby(people, sharedServer(), see));
});

test("axe finds nothing in a room, whatever is open in it, light and dark", { timeout: 180_000 }, async ({ people }) => {
  await inspect((see) => tourRoom(people, sharedServer(), see));
});

test("axe finds nothing when a phase is over time, light and dark", async ({ people }) => {
  await inspect((see) => tourOvertime(people, sharedServer(), see));
});

async function inspect(tour: (see: See) => Promise<void>): Promise<void> {
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
