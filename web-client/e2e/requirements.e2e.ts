import { expect } from "vitest";
import { newId } from "../src/net/secrets.ts";
import { Peer } from "./harness/peer.ts";
import { type People, type Person, sharedServer, test } from "./harness/people.ts";
import { TestRoom } from "./harness/rooms.ts";

const texts = ["One", "Two", "Three", "Four"];
const line = "Below the line";

test("a requirement is dragged with the mouse, also across the line, and everybody has the same order", async ({ people }) => {
  const { ada, all } = await inARoom(people);
  await drag(ada, "Four", "Two");
  await ordered(all, ["One", "Four", "Two", "Three"]);
  await drag(ada, "One", "Two");
  await ordered(all, ["Four", "Two", "One", "Three"]);

  // Past the last core one is below the line.
  await drag(ada, "Four", "Three", 60);
  await ordered(all, ["Two", "One", "Three", line, "Four"]);
  await drag(ada, "Four", "Two");
  await ordered(all, ["Four", "Two", "One", "Three"]);
});

test("a requirement is moved with the keyboard, by its grip and with Alt and arrows, also across the line", async ({ people }) => {
  const { ada, all, room } = await inARoom(people);
  const { keyboard } = ada.page;
  await grip(ada, "Three").focus();
  await keyboard.press("Space");
  await ada.page.getByText(/^(Picked up, at|At) place 3 of 5$/).waitFor();
  await keyboard.press("ArrowUp");
  await ada.page.getByText("At place 2 of 5", { exact: true }).waitFor();
  await keyboard.press("ArrowUp");
  await ada.page.getByText("At place 1 of 5", { exact: true }).waitFor();
  await keyboard.press("Space");
  await ordered(all, ["Three", "One", "Two", "Four"]);

  await grip(ada, "Three").focus();
  await keyboard.press("Alt+ArrowDown");
  await ordered(all, ["One", "Three", "Two", "Four"]);
  await grip(ada, "Four").focus();
  await keyboard.press("Alt+ArrowDown");
  await ordered(all, ["One", "Three", "Two", line, "Four"]);
  expect((await room.state()).items).toContainEqual(expect.objectContaining({ kind: "requirement", content: { style: "functional", text: "Four", scope: "below-line" } }));
  await grip(ada, "Four").focus();
  await keyboard.press("Alt+ArrowUp");
  await ordered(all, ["One", "Three", "Two", "Four"]);
});

test("two who edit one requirement at once both see what became of it, and the slower one chooses", async ({ people }) => {
  const { ada, grace, all } = await inARoom(people);
  const { conflict } = await collide(grace, ada, "One", "One of Grace", "One of Ada");
  expect(await conflict.getByRole("definition").allTextContents()).toEqual(["One of Grace", "One of Ada"]);
  await conflict.getByRole("button", { name: "Take mine" }).click();
  await ordered(all, ["One of Ada", "Two", "Three", "Four"]);

  await (await collide(grace, ada, "Two", "Two of Grace", "Two of Ada")).conflict.getByRole("button", { name: "Leave theirs" }).click();
  await ordered(all, ["One of Ada", "Two of Grace", "Three", "Four"]);

  await (await collide(grace, ada, "Three", "Three of Grace", "Three of Ada")).conflict.getByRole("button", { name: "Keep both" }).click();
  await ordered(all, ["One of Ada", "Two of Grace", "Three of Grace", "Four", "Three of Ada"]);
  expect(await ada.page.getByRole("alert").count()).toBe(0);
});

test("words for a requirement that somebody deletes meanwhile are kept, and can be put back", async ({ people }) => {
  const { ada, grace, all } = await inARoom(people);
  await edit(ada, "Two", "Two of Ada");
  await remove(grace, "Two");
  const conflict = ada.page.getByRole("alert").filter({ hasText: "Somebody deleted this while you edited it." });
  await expect.poll(() => conflict.getByRole("definition").allTextContents()).toEqual(["deleted", "Two of Ada"]);
  await conflict.getByRole("button", { name: "Put mine back" }).click();
  await ordered(all, ["One", "Three", "Four", "Two of Ada"]);

  await edit(ada, "Three", "Three of Ada");
  await remove(grace, "Three");
  await conflict.getByRole("button", { name: "Leave it deleted" }).click();
  await ordered(all, ["One", "Four", "Two of Ada"]);
  expect(await ada.page.getByRole("alert").count()).toBe(0);
});

