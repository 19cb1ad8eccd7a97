import { expect } from "vitest";
import type { HttpStateAt } from "../src/protocol/generated/types.ts";
import { PersonalBoard } from "./harness/board.ts";
import { type Person, sharedServer, test } from "./harness/people.ts";
import { TestRoom } from "./harness/rooms.ts";

/** What a candidate does with a problem of the library, phase by phase. */
interface Play {
  readonly problem: string;
  readonly functional: readonly string[];
  readonly qualities: readonly string[];
  readonly actors: readonly string[];
  readonly resources: readonly string[];
  /** What is typed for an endpoint, and the function that it is begun for. */
  readonly endpoints: readonly (readonly [line: string, serves: string])[];
  readonly steps: readonly string[];
  readonly components: readonly string[];
  /** The endpoint, and what it passes, by the labels. */
  readonly walks: readonly (readonly [endpoint: string, through: readonly string[]])[];
  /** How the design meets a quality, and whether it is marked as met. */
  readonly dives: readonly (readonly [quality: string, text: string, met: boolean])[];
  readonly question: string;
  readonly answer: string;
  readonly covered: string;
  /** What the coverage shows in the end, or nothing of it where all is covered. */
  readonly gaps: readonly string[];
}

const shortener: Play = {
  problem: "URL shortener",
  functional: ["shorten a URL", "follow a short URL"],
  qualities: ["Redirects should take less than 100 ms at p99", "No short code should ever point to two URLs"],
  actors: ["Visitor"],
  resources: ["Link"],
  endpoints: [["POST /links", "shorten a URL"], ["GET /links/{code}", "follow a short URL"]],
  steps: [],
  components: ["Client", "Service", "Cache", "NoSQL store"],
  walks: [["POST /links", ["Client", "Service", "NoSQL store"]], ["GET /links/{code}", ["Client", "Service", "Cache"]]],
  dives: [
    ["Redirects should take less than 100 ms at p99", "A cache beside the service answers nearly all of them.", true],
    ["No short code should ever point to two URLs", "Codes come from ranges of one counter.", true],
  ],
  question: "What happens when the cache is empty?",
  answer: "Requests for one code wait for one read.",
  covered: "Coverage 4 of 4",
  gaps: [],
};

const chat: Play = {
  problem: "Group chat",
  functional: ["send a message to a group", "read what they missed", "leave a group"],
  qualities: ["Messages should arrive within 500 ms", "No message that was acknowledged should be lost"],
  actors: ["Member"],
  resources: ["Group", "Message"],
  endpoints: [["POST /groups/{id}/messages", "send a message to a group"], ["GET /groups/{id}/messages", "read what they missed"]],
  steps: [],
  components: ["Client", "API gateway", "Service"],
  walks: [["POST /groups/{id}/messages", ["Client", "API gateway", "Service"]]],
  dives: [["Messages should arrive within 500 ms", "Each member keeps one socket to a gateway.", false]],
  question: "Who tells a gateway that a member is there?",
  answer: "A registry with a lease for each socket.",
  covered: "Coverage 1 of 5",
  gaps: ["read what they missedGET /groups/{id}/messagesNot yet", "leave a groupNo endpoint yet", "Messages should arrive within 500 ms", "No message that was acknowledged should be lostNo deep dive yet"],
};

const crawler: Play = {
  problem: "Web crawler",
  functional: ["give it pages to start from", "read the text of a page"],
  qualities: ["It should ask no site more than once a second"],
  actors: ["Operator"],
  resources: ["Page"],
  endpoints: [["POST /pages", "give it pages to start from"], ["GET /pages/{id}", "read the text of a page"]],
  steps: ["Take the next address that may be asked", "Fetch the page", "Keep its text", "Put the addresses in it into the queue"],
  components: ["Service", "Queue", "Worker", "Blob store"],
  walks: [["POST /pages", ["Service", "Queue", "Worker"]], ["GET /pages/{id}", ["Service", "Blob store"]]],
  dives: [["It should ask no site more than once a second", "Each site has one queue, and a worker holds it alone.", false]],
  question: "What if a site has endless pages?",
  answer: "A budget of pages for each site.",
  covered: "Coverage 2 of 3",
  gaps: ["It should ask no site more than once a second"],
};

