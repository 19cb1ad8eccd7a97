import { expect } from "vitest";
import { Peer } from "./harness/peer.ts";
import { brokenConnection, converged, sharedServer, test } from "./harness/people.ts";
import { TestRoom } from "./harness/rooms.ts";

const refusedRequest = /Failed to load resource: the server responded with a status of 4\d\d/;

test("two tabs of one person are one person with two tabs, and both work", async ({ people }) => {
  const room = await TestRoom.create(sharedServer());
  const [grace, ada] = await Promise.all([people.person("Grace"), people.person("Ada")]);
  await grace.enter(room, "interviewer");
  await ada.enter(room, "candidate");
  await ada.goToNotes("end");
  await ada.type("From the first tab. ");
  const first = ada.page;
  await ada.openTab();
  await ada.open(room.path("candidate"));
  await ada.live.waitFor();
  await grace.page.getByRole("img", { name: "Ada, candidate, in 2 tabs" }).waitFor();
  expect(await grace.page.getByRole("img", { name: /^Ada/ }).count()).toBe(1);

  await ada.goToNotes("end");
  await ada.type("From the second tab.");
  expect(await converged(room, [grace, ada])).toBe("From the first tab. From the second tab.");
  await ada.page.close();
  ada.page = first;
  await grace.page.getByRole("img", { name: /^Ada, candidate(?!, in)/ }).waitFor();
  expect(await converged(room, [grace, ada])).toBe("From the first tab. From the second tab.");
});

test("a link that is replaced puts out who came by it, and says so; so does a room that is deleted", async ({ people }) => {
  const room = await TestRoom.create(sharedServer());
  const [grace, ada, eve] = await Promise.all([people.person("Grace"), people.person("Ada"), people.person("Eve")]);
  await Promise.all([grace.enter(room, "interviewer"), ada.enter(room, "candidate"), eve.enter(room, "spectator")]);
  for (const person of [grace, ada, eve]) person.expect(refusedRequest);

  const { token } = await room.rotate("candidate");
  await ada.page.getByRole("heading", { name: "This link does not open the room any more" }).waitFor();
  await ada.page.goto(`${ada.network.url}/rooms/${room.id}#${token}`);
  await ada.live.waitFor(); // They are the same person, and give no name again.
  await grace.page.getByRole("img", { name: /^Ada, candidate/ }).waitFor();

  await room.rotate("spectator");
  await eve.page.getByRole("heading", { name: "This link does not open the room any more" }).waitFor();

  await room.delete();
  for (const { page } of [grace, ada]) await page.getByRole("heading", { name: "This room is gone" }).waitFor();
  await eve.page.reload();
  await eve.page.getByRole("heading", { name: "This room is gone" }).waitFor();
});

test("a link without its key, with a wrong key, and to no room each say what is wrong", async ({ people }) => {
  const room = await TestRoom.create(sharedServer());
  const ada = await people.person("Ada");
  ada.expect(refusedRequest);
  await ada.open(`/rooms/${room.id}`);
  await ada.page.getByRole("heading", { name: "This address lacks its key" }).waitFor();
  await ada.open(`/rooms/${room.id}#AAECAwQFBgcICQoLDA0ODw`);
  await ada.page.getByRole("heading", { name: "This link does not open the room any more" }).waitFor();
  await ada.open("/rooms/aaaaaaaaaaaaaaaa#AAECAwQFBgcICQoLDA0ODw");
  await ada.page.getByRole("heading", { name: "This room is gone" }).waitFor();
});

test("a gallery that is closed lets nobody watch, and spectators come in once it is open", async ({ people }) => {
  const room = await TestRoom.create(sharedServer(), { spectators: false });
  const [grace, eve] = await Promise.all([people.person("Grace"), people.person("Eve")]);
  eve.expect(refusedRequest);
  await grace.enter(room, "interviewer");
  await grace.page.getByRole("img", { name: "Nobody may watch" }).waitFor();
  await eve.open(room.path("spectator"));
  await eve.page.getByRole("heading", { name: "Nobody may watch just now" }).waitFor();

  await grace.page.getByRole("button", { name: "Share" }).click();
  await grace.page.getByRole("dialog").getByText("Spectators may watch").click();
  await eve.page.getByRole("button", { name: "Try again" }).click();
  await eve.live.waitFor();
  await grace.page.getByRole("dialog").getByText("Spectators may watch").click();
  await eve.page.getByRole("heading", { name: "Nobody may watch just now" }).waitFor();
});

test("a room that is full says so", async ({ people }) => {
  const room = await TestRoom.create(sharedServer());
  const first = await Peer.join(room, "candidate", "Peer 0");
  const others = Array.from({ length: first.limits.participants - 1 }, (_, i) => Peer.join(room, "candidate", `Peer ${i + 1}`));
  const peers = [first, ...(await Promise.all(others))];
  const ada = await people.person("Ada");
  await ada.open(room.path("candidate"));
  await ada.introduce();
  await ada.page.getByRole("heading", { name: "This room is full" }).waitFor();
  for (const peer of peers) peer.leave();
});

test("a server that speaks another version is told from one that is away", async ({ people }) => {
  const room = await TestRoom.create(sharedServer());
  const ada = await people.person("Ada");
  let babble = false;
  await ada.context.routeWebSocket(/\/live$/, (socket) => {
    if (!babble) return void socket.connectToServer();
    socket.onMessage(() => socket.send('{"type":"welcome","of":"another version"}'));
  });
  await ada.enter(room, "candidate");
  babble = true;
  ada.network.cut("reset");
  ada.expect(brokenConnection);
  await ada.offline.waitFor();
  await ada.reconnect();
  await ada.page.getByRole("heading", { name: "This page and the server do not understand each other" }).waitFor({ timeout: 20_000 });

  babble = false;
  await ada.page.getByRole("button", { name: "Load the page again" }).click();
  await ada.live.waitFor();
});

test("a room that has forgotten a tab gets a new one from it, and what that had not sent is not thrown away", async ({ people }) => {
  const room = await TestRoom.create(sharedServer());
  const ada = await people.person("Ada");
  ada.expect(brokenConnection);
  let forgotten = false;
  await ada.context.routeWebSocket(/\/live$/, (socket) => {
    if (!forgotten) return void socket.connectToServer();
    socket.onMessage(() => {
      forgotten = false;
      socket.send('{"type":"bye","code":"session-forgotten","message":"This session is not known any more."}');
      void socket.close({ code: 4107, reason: "session-forgotten" });
    });
  });
  await ada.enter(room, "candidate");
  await ada.goToNotes("end");
  await ada.type("Sent. ");
  await converged(room, [ada]);
  ada.network.cut("reset");
  await ada.offline.waitFor();
  await ada.type("Unsent.");
  forgotten = true;
  await ada.reconnect();

  await ada.page.getByText("The room no longer knows this tab", { exact: false }).first().waitFor();
  const words = ada.page.getByRole("region", { name: "Notices" }).getByRole("blockquote");
  await expect.poll(async () => (await words.allTextContents()).join("")).toBe("Unsent.");
  await ada.live.waitFor();
  await ada.goToNotes("end");
  await ada.type("And on.");
  expect(await converged(room, [ada])).toBe("Sent. And on.");
});
