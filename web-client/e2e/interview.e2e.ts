import { expect } from "vitest";
import type { Role } from "../src/protocol/generated/types.ts";
import { type Person, sharedServer, test } from "./harness/people.ts";
import { TestRoom } from "./harness/rooms.ts";

test("two people hold a short interview while a spectator watches, from the start page on, and all three see the same", async ({ people }) => {
  const [grace, ada, eve] = await Promise.all([people.person("Grace"), people.person("Ada"), people.person("Eve")]);
  const everybody = [grace, ada, eve];
  const room = await createRoom(grace);
  await grace.page.getByRole("link", { name: "Enter as interviewer" }).click();
  await grace.introduce();
  await ada.enter(room, "candidate");
  await eve.enter(room, "spectator");

  // The lobby: the problem is the interviewer's secret, and everybody sees who is here.
  await grace.page.getByText("Only interviewers see this until").waitFor();
  await ada.page.getByRole("heading", { name: "Not started yet" }).waitFor();
  await eve.page.getByRole("heading", { name: "Not started yet" }).waitFor();
  for (const { page } of everybody) {
    await page.getByRole("img", { name: /^Grace.*interviewer/ }).waitFor();
    await page.getByRole("img", { name: /^Ada.*candidate/ }).waitFor();
    await page.getByRole("img", { name: "1 person watches" }).waitFor();
  }

  await grace.page.getByRole("button", { name: "Start" }).click();
  for (const { page } of everybody) await page.getByRole("tabpanel").getByText("home feed").waitFor();

  // The workspace turns to the phase at hand for everybody.
  await goOn(grace, "Requirements");
  for (const person of everybody) await person.list("Functional").waitFor();
  await ada.addRequirement("Users should be able to post photos");
  await grace.addRequirement("The feed should load fast", "non-functional");
  for (const person of everybody) {
    await expect.poll(() => person.requirements()).toEqual(["Users should be able to post photos"]);
    await expect.poll(() => person.requirements("Non-functional")).toEqual(["The feed should load fast"]);
  }

  await ada.goToNotes("end");
  await ada.type("# Numbers\nReads: 50k/s");
  for (const person of everybody) await expect.poll(() => person.notesText()).toBe("# Numbers\nReads: 50k/s");

  for (const phase of ["Core entities", "API", "High-level design", "Deep dives"]) {
    await goOn(grace, phase);
    for (const { page } of everybody) await page.getByRole("timer", { name: `Time left in ${phase}` }).waitFor();
  }

  // A probe goes out and is answered, while the candidate writes something else.
  const question = "What breaks first at ten times the load?";
  await grace.ask(question, "Push now");
  await ada.page.getByRole("region", { name: "New probes" }).getByRole("button", { name: "Answer" }).click();
  await ada.probe(question).getByRole("textbox", { name: "Answer" }).and(ada.page.locator(":focus")).waitFor();
  await ada.type("The fan-out: precompute less.");
  await ada.page.getByRole("button", { name: "Save" }).click();
  for (const person of [grace, eve]) await person.probe(question).getByText("The fan-out: precompute less.").waitFor();

  // Whoever went to a place of their own choice goes along again when they want to.
  await ada.page.getByRole("button", { name: "Follow" }).click();
  await goOn(grace, "Wrap-up");
  for (const { page } of everybody) await page.getByRole("tab", { name: "Tips", selected: true }).waitFor();

  // The end: everything stands still, for everybody alike.
  await grace.page.getByRole("button", { name: "More", exact: true }).click();
  await grace.page.getByRole("menuitem", { name: "End the interview" }).click();
  await grace.page.getByRole("dialog").getByRole("button", { name: "End it" }).click();
  for (const { page } of everybody) await page.getByRole("region", { name: "Where the time went" }).waitFor();
  const ends = await Promise.all(everybody.map(whatStandsThere));
  expect(ends[1]).toEqual(ends[0]);
  expect(ends[2]).toEqual(ends[0]);
  expect(ends[0]).toMatchObject({ notes: await room.notes(), functional: ["Users should be able to post photos"], answers: ["The fan-out: precompute less."] });
});

async function createRoom(person: Person): Promise<TestRoom> {
  const { page, context } = person;
  await person.open("/");
  await page.getByRole("textbox", { name: "Title" }).fill("Photo feed rehearsal");
  await page.getByRole("textbox", { name: "Problem" }).fill("Design the **home feed** of a photo app.");
  await page.getByRole("button", { name: "Create room" }).click();

  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const copied = async (role: Role) => {
    await page.getByRole("button", { name: `Copy: the ${role} link` }).click();
    await page.getByRole("button", { name: `Copied: the ${role} link` }).waitFor();
    const link = await page.evaluate(() => navigator.clipboard.readText());
    expect(link).toBe(await page.getByRole("textbox", { name: `The ${role} link` }).inputValue());
    return link;
  };
  const links = { interviewer: await copied("interviewer"), candidate: await copied("candidate"), spectator: await copied("spectator") };
  for (const link of Object.values(links)) expect(link.startsWith(`${person.network.url}/rooms/`)).toBe(true);
  return TestRoom.of(sharedServer(), links);
}

async function goOn({ page }: Person, phase: string): Promise<void> {
  await page.getByRole("button", { name: `Go on to ${phase}` }).click();
}

// All that a page shows of the room, as text.
async function whatStandsThere(person: Person) {
  const spent = await person.page.getByRole("region", { name: "Where the time went" }).getByRole("row").allTextContents();
  const problem = await person.page.getByRole("tabpanel").getByText("home feed").textContent();
  await person.look("Requirements");
  const [functional, quality] = [await person.requirements(), await person.requirements("Non-functional")];
  await person.look("Deep dives");
  const probes = person.page.getByRole("region", { name: "Probes", exact: true }).getByRole("article");
  await probes.first().waitFor();
  const questions = await probes.locator(".probe__question").allTextContents();
  const answers = await probes.locator(".answer__text").allTextContents();
  expect(await person.notes.getAttribute("aria-readonly")).toBe("true");
  return { notes: await person.notesText(), spent, problem, functional, quality, questions, answers };
}
