import type { Locator } from "playwright-core";
import { newId } from "../../src/net/secrets.ts";
import { Peer } from "./peer.ts";
import { type People, type Person, brokenConnection } from "./people.ts";
import { TestRoom } from "./rooms.ts";
import { anInterview } from "./scene.ts";

/** Called at each page and state that there is. */
export type See = (person: Person, name: string) => Promise<void>;

const wide = { viewport: { width: 1440, height: 900 }, reducedMotion: "reduce" } as const;
const narrow = { viewport: { width: 390, height: 844 }, reducedMotion: "reduce" } as const;

/** The start page: empty, wrongly filled in, with everything opened, and with rooms that were made. */
export async function tourHome(people: People, see: See): Promise<void> {
  const person = await people.person("Grace Hopper", wide);
  const { page } = person;
  await person.open("/");
  await page.getByRole("button", { name: "Create room" }).waitFor();
  await see(person, "home");
  await page.getByRole("button", { name: "Create room" }).click();
  await page.getByRole("button", { name: "Join" }).click();
  await see(person, "home-problems");
  await page.getByRole("button", { name: "Options" }).click();
  await see(person, "home-options");
  await page.getByRole("button", { name: "Options" }).click();
  await page.getByRole("button", { name: "Pick from the library" }).click();
  await page.getByRole("menu").waitFor();
  await see(person, "home-library");
  await page.getByRole("menuitem").first().click();
  await page.getByRole("button", { name: "Create room" }).click();
  await page.getByRole("link", { name: "Enter as interviewer" }).waitFor();
  await see(person, "home-links");
  await page.getByRole("button", { name: "Another room" }).click();
  await page.getByRole("button", { name: /^Links and more of/ }).click();
  await page.getByRole("menu").waitFor();
  await see(person, "home-room-menu");
  await page.getByRole("menuitem", { name: "Delete the room" }).click();
  await page.getByRole("button", { name: "Delete the room", exact: true }).waitFor();
  await see(person, "home-delete");
}

/** The ways into a room, and the doors that are shut. */
export async function tourDoors(people: People, server: string, see: See): Promise<void> {
  const room = await TestRoom.create(server, { title: "Photo feed for ten million", spectators: false });
  const person = await people.person("Ada Lovelace", narrow);
  const { page } = person;
  person.expect(/Failed to load resource/);
  await person.open(room.path("candidate"));
  await page.getByLabel("Your name").waitFor();
  await see(person, "name");
  await page.getByRole("button", { name: "Enter the room" }).click();
  await page.getByText("A name is needed").waitFor();
  await see(person, "name-problem");

  const shut = async (path: string, heading: string, name: string) => {
    await person.open(path);
    await page.getByRole("heading", { name: heading }).waitFor();
    await see(person, name);
  };
  await shut(`/rooms/${room.id}`, "This address lacks its key", "door-no-key");
  await shut(`/rooms/${room.id}#AAECAwQFBgcICQoLDA0ODw`, "This link does not open the room any more", "door-denied");
  await shut("/rooms/aaaaaaaaaaaaaaaa#AAECAwQFBgcICQoLDA0ODw", "This room is gone", "door-gone");
  await shut(room.path("spectator"), "Nobody may watch just now", "door-no-spectators");
  for (const [code, heading] of [["room-full", "This room is full"], ["frame-too-large", "This page and the server do not understand each other"], ["bad-hello", "The room asks for your name"]] as const) {
    await page.route("**/api/rooms/*", (route) => route.fulfill({ status: 409, contentType: "application/problem+json", body: problemOf(code) }));
    // The code of a refusal over HTTP is shown as that of a close would be.
    await shut(`${room.path("candidate")}`, heading, `door-${code}`);
    await page.unroute("**/api/rooms/*");
    await person.open("/");
  }
  await page.route("**/api/rooms/*", (route) => route.abort());
  await shut(room.path("candidate"), "The server does not answer", "door-unreachable");
}

function problemOf(code: string): string {
  return JSON.stringify({ type: "about:blank", title: "Refused", status: 409, code, detail: "Refused." });
}

/** The room before the start. */
export async function tourLobby(people: People, server: string, see: See): Promise<void> {
  const room = await TestRoom.create(server, { title: "Photo feed for ten million", problem: "Design the **home feed** of a photo app." });
  const { grace, ada, eve } = await comeIn(people, room);
  await see(grace, "lobby-interviewer");
  await see(ada, "lobby-candidate");
  await see(eve, "lobby-spectator");
}