test("words that are not sent yet are kept when somebody else turns the workspace to the next phase", async ({ people }) => {
  const { ada, grace, all } = await inARoom(people);
  await ada.page.getByRole("button", { name: "Follow" }).click();
  await grace.page.getByRole("button", { name: "Start" }).click();
  await grace.page.getByRole("button", { name: "Go on to Requirements" }).click();
  const adder = ada.page.getByRole("textbox", { name: "Add a functional requirement" });
  await adder.fill("Half a sent");
  await edit(ada, "Two", "Two of Ada");

  await grace.page.getByRole("button", { name: "Go on to Core entities" }).click();
  await ada.page.getByRole("tab", { name: "Entities", selected: true }).waitFor();
  await ada.look("Requirements");
  await ordered(all, ["One", "Two of Ada", "Three", "Four"]);
  expect(await adder.inputValue()).toBe("Half a sent");
});

async function inARoom(people: People): Promise<{ room: TestRoom; grace: Person; ada: Person; all: readonly Person[] }> {
  const room = await TestRoom.create(sharedServer());
  const author = await Peer.join(room, "candidate", "Author");
  for (const text of texts) {
    await author.command({ type: "requirement.add", id: newId(), content: { style: "functional", text, scope: "core" } });
  }
  author.leave();
  const [grace, ada, eve] = await Promise.all([people.person("Grace"), people.person("Ada"), people.person("Eve")]);
  const all = [grace, ada, eve];
  await Promise.all([grace.enter(room, "interviewer"), ada.enter(room, "candidate"), eve.enter(room, "spectator")]);
  await Promise.all(all.map((person) => person.look("Requirements")));
  await ordered(all, texts);
  return { room, grace, ada, all };
}

async function ordered(all: readonly Person[], expected: readonly string[]): Promise<void> {
  for (const person of all) await expect.poll(() => person.requirements()).toEqual(expected);
}

function grip(person: Person, text: string) {
  return person.page.getByRole("button", { name: `Move: ${text}`, exact: true });
}

function row(person: Person, text: string) {
  return person.list("Functional").getByRole("listitem").filter({ has: person.page.getByText(text, { exact: true }) });
}

// By hand: pressed, moved in steps, and let go over the other, or so many pixels below its middle.
async function drag(person: Person, text: string, to: string, below = 0): Promise<void> {
  const { mouse } = person.page;
  const [from, target] = [await grip(person, text).boundingBox(), await row(person, to).boundingBox()];
  if (from === null || target === null) throw new Error(`drag: ${text} to ${to} (expected: both to be seen)`);
  await mouse.move(from.x + from.width / 2, from.y + from.height / 2);
  await mouse.down();
  await mouse.move(from.x + from.width / 2, from.y + from.height / 2 + 8, { steps: 2 });
  await mouse.move(from.x + from.width / 2, target.y + target.height / 2 + below, { steps: 10 });
  await mouse.up();
}

async function edit(person: Person, text: string, to: string): Promise<void> {
  await row(person, text).getByRole("button", { name: text, exact: true }).click();
  await person.page.getByRole("textbox", { name: "Requirement", exact: true }).fill(to);
}

async function save(person: Person): Promise<void> {
  await person.page.getByRole("textbox", { name: "Requirement", exact: true }).press("Enter");
}

async function remove(person: Person, text: string): Promise<void> {
  await row(person, text).getByRole("button", { name: `More for: ${text}` }).click();
  await person.page.getByRole("menuitem", { name: "Delete" }).click();
}

async function collide(fast: Person, slow: Person, text: string, faster: string, slower: string) {
  await edit(slow, text, slower);
  await edit(fast, text, faster);
  await save(fast);
  await expect.poll(() => fast.requirements()).toContain(faster);
  await save(slow);
  const conflict = slow.page.getByRole("alert").filter({ hasText: "Somebody else changed this while you edited it." });
  await conflict.waitFor();
  return { conflict };
}
