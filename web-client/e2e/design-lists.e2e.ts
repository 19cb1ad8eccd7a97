import type { Locator } from "playwright-core";
import { expect } from "vitest";
import { newId } from "../src/net/secrets.ts";
import type { EndpointContent, EntityContent, Item } from "../src/protocol/generated/types.ts";
import { inspect } from "./harness/axe.ts";
import { Peer } from "./harness/peer.ts";
import { type People, type Person, brokenConnection, converged, sharedServer, test } from "./harness/people.ts";
import { TestRoom } from "./harness/rooms.ts";

const post = "Users should be able to post a photo";
const follow = "Users should be able to follow other users";

test("two who write core entities at once have the same ones, with the fields of both, and so has who watches", async ({ people }) => {
  const { room, grace, ada, eve, all } = await inARoom(people, "Entities");
  await Promise.all([addAll(ada, "Add a resource", ["Photo", "Follow", "FeedEntry"]), addAll(grace, "Add an actor", ["User", "Moderator"])]);
  for (const person of all) {
    await expect.poll(() => rows(person, "Actors")).toEqual(["User", "Moderator"]);
    await expect.poll(() => rows(person, "Resources")).toEqual(["Photo", "Follow", "FeedEntry"]);
  }

  // Fields of one entity, by both.
  await Promise.all([ada, grace].map((person) => person.page.getByRole("button", { name: "Show the fields of Photo" }).click()));
  await addAll(ada, "Add a field to Photo", ["id: uuid", "caption: string"]);
  await grace.page.getByRole("list", { name: "Fields of Photo" }).getByText("caption").waitFor();
  await addAll(grace, "Add a field to Photo", ["createdAt: timestamp"]);
  await field(ada, "createdAt").waitFor();

  // Different fields are edited at the same time; both edits stand.
  await field(ada, "id").getByRole("button", { name: "id", exact: false }).and(ada.page.locator(".list-row__text")).click();
  await field(grace, "caption").locator(".list-row__text").click();
  await grace.page.getByRole("textbox", { name: "Note", exact: true }).fill("up to 500 characters");
  await grace.page.getByRole("textbox", { name: "Note", exact: true }).press("Enter");
  await field(ada, "caption").getByText("up to 500 characters").waitFor();
  await ada.page.locator(".segments").getByText("Key", { exact: true }).click();
  await ada.page.getByRole("button", { name: "Save" }).click();
  await field(grace, "id").getByText("key", { exact: true }).waitFor();
  await field(grace, "caption").getByText("up to 500 characters").waitFor();
  expect(await ada.page.getByRole("alert").count()).toBe(0);

  // Order, by the keyboard; who watches sees it, and can change nothing.
  await ada.page.getByRole("button", { name: "Move: createdAt" }).focus();
  await ada.page.keyboard.press("Alt+ArrowUp");
  await eve.page.getByRole("button", { name: "Show the fields of Photo" }).click();
  await expect.poll(() => eve.page.getByRole("list", { name: "Fields of Photo" }).locator(".field-line__name").allTextContents()).toEqual(["id", "createdAt", "caption"]);
  expect(await eve.page.getByRole("tabpanel").getByRole("textbox").count()).toBe(0);
  expect(entity(await itemsOf(room), "Photo").fields).toEqual([
    { name: "id", type: "uuid", mark: "key" }, { name: "createdAt", type: "timestamp" }, { name: "caption", type: "string", note: "up to 500 characters" },
  ]);

  // All of it is there after a reload.
  await ada.page.reload();
  await ada.live.waitFor();
  await ada.look("Entities");
  await expect.poll(() => rows(ada, "Resources")).toEqual(["Photo", "Follow", "FeedEntry"]);
});

