import { expect } from "vitest";
import { newId } from "../src/net/secrets.ts";
import { Peer } from "./harness/peer.ts";
import { type Person, brokenConnection, converged, sharedServer, test } from "./harness/people.ts";
import { TestRoom } from "./harness/rooms.ts";

test("a spectator on a phone who comes late sees all that there is, and goes on after the stream was cut", async ({ people }) => {
  const room = await TestRoom.create(sharedServer());
  const grace = await Peer.join(room, "interviewer", "Grace");
  const probe = newId();
  await grace.command({ type: "interview.start" });
  await grace.command({ type: "phase.go", phase: "requirements" });
  await grace.command({ type: "requirement.add", id: newId(), content: { style: "functional", text: "Users should be able to watch", scope: "core" } });
  await grace.command({ type: "probe.queue", id: probe, content: { question: "And on a phone?" } });
  await grace.command({ type: "probe.push", id: probe });
  await grace.write("# Before you came");

  const eve = await people.person("Eve", { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2 });
  await eve.enter(room, "spectator");
  await expect.poll(() => eve.requirements()).toEqual(["Users should be able to watch"]);
  await fits(eve);
  await eve.look("Deep dives");
  await eve.probe("And on a phone?").waitFor();
  await fits(eve);
  await eve.page.getByRole("radio", { name: "Notes" }).click();
  await expect.poll(() => eve.notesText()).toBe("# Before you came");
  await fits(eve);

  eve.expect(brokenConnection);
  eve.network.cut("reset");
  await eve.live.waitFor({ state: "hidden" });
  await grace.write("\nWhile you slept");
  expect(await eve.notesText()).toBe("# Before you came");
  eve.network.mend();
  expect(await converged(room, [eve])).toBe("# Before you came\nWhile you slept");

  // Nothing of it can be changed by who watches.
  await eve.notes.press("x");
  expect(await eve.notesText()).toBe("# Before you came\nWhile you slept");
  await eve.page.getByRole("radio", { name: "Room" }).click();
  await eve.look("Requirements");
  expect(await eve.page.getByRole("textbox").filter({ visible: true }).count()).toBe(0);
  grace.leave();
});

async function fits({ page }: Person): Promise<void> {
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
}
