import { sharedServer, test } from "./harness/people.ts";
import { inspect } from "./harness/axe.ts";
import { tourDoors, tourHome, tourLobby, tourOvertime, tourRoom } from "./harness/tour.ts";

test("axe finds nothing on the start page, light and dark", async ({ people }) => {
  await inspect((see) => tourHome(people, see));
});

test("axe finds nothing on the way in and at shut doors, light and dark", async ({ people }) => {
  await inspect((see) => tourDoors(people, sharedServer(), see));
});

test("axe finds nothing in the lobby, light and dark", async ({ people }) => {
  await inspect((see) => tourLobby(people, sharedServer(), see));
});

test("axe finds nothing in a room, whatever is open in it, light and dark", { timeout: 240_000 }, async ({ people }) => {
  await inspect((see) => tourRoom(people, sharedServer(), see));
});

test("axe finds nothing when a phase is over time, light and dark", async ({ people }) => {
  await inspect((see) => tourOvertime(people, sharedServer(), see));
});