/** The room while the interview is on, and after it, with all that can be opened in it. */
export async function tourRoom(people: People, server: string, see: See): Promise<void> {
  const { room, ...secrets } = await anInterview(server);
  const { grace, ada, eve } = await comeIn(people, room, secrets);
  await showCursors(grace, ada);
  await see(ada, "room-candidate-probes");
  await see(grace, "room-interviewer-probes");
  await see(eve, "watch-probes");
  for (const place of ["Problem", "Requirements", "Entities", "API", "Tips"] as const) {
    for (const person of [ada, eve]) {
      await person.look(place);
      await see(person, `${person === ada ? "room-candidate" : "watch"}-${place.toLowerCase()}`);
    }
  }
  await tourPrivateSide(grace, see);
  await tourOpened(grace, see);
  await tourRequirements(grace, ada, see);
  await tourTrouble(grace, ada, see);
  await tourPhone(people, room, see);
  await tourEnd(grace, ada, eve, see);
}

async function comeIn(people: People, room: TestRoom, secrets?: { readonly grace: string; readonly ada: string }) {
  const [grace, ada, eve] = await Promise.all([people.person("Grace Hopper", wide), people.person("Ada Lovelace", wide), people.person("Eve", wide)]);
  if (secrets) await Promise.all([grace.isPerson(room, secrets.grace), ada.isPerson(room, secrets.ada)]);
  await Promise.all([grace.enter(room, "interviewer"), ada.enter(room, "candidate"), eve.enter(room, "spectator")]);
  await Promise.all([grace, ada, eve].map(({ notes }) => notes.waitFor()));
  return { grace, ada, eve };
}

async function showCursors(grace: Person, ada: Person): Promise<void> {
  await grace.notes.getByText("Fan-out workers").click();
  await ada.notes.getByText("Authors with millions").click();
  await grace.page.locator(".notes__cursor").getByText("Ada").waitFor();
  await ada.page.locator(".notes__cursor").getByText("Grace").waitFor();
}

async function tourPrivateSide(grace: Person, see: See): Promise<void> {
  const side = await grace.lookPrivately("Probes");
  await side.getByRole("tab", { name: /^Bank/ }).click();
  await side.getByRole("button", { name: "Key", exact: true }).first().click();
  await see(grace, "private-bank");
  await side.getByRole("button", { name: "Own probe" }).click();
  await see(grace, "private-own-probe");
  await side.getByRole("group", { name: "Own probe" }).getByRole("button", { name: "Cancel" }).click();
  await grace.lookPrivately("Notes");
  await see(grace, "private-notes");
  await grace.lookPrivately("Bookmarks");
  await see(grace, "private-bookmarks");
  await grace.lookPrivately("Pad");
  await side.getByRole("textbox", { name: "Interviewers' pad" }).waitFor();
  await see(grace, "private-pad");
}

// Menus and dialogs.
async function tourOpened(grace: Person, see: See): Promise<void> {
  const { page } = grace;
  const opened = async (open: Locator, shown: Locator, name: string, leave = () => page.keyboard.press("Escape")) => {
    await open.click();
    await shown.waitFor();
    await see(grace, name);
    await leave();
    await shown.waitFor({ state: "hidden" });
  };
  const menu = page.getByRole("menu");
  const dialog = page.getByRole("dialog");
  const more = page.getByRole("banner").getByRole("button", { name: "More", exact: true });
  await opened(more, menu, "room-menu");
  await opened(page.getByRole("navigation", { name: "Phases" }).getByRole("button", { name: /^Deep dives/ }), menu, "room-phase-menu");
  await opened(page.getByRole("button", { name: "Share" }), dialog, "room-share");
  await opened(page.getByRole("button", { name: /^Coverage/ }), dialog, "room-coverage");
  await more.click();
  await opened(page.getByRole("menuitem", { name: "Keyboard" }), dialog, "room-keyboard");
  await more.click();
  await opened(page.getByRole("menuitem", { name: "End the interview" }), dialog, "room-end");
  await more.click();
  await page.getByRole("menuitem", { name: "Settings" }).click();
  for (const tab of ["You", "Room", "Problem", "Phases"]) {
    await dialog.getByRole("tab", { name: tab, exact: true }).click();
    await see(grace, `room-settings-${tab.toLowerCase()}`);
  }
  await page.keyboard.press("Escape");
}

