import { expect } from "vitest";
import { newId } from "../src/net/secrets.ts";
import { inspect } from "./harness/axe.ts";
import { Peer } from "./harness/peer.ts";
import { type People, type Person, brokenConnection, sharedServer, test } from "./harness/people.ts";
import { TestRoom } from "./harness/rooms.ts";

const fast = "The feed should open fast";
const bursts = "The system should take bursts of reads";

test("two people write how the design meets a requirement, mark it as met, and a spectator reads along", { timeout: 120_000 }, async ({ people }) => {
  const { grace, ada, eve, all } = await inDeepDives(people);
  await field(ada, fast).fill("Feeds are precomputed.");
  await field(ada, fast).press("Control+Enter");
  await dive(eve, fast).getByText("Feeds are precomputed.").waitFor();
  await expect.poll(() => field(grace, fast).inputValue()).toBe("Feeds are precomputed.");

  // Both change it from the same version: the slower one loses nothing.
  await field(ada, fast).fill("Feeds are precomputed, one read each.");
  await field(grace, fast).fill("Feeds are precomputed, in a cache.");
  await field(grace, fast).press("Control+Enter");
  await dive(eve, fast).getByText("Feeds are precomputed, in a cache.").waitFor();
  await field(ada, fast).press("Control+Enter");
  const versions = dive(ada, fast).getByRole("group", { name: "Somebody else saved this while you were writing." });
  await versions.getByText("Feeds are precomputed, one read each.").waitFor();
  await versions.getByRole("button", { name: "Keep mine" }).click();
  await dive(eve, fast).getByText("Feeds are precomputed, one read each.").waitFor();
  await expect.poll(() => field(grace, fast).inputValue()).toBe("Feeds are precomputed, one read each.");

  // Marking it replaces no words, though they were begun before.
  await field(ada, bursts).fill("Replicas, and");
  await dive(grace, bursts).getByText("Met", { exact: true }).click();
  await dive(eve, bursts).getByText("Met", { exact: true }).waitFor();
  await field(ada, bursts).press("Control+Enter");
  await dive(eve, bursts).getByText("Replicas, and").waitFor();
  expect(await dive(ada, bursts).getByRole("switch", { name: "Met" }).isChecked()).toBe(true);

  expect(await eve.page.getByRole("tabpanel").getByRole("textbox").count()).toBe(0);
  expect(await eve.page.getByRole("tabpanel").getByRole("switch").count()).toBe(0);
  await axeFindsNothing(...all);
});

test("words for a requirement that is removed meanwhile are kept, also over a reload and without a connection", async ({ people }) => {
  const { room, first, grace, ada, eve } = await inDeepDives(people);
  ada.expect(brokenConnection);
  await field(ada, fast).fill("Not sent yet");
  await ada.page.reload();
  await ada.live.waitFor();
  await ada.look("Deep dives");
  await expect.poll(() => field(ada, fast).inputValue()).toBe("Not sent yet");

  ada.network.cut("reset");
  await ada.offline.waitFor();
  await field(ada, fast).fill("Written offline");
  await field(ada, fast).press("Control+Enter");
  await dive(ada, bursts).getByText("Met", { exact: true }).click();
  await addFinding(ada, bursts, "Bottleneck", "One queue for all");
  expect(await dive(eve, fast).getByText("Written offline").count()).toBe(0);
  await ada.page.getByText(/changes? kept/).first().waitFor();
  await ada.reconnect();
  await ada.live.waitFor();
  await dive(eve, fast).getByText("Written offline").waitFor();
  await dive(eve, bursts).getByText("Met", { exact: true }).waitFor();
  await dive(eve, bursts).getByText("One queue for all").waitFor();

  await field(ada, fast).fill("Words for nothing");
  await grace.look("Requirements");
  await grace.page.getByRole("button", { name: `More for: ${fast}` }).click();
  await grace.page.getByRole("menuitem", { name: "Delete" }).click();
  const lost = ada.page.getByRole("group", { name: "The requirement was removed while you wrote how the design meets it." });
  await lost.getByText("Words for nothing").waitFor();
  await lost.getByRole("button", { name: "Let them go" }).click();
  await lost.waitFor({ state: "hidden" });
  expect((await room.state()).items).toContainEqual(expect.objectContaining({ kind: "dive", id: first, text: "Written offline" }));
});