test("two who change the same of an entity both see what became of it, and the slower one chooses, also where it was deleted", async ({ people }) => {
  const { room, grace, ada } = await inARoom(people, "Entities");
  await addAll(ada, "Add a resource", ["Photo", "Follow"]);
  await rename(ada, "Photo", "Picture");
  await rename(grace, "Photo", "Image");
  await grace.page.getByRole("textbox", { name: "Name", exact: true }).press("Enter");
  await expect.poll(() => rows(grace, "Resources")).toEqual(["Image", "Follow"]);
  await ada.page.getByRole("textbox", { name: "Name", exact: true }).press("Enter");
  const conflict = ada.page.getByRole("alert");
  await expect.poll(() => conflict.getByRole("definition").allTextContents()).toEqual(["Image", "Picture"]);
  await conflict.getByRole("button", { name: "Take mine" }).click();
  await expect.poll(() => rows(grace, "Resources")).toEqual(["Picture", "Follow"]);

  const { id } = (await itemsOf(room)).find((item) => item.kind === "entity" && item.content.name === "Follow") as { readonly id: string };
  await rename(ada, "Follow", "Follower");
  await grace.page.getByRole("button", { name: "More for: Follow", exact: true }).click();
  await grace.page.getByRole("menuitem", { name: "Delete" }).click();
  await ada.page.getByRole("alert").getByRole("button", { name: "Put mine back" }).click();
  await expect.poll(() => rows(grace, "Resources")).toEqual(["Picture", "Follower"]);
  expect((await itemsOf(room)).some((item) => item.kind === "entity" && item.id === id)).toBe(true);
});

test("endpoints are typed in a line, linked to what they serve, and get hints that stop nobody", async ({ people }) => {
  const { room, grace, ada, eve, all } = await inARoom(people, "API", async (peer) => {
    for (const text of [post, follow]) await peer.command({ type: "requirement.add", id: newId(), content: { style: "functional", text, scope: "core" } });
    await peer.command({ type: "entity.add", id: newId(), content: { role: "resource", name: "Photo", fields: [] } });
  });
  const unserved = ada.page.getByRole("region", { name: "Not served yet" });
  await expect.poll(() => unserved.getByRole("listitem").allTextContents()).toEqual(["post a photo", "follow other users"]);

  // Begun for a requirement, typed with its method, and linked to the entity that its path names.
  await unserved.getByRole("button", { name: "post a photo" }).click();
  await ada.page.getByRole("textbox", { name: "Add an endpoint" }).and(ada.page.locator(":focus")).waitFor();
  await ada.type("post /photos", 0);
  await ada.page.keyboard.press("Enter");
  for (const person of all) await expect.poll(() => endpoints(person)).toEqual(["POST /photos"]);
  await expect.poll(() => unserved.getByRole("listitem").allTextContents()).toEqual(["follow other users"]);
  expect(endpoint(await itemsOf(room), "/photos")).toMatchObject({ method: "POST", requirements: [expect.any(String)], entities: [expect.any(String)] });

  // Another by the other, with a verb in its path and of an entity that nobody defined.
  await grace.page.getByRole("textbox", { name: "Add an endpoint" }).fill("POST users/{id}/createFollow");
  await grace.page.getByRole("textbox", { name: "Add an endpoint" }).press("Enter");
  const hints = ada.page.getByRole("list", { name: "Hints" });
  await expect.poll(() => hints.getByRole("listitem").allTextContents()).toEqual([
    "A path begins with a slash.", "No entity is called “users”. Add User", "The method says what is done: “create” can go from the path.", "No entity is called “follow”. Add Follow",
  ]);
  await hints.getByRole("button", { name: "Add Follow" }).click();
  await expect.poll(() => hints.getByText("Follow", { exact: false }).count()).toBe(0);
  await expect.poll(async () => entity(await itemsOf(room), "Follow").role).toBe("resource");
  expect(await eve.page.getByRole("list", { name: "Hints" }).count()).toBe(0);

  // Two edit one endpoint at once, each something else of it.
  await edit(ada, "POST /photos");
  await edit(grace, "POST /photos");
  await grace.page.getByRole("textbox", { name: "Request" }).fill("{ caption,\n  mediaKey }");
  await grace.page.getByRole("textbox", { name: "Request" }).press("Control+Enter");
  await eve.page.getByText("mediaKey }").waitFor();
  await ada.page.getByRole("toolbar", { name: "Requirements that it serves" }).getByRole("button", { name: "follow other users" }).click();
  await ada.page.getByRole("textbox", { name: "Response" }).fill("201");
  await ada.page.getByRole("button", { name: "Save" }).click();
  await expect.poll(async () => endpoint(await itemsOf(room), "/photos")).toMatchObject({ request: "{ caption,\n  mediaKey }", response: "201", requirements: [expect.any(String), expect.any(String)] });
  await expect.poll(() => unserved.count()).toBe(0);

  // Of other styles.
  await ada.page.getByRole("textbox", { name: "Add an endpoint" }).fill("query feed(after: Cursor)");
  await ada.page.getByRole("textbox", { name: "Add an endpoint" }).press("Enter");
  await edit(ada, "query feed(after: Cursor)");
  await ada.page.locator(".segments").getByText("Message", { exact: true }).click();
  await ada.page.getByRole("textbox", { name: "Payload" }).fill("{ photoId }");
  await ada.page.getByRole("button", { name: "Save" }).click();
  for (const person of all) await expect.poll(() => endpoints(person)).toEqual(["POST /photos", "POST users/{id}/createFollow", "to server feed(after: Cursor)"]);
});

