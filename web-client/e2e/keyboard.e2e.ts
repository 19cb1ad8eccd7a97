import { expect } from "vitest";
import { type Person, sharedServer, test } from "./harness/people.ts";
import { TestRoom } from "./harness/rooms.ts";

test("who has only a keyboard comes in, adds and edits a requirement, reads the sheet, follows, and leaves the notes again", async ({ people }) => {
  const room = await TestRoom.create(sharedServer());
  const ada = await people.person("Ada");
  const { keyboard } = ada.page;
  await ada.open(room.path("candidate"));
  await ada.page.getByLabel("Your name").and(ada.page.locator(":focus")).waitFor();
  await keyboard.type("Ada");
  await keyboard.press("Enter");
  await ada.live.waitFor();

  await keyboard.press("r");
  await keyboard.type("Users should be able to type");
  await keyboard.press("Enter");
  await expect.poll(() => ada.requirements()).toEqual(["Users should be able to type"]);
  await keyboard.press("Shift+Tab");
  await tabTo(ada, "Users should be able to type", "Shift+Tab");
  await keyboard.press("Enter");
  await ada.page.getByRole("textbox", { name: "Requirement", exact: true }).and(ada.page.locator(":focus")).waitFor();
  await keyboard.press("End");
  await keyboard.type(" fast");
  await keyboard.press("Enter");
  await expect.poll(() => ada.requirements()).toEqual(["Users should be able to type fast"]);

  await keyboard.press("e");
  await keyboard.type("? is a letter here.");
  expect(await ada.notesText()).toBe("? is a letter here.");
  await keyboard.press("Escape");
  await keyboard.press("Tab");
  await expect.poll(() => ada.notes.and(ada.page.locator(":focus")).count()).toBe(0);

  await keyboard.press("?");
  const sheet = ada.page.getByRole("dialog", { name: "Keyboard" });
  await sheet.waitFor();
  await keyboard.press("Escape");
  await sheet.waitFor({ state: "hidden" });

  const follow = ada.page.getByRole("button", { name: "Follow" });
  expect(await follow.getAttribute("aria-pressed")).toBe("false");
  await keyboard.press("f");
  await expect.poll(() => follow.getAttribute("aria-pressed")).toBe("true");
  await keyboard.press("7");
  await ada.page.getByRole("tab", { name: "Deep dives", selected: true }).waitFor();
  await tabTo(ada, "Follow the phase");
  await keyboard.press("Space");
  await expect.poll(() => follow.getAttribute("aria-pressed")).toBe("true");
});

// Presses Tab until something of that name has the focus.
async function tabTo({ page }: Person, name: string, key = "Tab"): Promise<void> {
  const passed: string[] = [];
  for (let presses = 0; presses < 60; presses++) {
    const focused = await page.evaluate(() => (document.activeElement?.getAttribute("aria-label") ?? document.activeElement?.textContent ?? "").trim());
    if (focused === name) return;
    passed.push(focused);
    await page.keyboard.press(key);
  }
  throw new Error(`${key}: ${passed.join(" | ")} (expected: ${name} among them)`);
}
