import { mkdirSync, rmSync } from "node:fs";
import { sharedServer, test } from "./harness/people.ts";
import { type See, tourDoors, tourHome, tourLobby, tourOvertime, tourRoom } from "./harness/tour.ts";

const folder = "target/screenshots";
const wide = { width: 1440, height: 900 };
const narrow = { width: 390, height: 844 };
const wall = { width: 2560, height: 1440 };

rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });

test("the start page", async ({ people }) => tourHome(people, photograph));
test("the way in and shut doors", async ({ people }) => tourDoors(people, sharedServer(), photograph));
test("the lobby", async ({ people }) => tourLobby(people, sharedServer(), photograph));
test("the room", async ({ people }) => tourRoom(people, sharedServer(), photograph));
test("overtime", async ({ people }) => tourOvertime(people, sharedServer(), photograph));

async function photograph({ page }: Parameters<See>[0], name: string): Promise<void> {
  const own = page.viewportSize() ?? wide;
  const sizes = name.startsWith("phone-") ? { narrow } : /menu|library/.test(name) ? { wide } : /^(watch|over-spectator|lobby-spectator)/.test(name) ? { wide, narrow, wall } : { wide, narrow };
  for (const [size, viewport] of Object.entries(sizes)) {
    await page.setViewportSize(viewport);
    const pane = size === "narrow" && name.startsWith("private-") ? "Private" : undefined;
    if (pane !== undefined) await page.getByRole("radio", { name: pane }).click();
    for (const scheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme: scheme });
      await page.waitForFunction(settled);
      await page.screenshot({ path: `${folder}/${name}.${size}.${scheme}.png`, fullPage: name.startsWith("home") });
    }
    if (pane !== undefined) await page.getByRole("radio", { name: "Room" }).click();
  }
  await page.emulateMedia({ colorScheme: "light" });
  await page.setViewportSize(own);
}

// The name at a cursor is to be seen: it waits, in an animation, to go.
function settled(): boolean {
  return document.getAnimations().every((animation) => animation.playState !== "running" || (animation instanceof CSSAnimation && animation.animationName === "name-goes"));
}