test("the data flow comes in with its phase, also where the last phases have no time left for it", async ({ people }) => {
  const phases = [["requirements", 400], ["api", 100], ["wrap-up", 100]] as const;
  const room = await TestRoom.create(sharedServer(), { framework: { phases: phases.map(([id, seconds]) => ({ id, name: id, seconds })) } });
  const [grace, ada, eve] = await enterAll(people, room);
  for (const { page } of [grace, ada, eve]) expect(await page.getByRole("tab", { name: "Flow" }).count()).toBe(0);
  await grace.page.getByRole("button", { name: "Start" }).click();
  await grace.look("API");
  await ada.look("API");
  expect(await ada.page.getByRole("button", { name: "Add the Data flow phase" }).count()).toBe(0);

  await grace.page.getByRole("button", { name: "Add the Data flow phase" }).click();
  await grace.page.getByText("There is not enough time left to take", { exact: false }).waitFor();
  await grace.page.getByRole("button", { name: "Make the interview longer" }).click();
  for (const { page } of [grace, ada, eve]) {
    await page.getByRole("navigation", { name: "Phases" }).getByText("Data flow").waitFor();
    await page.getByRole("tab", { name: "Flow" }).click();
  }
  expect(await phasesOf(room)).toEqual(["requirements", "api", "data-flow", "wrap-up"]);
  expect(await grace.page.getByRole("button", { name: "Add the Data flow phase" }).count()).toBe(0);

  await Promise.all([addAll(ada, "Add a step", ["Fetch", "Store"]), addAll(grace, "Add a step", ["Parse"])]);
  for (const person of [ada, eve]) await expect.poll(async () => (await rows(person, "Data flow")).length).toBe(3);
  const first = (await rows(eve, "Data flow"))[0] ?? "";
  await ada.page.getByRole("button", { name: `Move: ${first}` }).focus();
  await ada.page.keyboard.press("Space");
  await ada.page.getByText(/place 1 of 3$/).waitFor();
  await ada.page.keyboard.press("ArrowDown");
  await ada.page.getByText("At place 2 of 3", { exact: true }).waitFor();
  await ada.page.keyboard.press("Space");
  for (const person of [grace, ada, eve]) await expect.poll(async () => (await rows(person, "Data flow"))[1]).toBe(first);
  expect(await eve.page.locator(".flow__number").allTextContents()).toEqual(["1", "2", "3"]);
});

test("in the lobby an interviewer takes the data flow into the plan", async ({ people }) => {
  const room = await TestRoom.create(sharedServer());
  const [grace, ada] = await enterAll(people, room);
  await grace.page.getByRole("button", { name: "More", exact: true }).click();
  await grace.page.getByRole("menuitem", { name: "Add the Data flow phase" }).click();
  await ada.page.getByRole("tab", { name: "Flow" }).waitFor();
  expect((await phasesOf(room)).slice(3, 5)).toEqual(["api", "data-flow"]);
});