test("findings are added, edited by two, handled, moved, removed and put back, and what is open leads to its place", { timeout: 120_000 }, async ({ people }) => {
  const { grace, ada, eve, all } = await inDeepDives(people);
  await addFinding(ada, fast, "Edge case", "The cache is empty");
  await addFinding(ada, fast, "Bottleneck", "One hot key");
  await addFinding(ada, undefined, "Edge case", "Two people at once");
  await grace.ask("What breaks first?", "Push now");
  for (const person of all) {
    await expect.poll(() => findings(person, fast)).toEqual(["The cache is empty", "One hot key"]);
    await expect.poll(() => openThings(person)).toEqual({
      "Not met yet 2": [fast, bursts],
      "Edge cases 2": ["The cache is empty", "Two people at once"],
      "Bottlenecks 1": ["One hot key"],
      "Unanswered probes 1": ["What breaks first?"],
    });
  }

  await edit(ada, "One hot key", "One hot key of Ada");
  await edit(grace, "One hot key", "One hot key of Grace");
  await finding(grace).press("Enter");
  await expect.poll(() => findings(eve, fast)).toEqual(["The cache is empty", "One hot key of Grace"]);
  await finding(ada).press("Enter");
  const conflict = ada.page.getByRole("alert").filter({ hasText: "Somebody else changed this while you edited it." });
  await conflict.getByRole("button", { name: "Take mine" }).click();
  await expect.poll(() => findings(eve, fast)).toEqual(["The cache is empty", "One hot key of Ada"]);

  await ada.page.getByRole("button", { name: "Move: One hot key of Ada" }).focus();
  await ada.page.keyboard.press("Alt+ArrowUp");
  for (const person of all) await expect.poll(() => findings(person, fast)).toEqual(["One hot key of Ada", "The cache is empty"]);
  await row(ada, "The cache is empty").getByRole("button", { name: "Handled" }).click();
  await row(eve, "The cache is empty").getByRole("img", { name: "Handled" }).waitFor();
  await expect.poll(async () => Object.keys(await openThings(eve))).toEqual(["Not met yet 2", "Edge cases 1", "Bottlenecks 1", "Unanswered probes 1"]);

  await row(ada, "The cache is empty").getByRole("button", { name: "More for: The cache is empty" }).click();
  await ada.page.getByRole("menuitem", { name: "Delete" }).click();
  await expect.poll(() => findings(eve, fast)).toEqual(["One hot key of Ada"]);
  await ada.page.getByRole("button", { name: "Undo" }).click();
  await expect.poll(() => findings(eve, fast)).toEqual(["One hot key of Ada", "The cache is empty"]);
  await row(eve, "The cache is empty").getByRole("img", { name: "Handled" }).waitFor();

  await whatIsOpen(ada).getByRole("button", { name: "What breaks first?" }).click();
  const answer = ada.probe("What breaks first?").getByRole("textbox", { name: "Answer" });
  await answer.and(ada.page.locator(":focus")).waitFor();
  await answer.fill("The cache.");
  await answer.press("Control+Enter");
  for (const text of [fast, bursts]) await dive(ada, text).getByText("Met", { exact: true }).click();
  for (const text of ["One hot key of Ada", "Two people at once"]) await row(ada, text).getByRole("button", { name: "Handled" }).click();
  for (const person of all) await whatIsOpen(person).getByText("Nothing: all that is written down here is met, handled or answered.").waitFor();
  await axeFindsNothing(ada, eve);
});

