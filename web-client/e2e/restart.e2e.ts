import { afterAll, beforeAll, expect } from "vitest";
import { type People, type Person, brokenConnection, converged, test } from "./harness/people.ts";
import { TestRoom } from "./harness/rooms.ts";
import { Server } from "./harness/server.ts";

let server: Server;
beforeAll(async () => {
  server = await Server.start();
});
afterAll(() => server.stop());

const adas = "a server may die at any time and nobody shall lose a word".replace(/ /g, "");
const graces = adas.toUpperCase();

test("a server that is killed while both type and started again costs nothing, and the spectator goes on, too", async ({ people }) => {
  const { room, everybody, grace, ada } = await inARoom(people);
  await ada.goToNotes("end");
  await grace.goToNotes("end");
  const restarted = async () => {
    await expect.poll(async () => (await room.notes()).length).toBeGreaterThan(10); // In the middle of it.
    await server.kill();
    await server.start();
  };
  await Promise.all([ada.type(adas, 80), grace.type(graces, 80), restarted()]);

  const text = await converged(room, everybody);
  expect([text.replace(/[^a-z]/g, ""), text.replace(/[^A-Z]/g, "")]).toEqual([adas, graces]);
  await ada.page.keyboard.press("Control+End");
  await ada.type(" And on.");
  expect(await converged(room, everybody)).toMatch(/ And on\.$/);
});

test("a server that lost the newest part of a room says so, and words that have no place any more can be copied", async ({ people }) => {
  const { room, everybody, grace, ada } = await inARoom(people);
  await grace.goToNotes("end");
  await grace.type("Kept.");
  await converged(room, everybody);
  const copy = server.copy();
  await grace.type(" Lost.");
  await converged(room, everybody);

  await server.fallBackTo(copy);
  await ada.offline.waitFor();
  await ada.goToNotes("end");
  await ada.type(" Unsent words.");
  const told = everybody.map(({ page }) => page.getByText("The server lost the newest part of this room's history.").waitFor({ timeout: 60_000 })); // It does not stay for long.
  await Promise.all([server.start(), ...told]);
  expect(await converged(room, everybody)).toBe("Kept.");
  const rescued = ada.page.getByRole("region", { name: "Notices" });
  await expect.poll(async () => (await rescued.getByRole("blockquote").allTextContents()).join("")).toBe(" Unsent words.");
  await ada.context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await rescued.getByRole("button", { name: "Copy them" }).last().click();
  await rescued.getByRole("button", { name: "Copied" }).waitFor();
  expect(await ada.page.evaluate(() => navigator.clipboard.readText())).toContain("words.");

  // The room goes on from there.
  await ada.goToNotes("end");
  await ada.type(" Anew.");
  expect(await converged(room, everybody)).toBe("Kept. Anew.");
});

async function inARoom(people: People): Promise<{ room: TestRoom; everybody: readonly Person[]; grace: Person; ada: Person }> {
  const room = await TestRoom.create(server.url);
  const [grace, ada, eve] = await Promise.all([people.person("Grace", {}, server.port), people.person("Ada", {}, server.port), people.person("Eve", {}, server.port)]);
  const everybody = [grace, ada, eve];
  for (const person of everybody) person.expect(brokenConnection);
  await Promise.all([grace.enter(room, "interviewer"), ada.enter(room, "candidate"), eve.enter(room, "spectator")]);
  await Promise.all(everybody.map((person) => person.notes.waitFor()));
  return { room, everybody, grace, ada };
}