test("what is written without a connection is kept and arrives, and takes away nothing that others wrote meanwhile", async ({ people }) => {
  const { room, grace, ada } = await inARoom(people, "Entities", async (peer) => {
    await peer.command({ type: "entity.add", id: newId(), content: { role: "resource", name: "Photo", fields: [] } });
  });
  for (const person of [ada, grace]) await person.page.getByRole("button", { name: "Show the fields of Photo" }).click();
  ada.expect(brokenConnection);
  ada.network.cut("reset");
  await ada.offline.waitFor();
  await addAll(ada, "Add a resource", ["Follow"]);
  await addAll(ada, "Add a field to Photo", ["id: uuid", "caption"]);
  await addAll(grace, "Add a field to Photo", ["createdAt"]);
  await expect.poll(async () => entity(await itemsOf(room), "Photo").fields.length).toBe(1);
  await ada.reconnect();
  await ada.live.waitFor();
  await ada.page.getByRole("alert").getByRole("button", { name: "Join both" }).click();
  await expect.poll(async () => entity(await itemsOf(room), "Photo").fields.map(({ name }) => name).sort()).toEqual(["caption", "createdAt", "id"]);
  await expect.poll(() => rows(grace, "Resources")).toEqual(["Photo", "Follow"]);
});

test("who has only a keyboard writes entities and endpoints, opens them, moves them, and goes on", async ({ people }) => {
  const { room, ada } = await inARoom(people, "Problem");
  const { keyboard } = ada.page;
  await keyboard.press("3");
  await ada.page.getByRole("tab", { name: "Entities", selected: true }).waitFor();
  await ada.page.getByRole("textbox", { name: "Add an actor" }).waitFor();
  await keyboard.press("a");
  await focused(ada, ada.page.getByRole("textbox", { name: "Add an actor" }));
  await keyboard.type("User");
  await keyboard.press("Enter");
  await keyboard.type("Bot");
  await keyboard.press("Enter");
  await expect.poll(() => rows(ada, "Actors")).toEqual(["User", "Bot"]);

  // Back up to the last one: its menu, its fields, its name.
  await keyboard.press("Shift+Tab");
  await focused(ada, ada.page.getByRole("button", { name: "More for: Bot" }));
  await keyboard.press("Shift+Tab");
  await focused(ada, ada.page.getByRole("button", { name: "Show the fields of Bot" }));
  await keyboard.press("Enter");
  await focused(ada, ada.page.getByRole("textbox", { name: "Add a field to Bot" }));
  await keyboard.type("token: secret");
  await keyboard.press("Enter");
  await field(ada, "token").waitFor();
  await ada.page.locator(".list-row__text").filter({ hasText: /^Bot$/ }).focus();
  await keyboard.press("Alt+ArrowUp");
  await expect.poll(() => rows(ada, "Actors")).toEqual(["Bot", "User"]);
  await keyboard.press("Enter");
  await focused(ada, ada.page.getByRole("textbox", { name: "Name", exact: true }));
  await keyboard.press("End");
  await keyboard.type("s");
  await keyboard.press("Enter");
  await expect.poll(() => rows(ada, "Actors")).toEqual(["Bots", "User"]);
  await focused(ada, ada.page.locator(".list-row__text").filter({ hasText: /^Bots$/ }));

  await keyboard.press("4");
  await ada.page.getByRole("textbox", { name: "Add an endpoint" }).waitFor();
  await keyboard.press("a");
  await keyboard.type("GET /users");
  await keyboard.press("Enter");
  await expect.poll(() => endpoints(ada)).toEqual(["GET /users"]);
  expect(entity(await itemsOf(room), "Bots").fields).toEqual([{ name: "token", type: "secret" }]);
});

