import { expect } from "vitest";
import { newId } from "../src/net/secrets.ts";
import { Peer } from "./harness/peer.ts";
import { type People, type Person, converged, sharedServer, test } from "./harness/people.ts";
import { TestRoom } from "./harness/rooms.ts";

// The bounds of the project; they hold on a machine with two cores.
const scriptBytesAtMost = 300_000;
const interactiveWithinMillis = 1500;
const keyToPaintMillis = 50;
const taskMillis = 100;
const watchedMillis = 30_000;

test("the room's page loads at most 300 KB of script and can be typed in within 1.5 s", async ({ people }) => {
  const room = await TestRoom.create(sharedServer());
  const grace = await Peer.join(room, "interviewer", "Grace");
  await grace.command({ type: "interview.start" });
  await grace.command({ type: "phase.go", phase: "requirements" });

  const loads: { readonly bytes: number; readonly files: number; readonly millis: number }[] = [];
  for (let load = 0; load < 5; load++) loads.push(await coldLoad(people, room, `Ada ${load}`));
  grace.leave();

  const [first] = loads;
  const millis = loads.map((load) => load.millis).sort((a, b) => a - b);
  console.info(
    `The room's page loads ${first?.bytes} bytes of compressed script in ${first?.files} files, ` +
      `and can be typed in after ${fixed(millis[2])} ms (median of five, ${fixed(millis[0])} to ${fixed(millis[4])}).`,
  );
  expect(first?.files).toBeGreaterThan(1);
  for (const { bytes } of loads) expect(bytes).toBeLessThanOrEqual(scriptBytesAtMost);
  expect(millis[2]).toBeLessThanOrEqual(interactiveWithinMillis);
});

test("with 300 requirements and 20,000 characters of notes, while somebody else types, a key is painted within 50 ms and no task takes 100 ms", { timeout: 120_000 }, async ({ people }) => {
  const { room, grace, ada } = await aFullRoom(people);
  await ada.page.evaluate(watchTasks);
  let stop: () => void = () => undefined;
  const stopped = new Promise<void>((resolve) => (stop = resolve));
  const others = grace.typeUntil(stopped, 5);
  const began = performance.now();

  await ada.goToNotes("start");
  await ada.page.evaluate(watchKeys);
  await ada.type("What is typed at the start of long notes. ".repeat(3), 70);
  const inNotes = await keyTimes(ada);
  await ada.page.getByRole("textbox", { name: "Add a functional requirement" }).click();
  await ada.type("Users should be able to type without ever waiting for it, whatever the others do to the list ", 70);
  const inRequirements = await keyTimes(ada);
  await new Promise((resolve) => setTimeout(resolve, watchedMillis - (performance.now() - began))); // The time that is watched, not one that is waited.
  stop();
  await others;

  const tasks = await ada.page.evaluate(() => (globalThis as unknown as { tasks: number[] }).tasks);
  console.info(`From key to paint in the notes: ${summary(inNotes)}; in a new requirement: ${summary(inRequirements)}. Tasks over 50 ms in 30 s: ${tasks.map(fixed).join(", ") || "none"}.`);
  expect(inNotes.length).toBeGreaterThanOrEqual(100);
  expect(percentile(inNotes, 95)).toBeLessThanOrEqual(keyToPaintMillis);
  expect(percentile(inRequirements, 95)).toBeLessThanOrEqual(keyToPaintMillis);
  expect(Math.max(0, ...tasks)).toBeLessThanOrEqual(taskMillis);

  // All of it is real work: both texts are in the room.
  await ada.live.waitFor();
  const notes = await room.notes();
  expect(notes.startsWith("What is typed at the start of long notes. ".repeat(3))).toBe(true);
  expect(notes.slice(-30)).toContain("xxxxx");
  grace.leave();
});

// A browser that knows who its user is, and has nothing of the page.
async function coldLoad(people: People, room: TestRoom, name: string) {
  const ada = await people.person(name);
  await ada.context.addInitScript(([key, value]) => localStorage.setItem(key, value), [`greenroom.name.${room.id}.candidate`, name] as const);
  await ada.context.addInitScript(() => {
    const look = () => {
      const ready = document.querySelector(".room__notes .cm-content[contenteditable=true]") !== null && document.querySelector("input[aria-label='Add a functional requirement']") !== null;
      if (ready) Object.assign(globalThis, { interactive: performance.now() });
      else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
  await ada.open(room.path("candidate"));
  await ada.notes.waitFor();
  await ada.goToNotes("end");
  await ada.type(`${name} can type. `, 0);
  expect(await converged(room, [ada])).toContain(`${name} can type. `);
  const millis = await ada.page.evaluate(() => (globalThis as unknown as { interactive: number }).interactive);
  const sizes = [...(await ada.traffic).scriptBytes.values()];
  await ada.page.close();
  return { bytes: sizes.reduce((sum, size) => sum + size, 0), files: sizes.length, millis };
}

async function aFullRoom(people: People) {
  const room = await TestRoom.create(sharedServer());
  const grace = await Peer.join(room, "interviewer", "Grace");
  await grace.command({ type: "interview.start" });
  await grace.command({ type: "phase.go", phase: "requirements" });
  for (let i = 0; i < 300; i++) {
    const style = i % 2 === 0 ? "functional" : "non-functional";
    await grace.command({ type: "requirement.add", id: newId(), content: { style, text: `Requirement ${i + 1}: something that the system has to do, or to be`, scope: i % 3 === 0 ? "below-line" : "core" } });
  }
  const line = "- a line of **notes** with `code`, numbers like 50k/s, and words\n";
  await grace.write(`# Notes\n${line.repeat(Math.ceil(20_000 / line.length))}`);
  expect((await room.notes()).length).toBeGreaterThanOrEqual(20_000);
  const ada = await people.person("Ada");
  await ada.enter(room, "candidate");
  await ada.notes.getByText("a line of").first().waitFor();
  expect(await ada.list("Functional").getByRole("listitem").count()).toBeGreaterThanOrEqual(150);
  return { room, grace, ada };
}

function watchTasks(): void {
  const tasks: number[] = [];
  Object.assign(globalThis, { tasks });
  new PerformanceObserver((list) => tasks.push(...list.getEntries().map(({ duration }) => duration))).observe({ type: "longtask" });
}

// From when the browser got a key to when the frame that shows it was handed to the screen.
function watchKeys(): void {
  const keys: number[] = [];
  Object.assign(globalThis, { keys });
  addEventListener(
    "keydown",
    ({ timeStamp }) =>
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => keys.push(performance.now() - timeStamp);
        port2.postMessage(undefined);
      }),
    { capture: true },
  );
}

/** The times of the keys since it was asked last. */
async function keyTimes({ page }: Person): Promise<number[]> {
  return page.evaluate(() => (globalThis as unknown as { keys: number[] }).keys.splice(0));
}

function percentile(times: readonly number[], percent: number): number {
  const sorted = [...times].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil((sorted.length * percent) / 100) - 1)] ?? Infinity;
}

function summary(times: readonly number[]): string {
  return `p50 ${fixed(percentile(times, 50))} ms, p95 ${fixed(percentile(times, 95))} ms, at most ${fixed(percentile(times, 100))} ms over ${times.length} keys`;
}

function fixed(millis: number | undefined): string {
  return (millis ?? NaN).toFixed(0);
}