test("a probe about a requirement stands with it, and without a core quality the place leads to the requirements", async ({ people }) => {
  const room = await TestRoom.create(sharedServer());
  const [grace, ada] = await Promise.all([people.person("Grace"), people.person("Ada")]);
  await Promise.all([grace.enter(room, "interviewer"), ada.enter(room, "candidate")]);
  await ada.look("Deep dives");
  await ada.page.getByRole("button", { name: "Write down the requirements" }).click();
  await ada.addRequirement(fast, "non-functional");
  await grace.page.getByRole("button", { name: "Start" }).click();
  const [peer, id] = [await Peer.join(room, "interviewer", "Barbara"), newId()];
  const requirement = (await room.state()).items.find(({ kind }) => kind === "requirement")?.id ?? "";
  await peer.command({ type: "probe.queue", id, content: { question: "And from another continent?", requirement } });
  await peer.command({ type: "probe.push", id });
  await ada.page.getByRole("region", { name: "New probes" }).getByRole("button", { name: "Answer" }).click();
  const answer = dive(ada, fast).getByRole("article", { name: "And from another continent?" }).getByRole("textbox", { name: "Answer" });
  await answer.and(ada.page.locator(":focus")).waitFor();
  await axeFindsNothing(ada);
  peer.leave();
});