async function tourRequirements(grace: Person, ada: Person, see: See): Promise<void> {
  const text = "Users should be able to follow other users";
  const edit = async ({ page }: Person, to: string) => {
    await page.getByRole("button", { name: text, exact: true }).click();
    await page.getByRole("textbox", { name: "Requirement", exact: true }).fill(to);
  };
  await ada.look("Requirements");
  await grace.look("Requirements");
  await ada.page.getByRole("button", { name: `More for: ${text}` }).click();
  await see(ada, "requirement-menu");
  await ada.page.keyboard.press("Escape");
  await edit(ada, "Users should be able to follow and unfollow other users");
  await see(ada, "requirement-edited");
  await edit(grace, "Users should be able to follow other users and topics");
  await grace.page.keyboard.press("Enter");
  await grace.page.getByRole("button", { name: "Users should be able to follow other users and topics", exact: true }).waitFor();
  await ada.page.getByRole("textbox", { name: "Requirement", exact: true }).press("Enter");
  await ada.page.getByRole("alert").filter({ hasText: "Somebody else changed this" }).waitFor();
  await see(ada, "requirement-conflict");
  await ada.page.getByRole("button", { name: "Leave theirs" }).click();
}

async function tourTrouble(grace: Person, ada: Person, see: See): Promise<void> {
  await grace.ask("What does a follower see while the queue is an hour behind?", "Push now");
  await ada.page.getByRole("region", { name: "New probes" }).waitFor();
  await see(ada, "room-probe-arrives");
  await ada.page.getByRole("region", { name: "New probes" }).getByRole("button", { name: "Answer" }).click();
  await ada.probe("What does a follower see").getByRole("textbox", { name: "Answer" }).fill("Old photos, and");
  await grace.page.getByRole("button", { name: "Pause the clock" }).click();
  await grace.page.getByText("paused").waitFor();
  await see(grace, "room-paused");
  await grace.page.getByRole("button", { name: "Resume" }).click();
  ada.expect(brokenConnection);
  ada.network.cut("reset");
  await ada.offline.waitFor();
  await ada.goToNotes("end");
  await ada.type("Written offline.", 0);
  await ada.page.getByText(/changes? kept/).first().waitFor();
  await see(ada, "room-offline");
  await ada.reconnect();
  await ada.live.waitFor();
}

async function tourPhone(people: People, room: TestRoom, see: See): Promise<void> {
  const phone = await people.person("Phone", { ...narrow, hasTouch: true, isMobile: true });
  await phone.enter(room, "spectator");
  await phone.look("Requirements");
  await see(phone, "phone-requirements");
  await phone.look("Deep dives");
  await see(phone, "phone-probes");
  await phone.page.getByRole("radio", { name: "Notes" }).click();
  await see(phone, "phone-notes");
}

async function tourEnd(grace: Person, ada: Person, eve: Person, see: See): Promise<void> {
  await grace.page.getByRole("banner").getByRole("button", { name: "More", exact: true }).click();
  await grace.page.getByRole("menuitem", { name: "End the interview" }).click();
  await grace.page.getByRole("dialog").getByRole("button", { name: "End it" }).click();
  for (const [person, name] of [[grace, "over-interviewer"], [ada, "over-candidate"], [eve, "over-spectator"]] as const) {
    await person.look("Problem");
    await person.page.getByRole("region", { name: "Where the time went" }).waitFor();
    await see(person, name);
  }
  for (const person of [ada, eve]) {
    await person.look("Requirements");
    await see(person, person === ada ? "over-candidate-requirements" : "over-spectator-requirements");
    await person.look("Deep dives");
    await see(person, person === ada ? "over-candidate-probes" : "over-spectator-probes");
  }
}

/** A phase that is soon over, and one that is. */
export async function tourOvertime(people: People, server: string, see: See): Promise<void> {
  const phases = [{ id: "requirements", name: "Requirements", seconds: 3 }, { id: "deep-dives", name: "Deep dives", seconds: 600 }];
  const room = await TestRoom.create(server, { title: "Photo feed for ten million", framework: { phases } });
  const grace = await Peer.join(room, "interviewer", "Grace Hopper");
  await grace.command({ type: "interview.start" });
  await grace.command({ type: "requirement.add", id: newId(), content: { style: "functional", text: "Users should be able to post", scope: "core" } });
  const ada = await people.person("Ada Lovelace", wide);
  await ada.enter(room, "candidate");
  await ada.page.getByText("over time", { exact: true }).waitFor();
  await see(ada, "room-overtime");
  grace.leave();
}
