import { expect } from "vitest";
import { type Person, sharedServer, test } from "./harness/people.ts";
import { TestRoom } from "./harness/rooms.ts";

const apartAtMostMillis = 150;

interface Shown {
  readonly text: string;
  readonly at: number;
}

test("the clock shows each second to all three within 150 ms, though the candidate's computer is two hours ahead", async ({ people }) => {
  const room = await TestRoom.create(sharedServer());
  const [grace, ada, eve] = await Promise.all([people.person("Grace"), people.person("Ada"), people.person("Eve")]);
  await ada.context.addInitScript(() => {
    const ahead = 2 * 60 * 60 * 1000;
    const RealDate = Date;
    globalThis.Date = new Proxy(RealDate, {
      construct: (target, [first, ...others]: [number, ...number[]]) => new target(first ?? target.now() + ahead, ...(others as [number])),
      get: (target, name, receiver) => (name === "now" ? () => target.now() + ahead : Reflect.get(target, name, receiver)),
    });
  });
  await Promise.all([grace.enter(room, "interviewer"), ada.enter(room, "candidate"), eve.enter(room, "spectator")]);
  expect(await ada.page.evaluate(() => Date.now() - (performance.timeOrigin + performance.now()))).toBeGreaterThan(7_000_000);
  const all = [grace, ada, eve];

  await grace.page.getByRole("button", { name: "Start" }).click();
  await grace.page.getByRole("button", { name: "Go on to Requirements" }).click();
  for (const { page } of all) await page.getByRole("timer", { name: "Time left in Requirements" }).waitFor();
  await Promise.all(all.map(record));
  await expect.poll(async () => Math.min(...(await Promise.all(all.map(recorded))).map((shown) => shown.length)), { timeout: 15_000 }).toBeGreaterThanOrEqual(8);

  const [first = [], ...others] = await Promise.all(all.map(recorded));
  const spreads = first.flatMap(({ text, at }) => {
    const times = [at, ...others.flatMap((shown) => shown.filter((other) => other.text === text).map((other) => other.at))];
    return times.length === all.length ? [Math.max(...times) - Math.min(...times)] : [];
  });
  console.info(`The clocks of three pages were at most ${Math.max(...spreads).toFixed(0)} ms apart, over ${spreads.length} seconds.`);
  expect(spreads.length).toBeGreaterThanOrEqual(6);
  expect(Math.max(...spreads)).toBeLessThanOrEqual(apartAtMostMillis);

  // A clock that stands still stands at the same second for everybody.
  await grace.page.getByRole("button", { name: "Pause the clock" }).click();
  for (const { page } of all) await page.getByText("paused").waitFor();
  const stopped = await Promise.all(all.map(({ page }) => page.getByRole("timer").textContent()));
  expect(new Set(stopped).size).toBe(1);
});

// When the shown time changes, by the monotonic clock of the machine, from the same origin for all pages of it.
async function record({ page }: Person): Promise<void> {
  await page.getByRole("timer").evaluate((timer) => {
    const shown: Shown[] = [];
    Object.assign(globalThis, { shown });
    new MutationObserver(() => shown.push({ text: timer.textContent, at: performance.timeOrigin + performance.now() })).observe(timer, {
      childList: true, characterData: true, subtree: true,
    });
  });
}

function recorded({ page }: Person): Promise<readonly Shown[]> {
  return page.evaluate(() => (globalThis as unknown as { shown: Shown[] }).shown);
}