test("an estimate of the capacity is reckoned from what people write, and goes to the end of everybody's notes", async ({ people }) => {
  const { room, grace, ada, eve } = await inARoom(people, "Requirements");
  await grace.goToNotes("end");
  await grace.type("# Numbers", 0);
  await converged(room, [grace, ada, eve]);
  await ada.page.getByRole("button", { name: "Capacity estimation", exact: false }).click();
  const write = ada.page.getByRole("button", { name: "Write it into the notes" });
  await ada.page.getByRole("textbox", { name: "Daily active users" }).fill("ten million");
  await ada.page.getByText("Expected: a number, as 10M or 5k.").waitFor();
  expect(await write.isDisabled()).toBe(true);
  await ada.page.getByRole("textbox", { name: "Daily active users" }).fill("8.64M");
  await ada.page.getByRole("textbox", { name: "Actions a day each" }).fill("10");
  await ada.page.getByRole("textbox", { name: "Size of an item" }).fill("2 KB");
  await ada.page.getByText("1k/s, at peak 3k/s").waitFor();
  await write.click();
  const notes = await converged(room, [grace, ada, eve]);
  expect(notes).toMatch(/^# Numbers\n\n## Capacity\n\n- 8\.6M users a day × 10 actions ≈ \*\*1k requests\/s\*\*/);
  expect(await eve.page.getByRole("button", { name: "Capacity estimation", exact: false }).count()).toBe(0);
  await ada.goToNotes("end");
  await ada.page.keyboard.press("Control+z");
  expect(await converged(room, [grace, ada, eve])).toBe("# Numbers");
});

test("axe finds nothing in the design's lists, whatever is open in them, and they fit a phone", { timeout: 120_000 }, async ({ people }) => {
  const { room, ada } = await inARoom(people, "Entities", fill);
  await inspect(async (see) => {
    await ada.page.getByRole("button", { name: "Show the fields of Photo" }).click();
    await see(ada, "entities");
    await field(ada, "id").locator(".list-row__text").click();
    await see(ada, "field-editor");
    await ada.page.keyboard.press("Escape");
    await ada.look("API");
    await see(ada, "api");
    await edit(ada, "GET feed");
    await see(ada, "endpoint-editor");
    await ada.page.keyboard.press("Escape");
    await ada.page.getByRole("button", { name: "follow other users" }).click();
    await see(ada, "endpoint-begun");
    await ada.look("Flow");
    await see(ada, "flow");
    await ada.look("Requirements");
    await ada.page.getByRole("button", { name: "Capacity estimation", exact: false }).click();
    await ada.page.getByRole("textbox", { name: "Daily active users" }).fill("many");
    await see(ada, "capacity");

    const phone = await people.person("Phone", { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true, reducedMotion: "reduce" });
    await phone.enter(room, "spectator");
    for (const place of ["Entities", "API", "Flow"] as const) {
      await phone.look(place);
      await phone.page.getByRole("tabpanel").getByRole("heading").first().waitFor();
      expect(await phone.page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
      await see(phone, `phone-${place}`);
    }
  });
});

async function inARoom(people: People, place: Parameters<Person["look"]>[0], before: (peer: Peer) => Promise<void> = () => Promise.resolve()) {
  const room = await TestRoom.create(sharedServer());
  const author = await Peer.join(room, "interviewer", "Author");
  await author.command({ type: "interview.start" });
  await before(author);
  author.leave();
  const [grace, ada, eve] = await enterAll(people, room);
  const all = [grace, ada, eve];
  await Promise.all(all.map((person) => person.look(place)));
  return { room, grace, ada, eve, all };
}

async function enterAll(people: People, room: TestRoom): Promise<readonly [Person, Person, Person]> {
  const [grace, ada, eve] = await Promise.all([people.person("Grace", { reducedMotion: "reduce" }), people.person("Ada", { reducedMotion: "reduce" }), people.person("Eve")]);
  await Promise.all([grace.enter(room, "interviewer"), ada.enter(room, "candidate"), eve.enter(room, "spectator")]);
  return [grace, ada, eve];
}

/** Something of everything that the lists can show. */
async function fill(peer: Peer): Promise<void> {
  const [requirement, photo] = [newId(), newId()];
  await peer.command({ type: "requirement.add", id: requirement, content: { style: "functional", text: post, scope: "core" } });
  await peer.command({ type: "requirement.add", id: newId(), content: { style: "functional", text: follow, scope: "core" } });
  await peer.command({ type: "entity.add", id: newId(), content: { role: "actor", name: "User", fields: [] } });
  const fields: EntityContent["fields"] = [{ name: "id", type: "uuid", mark: "key" }, { name: "authorId", type: "uuid", mark: "index", note: "with createdAt" }, { name: "caption" }];
  await peer.command({ type: "entity.add", id: photo, content: { role: "resource", name: "Photo", fields, note: "Never changes." } });
  await peer.command({ type: "entity.add", id: newId(), content: { role: "resource", name: "Follow", fields } });
  const links = { requirements: [requirement], entities: [photo] };
  await peer.command({ type: "endpoint.add", id: newId(), content: { style: "rest", method: "GET", path: "feed", response: "[Photo]", ...links } });
  await peer.command({ type: "endpoint.add", id: newId(), content: { style: "rest", method: "DELETE", path: "/photos/{id}/remove", ...links } });
  await peer.command({ type: "endpoint.add", id: newId(), content: { style: "message", direction: "to-client", name: "photo.posted", request: "{ id }", ...links } });
  for (const text of ["Fetch", "Parse"]) await peer.command({ type: "step.add", id: newId(), content: { text } });
}

/** Adds one after the other, as fast as they are typed. */
async function addAll({ page }: Person, label: string, texts: readonly string[]): Promise<void> {
  const adder = page.getByRole("textbox", { name: label, exact: true });
  for (const text of texts) {
    await adder.fill(text);
    await adder.press("Enter");
  }
}

/** What the rows of a list are called, without the rows in them. */
async function rows({ page }: Person, list: string): Promise<string[]> {
  return page.getByRole("region", { name: list, exact: true }).locator("ol:not([aria-label]) > .list-row > .list-row__main > .list-row__text, .flow__step > .list-row__text").allTextContents();
}

async function endpoints({ page }: Person): Promise<string[]> {
  return page.locator(".endpoint__title").allTextContents();
}

function field({ page }: Person, name: string): Locator {
  return page.getByRole("list", { name: "Fields of" }).getByRole("listitem").filter({ has: page.locator(".field-line__name").getByText(name, { exact: true }) });
}

async function rename({ page }: Person, name: string, to: string): Promise<void> {
  await page.getByRole("button", { name, exact: true }).click();
  await page.getByRole("textbox", { name: "Name", exact: true }).fill(to);
}

async function edit({ page }: Person, title: string): Promise<void> {
  await page.getByRole("button", { name: title, exact: true }).click();
}

async function focused({ page }: Person, locator: Locator): Promise<void> {
  await locator.and(page.locator(":focus")).waitFor();
}

type DesignItem = Item & { readonly kind: string };

async function itemsOf(room: TestRoom): Promise<readonly DesignItem[]> {
  return (await room.state()).items as readonly DesignItem[];
}

function entity(items: readonly DesignItem[], name: string): EntityContent {
  const found = items.find((item) => item.kind === "entity" && item.content.name === name);
  if (found?.kind !== "entity") throw new Error(`entity: none (expected: ${name})`);
  return found.content;
}

function endpoint(items: readonly DesignItem[], path: string): EndpointContent | undefined {
  const found = items.find((item) => item.kind === "endpoint" && item.content.path === path);
  return found?.kind === "endpoint" ? found.content : undefined;
}

async function phasesOf(room: TestRoom): Promise<readonly string[]> {
  const framework = (await itemsOf(room)).find((item) => item.kind === "framework");
  return framework?.kind === "framework" ? framework.phases.map(({ id }) => id) : [];
}