test.for([shortener, chat, crawler])("a whole interview about $problem, over every phase, ends with what it covered", { timeout: 180_000 }, async (play, { people }) => {
  const [grace, ada, eve] = await Promise.all([people.person("Grace"), people.person("Ada"), people.person("Eve")]);
  const all = [grace, ada, eve];
  const room = await createRoom(grace, play.problem);
  await Promise.all([grace.enter(room, "interviewer"), ada.enter(room, "candidate"), eve.enter(room, "spectator")]);
  await grace.page.getByRole("button", { name: "Start" }).click();
  for (const { page } of all) await page.getByRole("tabpanel").getByText(/^Design/).first().waitFor();

  await goOn(grace, "Requirements");
  for (const text of play.functional) await ada.addRequirement(`Users should be able to ${text}`);
  for (const text of play.qualities) await ada.addRequirement(text, "non-functional");
  for (const person of all) await expect.poll(() => person.requirements("Non-functional")).toEqual(play.qualities);

  await goOn(grace, "Core entities");
  await addAll(ada, "Add an actor", play.actors);
  await addAll(ada, "Add a resource", play.resources);
  for (const { page } of all) await page.getByRole("region", { name: "Resources" }).getByText(play.resources.at(-1) ?? "", { exact: true }).waitFor();

  await goOn(grace, "API");
  for (const [line, serves] of play.endpoints) {
    await ada.page.getByRole("region", { name: "Not served yet" }).getByRole("button", { name: serves }).click();
    const adder = ada.page.getByRole("textbox", { name: "Add an endpoint" });
    await adder.and(ada.page.locator(":focus")).waitFor();
    await adder.fill(line);
    await adder.press("Enter");
  }
  const lines = play.endpoints.map(([line]) => line);
  for (const { page } of all) await expect.poll(() => page.locator(".endpoint__title").allTextContents()).toEqual(lines);

  if (play.steps.length > 0) {
    await goOn(grace, "Data flow");
    await addAll(ada, "Add a step", play.steps);
    for (const { page } of all) await expect.poll(() => page.locator(".flow__step > .list-row__text").allTextContents()).toEqual(play.steps);
  }

  await goOn(grace, "High-level design");
  const [board, watched] = [await PersonalBoard.open(ada), await PersonalBoard.open(eve)];
  for (const name of play.components) await board.button(`Add: ${name}`).click();
  await board.button("Walks").click();
  for (const [endpoint, through] of play.walks) await walk(board, endpoint, through);
  await watched.button("Walks").click();
  for (const line of lines) {
    const walked = play.walks.some(([endpoint]) => endpoint === line);
    await watched.button(`${line} ${walked ? "walked" : "not walked"}`).waitFor();
  }

  await goOn(grace, "Deep dives");
  await ada.page.getByRole("button", { name: "Follow" }).click();
  for (const [quality, text, met] of play.dives) {
    const dive = ada.page.getByRole("region", { name: quality, exact: true });
    await dive.getByRole("textbox", { name: "How the design meets it" }).fill(text);
    await dive.getByRole("textbox", { name: "How the design meets it" }).press("Control+Enter");
    if (met) await dive.getByText("Met", { exact: true }).click();
  }
  await grace.ask(play.question, "Push now");
  await ada.page.getByRole("region", { name: "New probes" }).getByRole("button", { name: "Answer" }).click();
  await ada.type(play.answer, 0);
  await ada.page.getByRole("button", { name: "Save" }).click();
  await grace.probe(play.question).getByText(play.answer).waitFor();

  await goOn(grace, "Wrap-up");
  await grace.page.getByRole("button", { name: "More", exact: true }).click();
  await grace.page.getByRole("menuitem", { name: "End the interview" }).click();
  await grace.page.getByRole("dialog").getByRole("button", { name: "End it" }).click();
  for (const person of all) await showsItsCoverage(person, play);
  const { coverage } = await stateOf(room);
  expect(`Coverage ${coverage.requirements.filter(({ covered }) => covered).length} of ${coverage.requirements.length}`).toBe(play.covered);
});

async function createRoom(person: Person, problem: string): Promise<TestRoom> {
  const { page } = person;
  await person.open("/");
  await page.getByRole("button", { name: "Pick from the library" }).click();
  await page.getByRole("menuitem", { name: problem }).click();
  await page.getByRole("button", { name: "Create room" }).click();
  const link = (role: string) => page.getByRole("textbox", { name: `The ${role} link` }).inputValue();
  return TestRoom.of(sharedServer(), { interviewer: await link("interviewer"), candidate: await link("candidate"), spectator: await link("spectator") });
}

async function goOn({ page }: Person, phase: string): Promise<void> {
  await page.getByRole("button", { name: `Go on to ${phase}` }).click();
}

async function addAll({ page }: Person, label: string, texts: readonly string[]): Promise<void> {
  const adder = page.getByRole("textbox", { name: label, exact: true });
  for (const text of texts) {
    await adder.fill(text);
    await adder.press("Enter");
  }
}

async function walk(board: PersonalBoard, endpoint: string, through: readonly string[]): Promise<void> {
  await board.button(`${endpoint} not walked`).click();
  await board.button("Walk it").click();
  for (const label of through) await board.button(`Add to the walk: ${label}`).click();
  await board.button("Done").click();
  await board.button(`${endpoint} walked`).waitFor();
}

async function showsItsCoverage({ page }: Person, { covered, gaps }: Play): Promise<void> {
  await page.getByRole("button", { name: covered, exact: true }).click();
  const dialog = page.getByRole("dialog", { name: "Coverage" });
  await dialog.getByText(gaps.length === 0 ? "Everything core is covered" : covered.replace("Coverage ", "")).first().waitFor();
  const rows = await dialog.getByRole("row").allTextContents();
  for (const gap of gaps) expect(rows.some((row) => row.includes(gap)), `${gap} in ${rows.join(" | ")}`).toBe(true);
  await page.keyboard.press("Escape");
}

async function stateOf({ server, id, tokens }: TestRoom): Promise<HttpStateAt> {
  const response = await fetch(`${server}/api/rooms/${id}/state`, { headers: { authorization: `Bearer ${tokens.candidate}` } });
  return (await response.json()) as HttpStateAt;
}
