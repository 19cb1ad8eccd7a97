import { expect } from "vitest";
import { type People, type Person, brokenConnection, converged, sharedServer, test } from "./harness/people.ts";
import { TestRoom } from "./harness/rooms.ts";

// What each of them types has letters of its own, so that it can be told apart wherever it comes to stand.
const adas = "the quick brown fox jumps over the lazy dog again and again".replace(/ /g, "");
const graces = adas.toUpperCase();
const lower = (text: string) => text.replace(/[^a-z]/g, "");
const upper = (text: string) => text.replace(/[^A-Z]/g, "");

test("what two people type in the same line at once converges, and each sees the other's cursor and name", async ({ people }) => {
  const { room, grace, ada, eve } = await inARoom(people);
  await ada.goToNotes("end");
  await ada.type("0");
  await converged(room, [grace, ada, eve]);
  await grace.goToNotes("end");
  await Promise.all([ada.type(adas, 25), grace.type(graces, 25)]);

  const text = await converged(room, [grace, ada, eve]);
  expect([text.split("\n").length, lower(text), upper(text)]).toEqual([1, adas, graces]);
  for (const [person, other] of [[ada, "Grace"], [grace, "Ada"]] as const) {
    await person.page.locator(".notes__cursor").getByText(other).waitFor();
  }
  expect(await eve.page.locator(".notes__name").allTextContents()).toEqual(expect.arrayContaining(["Ada", "Grace"]));

  // Undo takes back what one typed oneself, and nothing of the other.
  await ada.page.keyboard.press("Control+z");
  await expect.poll(async () => lower(await room.notes()).length).toBeLessThan(adas.length);
  expect(upper(await converged(room, [grace, ada, eve]))).toBe(graces);
});

test("a network that is gone for 5 s on one side while both type costs nothing: it shows, typing goes on, and all arrives", async ({ people }) => {
  const { room, grace, ada, eve } = await inARoom(people);
  ada.expect(brokenConnection);
  await ada.goToNotes("end");
  await grace.goToNotes("end");

  ada.network.cut("reset");
  const fiveSeconds = new Promise((resolve) => setTimeout(resolve, 5000));
  await Promise.all([
    ada.type(adas, 70),
    grace.type(graces, 70),
    ada.page.getByRole("status").filter({ hasText: /^Offline, [1-9]\d* changes? kept/ }).waitFor(),
  ]);
  expect(lower(await ada.notesText())).toBe(adas);
  expect(lower(await room.notes())).not.toBe(adas);

  await fiveSeconds;
  await ada.reconnect();
  const text = await converged(room, [grace, ada, eve]);
  expect([lower(text), upper(text)]).toEqual([adas, graces]);
});

test("a network that swallows everything for a while without a word costs nothing either", async ({ people }) => {
  const { room, grace, ada, eve } = await inARoom(people);
  await ada.goToNotes("end");
  await grace.goToNotes("end");
  await ada.type("0");
  await converged(room, [grace, ada, eve]);

  ada.network.cut("hang");
  await Promise.all([ada.type(adas), grace.type(graces)]);
  await ada.page.getByRole("status").filter({ hasText: /^Saving/ }).waitFor();
  ada.network.mend();
  const text = await converged(room, [grace, ada, eve]);
  expect([lower(text), upper(text)]).toEqual([adas, graces]);
});

test("a page that is loaded again with unsent work sends it, once", async ({ people }) => {
  const { room, grace, ada, eve } = await inARoom(people);
  await workOffline(ada);
  ada.network.cut("api"); // The page itself loads, and reaches nothing else.
  await ada.page.reload();
  await ada.page.getByRole("heading", { name: "The server does not answer" }).waitFor();
  expect(await room.notes()).toBe("");

  ada.network.mend();
  await arrivesOnce(room, [grace, ada, eve]);
});

test("a tab that was closed with unsent work leaves it to the next one that opens the link", async ({ people }) => {
  const { room, grace, ada, eve } = await inARoom(people);
  await workOffline(ada);
  await ada.page.close();
  expect(await room.notes()).toBe("");

  ada.network.mend();
  await ada.openTab();
  await ada.open(room.path("candidate"));
  await arrivesOnce(room, [grace, ada, eve]);
});

async function inARoom(people: People): Promise<{ room: TestRoom; grace: Person; ada: Person; eve: Person }> {
  const room = await TestRoom.create(sharedServer());
  const [grace, ada, eve] = await Promise.all([people.person("Grace"), people.person("Ada"), people.person("Eve")]);
  await Promise.all([grace.enter(room, "interviewer"), ada.enter(room, "candidate"), eve.enter(room, "spectator")]);
  await Promise.all([grace, ada, eve].map((person) => person.notes.waitFor()));
  return { room, grace, ada, eve };
}

async function workOffline(person: Person): Promise<void> {
  person.expect(brokenConnection);
  await person.look("Requirements");
  person.network.cut("reset");
  await person.offline.waitFor();
  await person.goToNotes("end");
  await person.type("Written in a tunnel.");
  await person.addRequirement("Users should be able to work in a tunnel");
  expect(await person.requirements()).toEqual(["Users should be able to work in a tunnel"]);
  await person.page.getByRole("status").filter({ hasText: /changes kept/ }).waitFor();
}

async function arrivesOnce(room: TestRoom, everybody: readonly Person[]): Promise<void> {
  await expect.poll(() => room.notes(), { timeout: 30_000 }).toBe("Written in a tunnel.");
  await converged(room, everybody);
  for (const person of everybody) {
    await person.look("Requirements");
    await expect.poll(() => person.requirements()).toEqual(["Users should be able to work in a tunnel"]);
    expect(await person.notesText()).toBe("Written in a tunnel.");
  }
}
