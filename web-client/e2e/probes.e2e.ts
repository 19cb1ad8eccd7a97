import { expect } from "vitest";
import { type People, type Person, sharedServer, test } from "./harness/people.ts";
import { TestRoom } from "./harness/rooms.ts";

test("a probe is pushed, pinned, answered, parked and closed, and one that is taken back goes from all pages", async ({ people }) => {
  const { grace, ada, everybody } = await inAnInterview(people);
  await grace.ask("How many photos a day?", "Queue");
  await grace.ask("What breaks first?", "Push now");
  await grace.page.getByRole("region", { name: "Interviewers' side" }).getByRole("tab", { name: /^Queue/ }).click();
  const queue = grace.page.getByRole("list", { name: "Queue" });
  await expect.poll(() => queue.getByRole("listitem").allTextContents()).toHaveLength(1);
  await queue.getByRole("button", { name: "Push" }).click();
  for (const person of everybody) {
    await person.look("Deep dives");
    await expect.poll(() => questions(person)).toEqual(["How many photos a day?", "What breaks first?"]);
  }

  await ada.probe("What breaks first?").getByRole("button", { name: "Pin" }).click();
  await ada.goToNotes("end"); // Nothing moves under the hands of who is still there.
  for (const person of everybody) await expect.poll(() => questions(person)).toEqual(["What breaks first?", "How many photos a day?"]);

  const answer = ada.probe("How many photos a day?").getByRole("textbox", { name: "Answer" });
  await answer.fill("About a million.");
  await answer.press("Control+Enter");
  for (const person of everybody) {
    if (person === ada) await expect.poll(() => answer.inputValue()).toBe("About a million.");
    else await person.probe("How many photos a day?").getByText("About a million.").waitFor();
  }
  await ada.probe("What breaks first?").getByRole("button", { name: "Park for later" }).click();
  for (const person of everybody) await person.probe("What breaks first?").getByText("Parked").waitFor();
  await grace.probe("How many photos a day?").getByRole("button", { name: "Close" }).click();
  for (const person of everybody) await person.probe("How many photos a day?").getByText("Closed").waitFor();

  // Words for a probe that goes are not lost.
  await ada.probe("What breaks first?").getByRole("textbox", { name: "Answer" }).fill("The database, as");
  await grace.probe("What breaks first?").getByRole("button", { name: "Take back" }).click();
  for (const person of everybody) await expect.poll(() => questions(person)).toEqual(["How many photos a day?"]);
  await ada.page.getByRole("group", { name: "The probe was taken back while you answered it." }).getByText("The database, as").waitFor();
});

