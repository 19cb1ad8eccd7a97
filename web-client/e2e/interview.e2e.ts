import { expect } from "vitest";
import { newId } from "../src/net/secrets.ts";
import { Peer } from "./harness/peer.ts";
import { sharedServer, test } from "./harness/people.ts";
import { TestRoom } from "./harness/rooms.ts";

test("two people hold a short interview while a spectator watches, and all three see the same", async ({ people }) => {
  const room = await TestRoom.create(sharedServer(), { title: "Photo feed rehearsal", problem: "Design the **home feed** of a photo app." });
  const [grace, ada, eve] = await Promise.all([people.person("Grace"), people.person("Ada"), people.person("Eve")]);
  await grace.enter(room, "interviewer");
  await ada.enter(room, "candidate");
  await eve.enter(room, "spectator");
  const everybody = [grace, ada, eve];

  // The lobby: the problem is the interviewer's secret, and everybody sees who is here.
  await grace.page.getByText("Only interviewers see this").waitFor();
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
  await grace.page.getByRole("button", { name: "Go on to Requirements" }).click();
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
    await grace.page.getByRole("button", { name: `Go on to ${phase}` }).click();
    for (const { page } of everybody) await page.getByRole("timer", { name: `Time left in ${phase}` }).waitFor();
  }

  // A probe goes out and is answered. (A second interviewer pushes it.)
  const probe = newId();
  const linus = await Peer.join(room, "interviewer", "Linus");
  await linus.command({ type: "probe.queue", id: probe, content: { question: "What breaks first at ten times the load?" } });
  await linus.command({ type: "probe.push", id: probe });
  await ada.page.getByRole("list", { name: "New probes" }).getByRole("button", { name: "Answer" }).click();
  await ada.type("The fan-out: precompute less.");
  await ada.page.getByRole("button", { name: "Save" }).click();
  for (const { page } of everybody) {
    await expect.poll(() => page.getByRole("article", { name: "What breaks first" }).getByText("The fan-out: precompute less.").count()).toBe(1);
  }
  linus.leave();
  // Whoever went to a place of their own choice goes along again when they want to.
  await ada.page.getByRole("button", { name: "Follow" }).click();

  // The end: everything stands still, for everybody alike.
  await grace.page.getByRole("button", { name: "More", exact: true }).click();
  await grace.page.getByRole("menuitem", { name: "End the interview" }).click();
  await grace.page.getByRole("dialog").getByRole("button", { name: "End it" }).click();
  for (const person of everybody) {
    await person.page.getByRole("region", { name: "Where the time went" }).waitFor();
    await expect.poll(() => person.notes.getAttribute("aria-readonly")).toBe("true");
    await person.look("Requirements");
    expect(await person.requirements()).toEqual(["Users should be able to post photos"]);
    expect(await person.notesText()).toBe(await room.notes());
  }
});