test("the coverage says what is missing, leads there, and says when everything core is covered", async ({ people }) => {
  const room = await TestRoom.create(sharedServer());
  const peer = await Peer.join(room, "interviewer", "Barbara");
  const [post, quality, endpoint, box] = [newId(), newId(), newId(), newId()];
  await peer.command({ type: "requirement.add", id: post, content: { style: "functional", text: "Users should be able to post", scope: "core" } });
  await peer.command({ type: "requirement.add", id: quality, content: { style: "non-functional", text: fast, scope: "core" } });
  const eve = await people.person("Eve", { viewport: { width: 360, height: 740 } });
  const ada = await people.person("Ada");
  await Promise.all([ada.enter(room, "candidate"), eve.enter(room, "spectator")]);
  await ada.look("Requirements");
  await coverageButton(ada, "Coverage 0 of 2").waitFor();
  // Not before there is anything to cover them with.
  expect(await ada.page.getByRole("img", { name: /^Coverage:/ }).count()).toBe(0);
  await peer.command({ type: "interview.start" });
  await peer.command({ type: "phase.go", phase: "api" });
  await ada.page.getByRole("img", { name: "Coverage: No endpoint yet" }).waitFor();
  await ada.page.getByRole("img", { name: "Coverage: No deep dive yet" }).waitFor();

  await peer.command({ type: "endpoint.add", id: endpoint, content: { style: "rest", method: "POST", path: "/posts", requirements: [post], entities: [] } });
  await peer.command({ type: "endpoint.add", id: newId(), content: { style: "rest", method: "GET", path: "/health", requirements: [], entities: [] } });
  await ada.page.getByRole("img", { name: "Coverage: Its endpoints are not walked yet" }).waitFor();
  for (const person of [ada, eve]) {
    await coverageButton(person, "Coverage 0 of 2").click();
    const dialog = coverageDialog(person);
    await dialog.getByRole("heading", { name: "Coverage" }).waitFor();
    await expect.poll(() => dialog.getByRole("table", { name: "Functional", exact: true }).getByRole("row").allTextContents()).toEqual(["RequirementEndpointWalked", "Users should be able to postPOST /postsNot yet"]);
    await expect.poll(() => dialog.getByRole("region", { name: "Endpoints without a requirement" }).getByRole("listitem").allTextContents()).toEqual(["GET /health"]);
    await axeFindsNothing(person);
    await dialog.getByRole("button", { name: "No deep dive yet" }).click();
    await dialog.waitFor({ state: "hidden" });
    await dive(person, fast).and(person.page.locator(":focus")).waitFor();
    expect(await person.page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
  }

  await peer.command({ type: "board.put", elements: [{ id: box, base: 0, nonce: 1, set: { type: "rectangle", x: 0, y: 0, width: 120, height: 60 } }] });
  await peer.command({ type: "walk.set", id: endpoint, rev: 0, elements: [box] });
  await peer.command({ type: "dive.write", id: quality, rev: 0, text: "By a cache." });
  await coverageButton(eve, "Coverage 1 of 2").waitFor();
  await dive(ada, fast).getByText("Met", { exact: true }).click();
  for (const person of [ada, eve]) {
    await coverageButton(person, "Coverage 2 of 2").click();
    await coverageDialog(person).getByText("Everything core is covered").waitFor();
    await axeFindsNothing(person);
    await person.page.keyboard.press("Escape");
  }
  peer.leave();
});

test("an interviewer chooses the problem; what a good design has, fitting probes and concepts are for interviewers alone", async ({ people }) => {
  const { expected, title, grace, ada, eve, room } = await withAProblem(people);
  const side = await grace.lookPrivately("Probes");
  await side.getByRole("button", { name: `${title}: what a good design has` }).click();
  await side.getByRole("list", { name: "Expected points" }).getByText(expected[0] ?? "").waitFor();
  const entries = side.getByRole("tabpanel", { name: "Bank" }).locator(".record");
  await side.getByRole("button", { name: "Queue", exact: true }).first().click();
  await entries.first().getByText("In the queue").waitFor();
  const suggested = await entries.count();
  await side.getByText("Whole bank").click();
  await expect.poll(() => entries.count()).toBeGreaterThan(suggested);
  await side.getByRole("button", { name: /^Concept: / }).first().click();
  await grace.page.getByRole("dialog").getByRole("heading", { name: "What goes wrong" }).waitFor();
  await axeFindsNothing(grace);
  await grace.page.keyboard.press("Escape");
  await axeFindsNothing(grace);

  await grace.page.getByRole("button", { name: "Start" }).click();
  await ada.page.getByRole("tabpanel").getByText(/^Design/).first().waitFor();
  await grace.look("Problem");
  await grace.page.getByRole("tabpanel").getByText(`From the library: ${title}`).waitFor();
  expect(await ada.page.getByRole("button", { name: /^Choose/ }).count()).toBe(0);
  for (const person of [ada, eve]) {
    const got = [await person.page.content(), await (await person.traffic).texts(), person.network.received.toString("utf8")];
    for (const point of expected) expect(got.filter((text) => text.includes(point.slice(0, 25)))).toEqual([]);
  }
  expect((await room.state("candidate")).items).toContainEqual(expect.objectContaining({ kind: "problem", guide: "url-shortener" }));
});

test("another problem is asked about before words go that are nowhere else, and two who choose at once both see what became of it", async ({ people }) => {
  const room = await TestRoom.create(sharedServer(), { problem: "Words of our own." });
  const [grace, joan] = await Promise.all([people.person("Grace"), people.person("Joan")]);
  joan.expect(brokenConnection);
  await Promise.all([grace.enter(room, "interviewer"), joan.enter(room, "interviewer")]);
  await choose(grace, "Choose from the library", "Web crawler");
  const question = grace.page.getByRole("dialog", { name: "Replace the problem by “Web crawler”?" });
  await question.getByText("Words of our own.").waitFor();
  await axeFindsNothing(grace);
  await question.getByRole("button", { name: "Cancel" }).click();
  await joan.page.getByRole("tabpanel").getByText("Words of our own.").first().waitFor();

  joan.network.cut("reset");
  await joan.offline.waitFor();
  await choose(joan, "Choose from the library", "Group chat");
  await joan.page.getByRole("dialog").getByRole("button", { name: "Replace it" }).click();
  await choose(grace, "Choose from the library", "Web crawler");
  await question.getByRole("button", { name: "Replace it" }).click();
  await grace.page.getByRole("tabpanel").getByText("From the library: Web crawler").waitFor();
  await grace.live.waitFor();
  await joan.reconnect();
  const versions = joan.page.getByRole("group", { name: "Somebody else saved this while you were writing." });
  await versions.getByRole("button", { name: "Keep mine" }).click();
  for (const person of [grace, joan]) await person.page.getByRole("tabpanel").getByText("From the library: Group chat").waitFor();
});

async function inDeepDives(people: People) {
  const room = await TestRoom.create(sharedServer());
  const author = await Peer.join(room, "interviewer", "Author");
  await author.command({ type: "interview.start" });
  const first = newId();
  for (const [id, text, target] of [[first, fast, "p99 under 300 ms"], [newId(), bursts, "500k reads/s"]] as const) {
    await author.command({ type: "requirement.add", id, content: { style: "non-functional", text, target, scope: "core" } });
  }
  await author.command({ type: "phase.go", phase: "deep-dives" });
  author.leave();
  const [grace, ada, eve] = await Promise.all([people.person("Grace"), people.person("Ada"), people.person("Eve")]);
  const all = [grace, ada, eve];
  await Promise.all([grace.enter(room, "interviewer"), ada.enter(room, "candidate"), eve.enter(room, "spectator")]);
  for (const person of all) await dive(person, bursts).waitFor();
  return { room, first, grace, ada, eve, all };
}

async function withAProblem(people: People) {
  const room = await TestRoom.create(sharedServer(), { problem: "" });
  const [grace, ada, eve] = await Promise.all([people.person("Grace"), people.person("Ada"), people.person("Eve")]);
  await Promise.all([grace.enter(room, "interviewer"), ada.enter(room, "candidate"), eve.enter(room, "spectator")]);
  await choose(grace, "Choose from the library", "URL shortener");
  await grace.page.getByRole("tabpanel").getByText("From the library: URL shortener").waitFor();
  const expected = (await room.guide()).problems.find(({ id }) => id === "url-shortener")?.expected ?? [];
  expect(expected.length).toBeGreaterThan(3);
  return { room, grace, ada, eve, expected, title: "URL shortener" };
}

async function choose({ page }: Person, button: string, problem: string): Promise<void> {
  await page.getByRole("button", { name: button }).click();
  await page.getByRole("menuitem", { name: problem }).click();
}

function dive({ page }: Person, requirement: string) {
  return page.getByRole("region", { name: requirement, exact: true });
}

function field(person: Person, requirement: string) {
  return dive(person, requirement).getByRole("textbox", { name: "How the design meets it" });
}

function listOf(person: Person, requirement: string | undefined) {
  return requirement === undefined ? person.page.getByRole("region", { name: "Edge cases and bottlenecks", exact: true }) : dive(person, requirement);
}

async function addFinding(person: Person, requirement: string | undefined, type: "Edge case" | "Bottleneck", text: string): Promise<void> {
  const list = listOf(person, requirement);
  const adder = list.getByRole("textbox", { name: `New ${type.toLowerCase()}` });
  if ((await adder.count()) === 0) await list.getByRole("button", { name: type, exact: true }).click();
  await adder.fill(text);
  await adder.press("Enter");
}

async function findings(person: Person, requirement: string): Promise<string[]> {
  return listOf(person, requirement).locator(".finding .list-row__text").allTextContents();
}

function row({ page }: Person, text: string) {
  return page.getByRole("listitem").filter({ has: page.locator(".finding") }).filter({ hasText: text });
}

function finding({ page }: Person) {
  return page.getByRole("textbox", { name: "Finding" });
}

async function edit(person: Person, text: string, to: string): Promise<void> {
  await row(person, text).getByRole("button", { name: text, exact: true }).click();
  await finding(person).fill(to);
}

function whatIsOpen({ page }: Person) {
  return page.getByRole("region", { name: /^What is open/ });
}

async function openThings(person: Person): Promise<Record<string, string[]>> {
  return whatIsOpen(person).evaluate((open) =>
    Object.fromEntries([...open.querySelectorAll(".open__group")].map((group) => [group.querySelector("h3")?.textContent, [...group.querySelectorAll("li")].map((line) => line.textContent)])),
  );
}

function coverageButton({ page }: Person, name: string) {
  return page.getByRole("button", { name, exact: true });
}

function coverageDialog({ page }: Person) {
  return page.getByRole("dialog", { name: "Coverage" });
}

async function axeFindsNothing(...people: readonly Person[]): Promise<void> {
  await inspect(async (see) => {
    for (const person of people) await see(person, person.name);
  });
}