test("no byte of the private side reaches the candidate or the spectator: not in their pages, not over their network", async ({ people }) => {
  const problem = "Secretproblem until the start";
  const { room, grace, ada, eve, everybody } = await inARoom(people, problem);
  // Before the start the problem is one of the secrets.
  expect(await leaksOf(ada, [problem])).toEqual([]);
  expect(await leaksOf(eve, [problem])).toEqual([]);
  expect(await leaksOf(grace, [problem])).toEqual([problem]);
  await grace.page.getByRole("button", { name: "Start" }).click();
  for (const { page } of everybody) await page.getByRole("tabpanel").getByText(problem).waitFor();

  await grace.ask("Secretqueued question", "Queue");
  await grace.ask("Pushed question", "Push now");
  await ada.look("Deep dives");
  await grace.look("Deep dives");
  const hinting = grace.probe("Pushed question");
  await hinting.getByRole("button", { name: "Hint" }).click();
  await hinting.getByRole("textbox", { name: "What was said" }).fill("Secrethint given");
  await hinting.getByRole("button", { name: "Record" }).click();
  await hinting.getByText("Secrethint given").waitFor();
  let side = await grace.lookPrivately("Notes");
  await side.getByRole("textbox", { name: "New private note" }).fill("Secretnote taken");
  await side.getByRole("textbox", { name: "New private note" }).press("Enter");
  await side.getByRole("list", { name: "Private notes" }).getByText("Secretnote taken").waitFor();
  await side.getByRole("textbox", { name: "New private note" }).fill("Secretdraft of a note");
  side = await grace.lookPrivately("Bookmarks");
  await side.getByRole("textbox", { name: "Label of the bookmark" }).fill("Secretbookmark here");
  await side.getByRole("button", { name: "Bookmark this moment" }).click();
  await side.getByRole("list", { name: "Bookmarks" }).getByText("Secretbookmark here").waitFor();
  side = await grace.lookPrivately("Pad");
  await side.getByRole("textbox", { name: "Interviewers' pad" }).click();
  await grace.type("Secretpad", 0);
  await expect.poll(async () => (await room.state()).docs["private"]).toBe("Secretpad");
  side = await grace.lookPrivately("Probes");
  await side.getByRole("tab", { name: "Bank" }).click();
  await side.getByRole("button", { name: "Push now" }).first().click();
  const queued = ["Secretqueued question", "Secrethint given", "Secretnote taken", "Secretbookmark here"];
  const typed = ["Secretdraft of a note", "Secretpad"];
  const keys = await bankKeys(room);

  // Whoever comes later, and whoever comes back, gets no more.
  const [late, back] = await Promise.all([people.person("Late"), people.person("Back")]);
  await late.enter(room, "candidate");
  await back.enter(room, "spectator");
  await ada.page.reload();
  await ada.live.waitFor();
  await eve.page.reload();
  await eve.live.waitFor();
  for (const person of [ada, eve, late, back]) {
    await person.look("Deep dives");
    await person.probe("Pushed question").waitFor();
    await expect.poll(() => questions(person)).toHaveLength(2);
    expect({ [person.name]: await leaksOf(person, [...queued, ...typed, ...keys]) }).toEqual({ [person.name]: [] });
  }
  // The same eyes see all of it where it belongs.
  expect((await leaksOf(grace, [...queued, ...keys])).length).toBe(queued.length + keys.length);
});

async function inARoom(people: People, problem = "Design a photo feed.") {
  const room = await TestRoom.create(sharedServer(), { problem });
  const [grace, ada, eve] = await Promise.all([people.person("Grace"), people.person("Ada"), people.person("Eve")]);
  await Promise.all([grace.enter(room, "interviewer"), ada.enter(room, "candidate"), eve.enter(room, "spectator")]);
  await grace.page.getByRole("region", { name: "Interviewers' side" }).getByRole("tab", { name: "Bank" }).waitFor();
  return { room, grace, ada, eve, everybody: [grace, ada, eve] };
}

async function inAnInterview(people: People) {
  const parts = await inARoom(people);
  await parts.grace.page.getByRole("button", { name: "Start" }).click();
  for (const { page } of parts.everybody) await page.getByRole("timer", { name: "Time left in Introduction" }).waitFor();
  return parts;
}

async function questions({ page }: Person): Promise<string[]> {
  return page.getByRole("region", { name: "Probes", exact: true }).locator(".probe__question").allTextContents();
}

/** Which of the secrets came to a person: in what their page holds, in what it got, decoded, or in any byte that the server sent them. */
async function leaksOf(person: Person, secrets: readonly string[]): Promise<string[]> {
  const got = [await person.page.content(), await (await person.traffic).texts(), person.network.received.toString("utf8")];
  expect(got.every((text) => text.length > 1000)).toBe(true);
  return secrets.filter((secret) => got.some((text) => text.includes(secret)));
}

// What only interviewers may read of the guide, in pieces that JSON writes as they are.
async function bankKeys(room: TestRoom): Promise<string[]> {
  const { probes, problems } = await room.guide();
  const pieces = [...probes.flatMap(({ strong, hints }) => [...strong, ...Object.values(hints)]), ...problems.flatMap(({ expected }) => expected)]
    .flatMap((text) => /[A-Za-z ,]{25,}/.exec(text)?.[0] ?? []);
  expect(pieces.length).toBeGreaterThan(50);
  return [...new Set(pieces)];
}
