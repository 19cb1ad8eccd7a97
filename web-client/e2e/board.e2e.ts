import { buffer } from "node:stream/consumers";
import { afterAll, beforeAll, expect } from "vitest";
import { newId } from "../src/net/secrets.ts";
import type { WalkItem } from "../src/protocol/generated/types.ts";
import { inspect } from "./harness/axe.ts";
import { PersonalBoard, drawnAlike, elementIn, elementsIn, labelledBox } from "./harness/board.ts";
import { Peer } from "./harness/peer.ts";
import { type People, brokenConnection, sharedServer, test } from "./harness/people.ts";
import { TestRoom } from "./harness/rooms.ts";
import { Server } from "./harness/server.ts";

const blue = "#a5d8ff";
const middle = [80, 40] as const; // Of the box that every room here has, which is at 0, 0.

test("two draw at once, and who watches sees it and can move about, but not draw", async ({ people }) => {
  const { room, ada, grace, eve } = await inARoom(people, ["ada", "grace", "eve"]);
  await Promise.all([ada.draw("r", [-60, 160], [60, 220]), grace.draw("o", [120, 160], [240, 220])]);
  await ada.label([0, 190], "Feed service");
  await ada.button("Add: Queue").click();
  await drawnAlike([ada, grace, eve], ["Cache", "Feed service", "Ellipse", "Queue"]);
  expect((await elementsIn(room)).filter(({ shape: { customData } }) => customData?.["component"] === "queue")).toHaveLength(1);

  // A view, not an editor: no tools, and keys and the mouse move it.
  expect(await eve.region.getByRole("radio").count()).toBe(0);
  expect(await eve.region.getByRole("button", { name: /^Add:/ }).count()).toBe(0);
  const before = await eve.camera();
  await eve.button("Zoom in").click();
  await expect.poll(async () => (await eve.camera()).zoom).toBeGreaterThan(before.zoom);
  const { scrollX } = await eve.camera();
  await eve.drag([-200, -100], [-100, -100]);
  await expect.poll(async () => (await eve.camera()).scrollX).toBeGreaterThan(scrollX + 50);
  await eve.draw("r", [-60, 300], [60, 360]);
  await drawnAlike([ada, eve], ["Cache", "Feed service", "Ellipse", "Queue"]);
});

test("one drags a box while the other writes its label: it is in the new place with the new label, for everybody, also after a reload", async ({ people }) => {
  const { room, ada, grace, eve } = await inARoom(people, ["ada", "grace", "eve"]);
  await ada.press([20, 20]);
  await ada.move([20, 220]);
  // The others see it move before it is let go.
  for (const board of [grace, eve]) await expect.poll(() => board.colourAt([30, 230])).toBe(blue);
  expect((await elementIn(room, "box"))?.shape.y).toBe(0);
  await grace.label([80, 240], "Redis");
  await ada.move([220, 220]);
  await ada.release();

  await drawnAlike([ada, grace, eve], ["Redis"]);
  expect((await elementIn(room, "box"))?.shape).toMatchObject({ x: 200, y: 200 });
  for (const board of [ada, grace, eve]) {
    await expect.poll(() => board.colourAt([210, 210])).toBe(blue);
    expect(await board.colourAt([10, 10])).toBe("nothing");
    expect(await board.hasLabelIn([240, 225], [320, 255])).toBe(true);
  }
  await ada.person.page.reload();
  const again = await PersonalBoard.open(ada.person);
  await drawnAlike([again], ["Redis"]);
  expect(await again.colourAt([210, 210])).toBe(blue);
  expect(await again.hasLabelIn([240, 225], [320, 255])).toBe(true);
});

test("what is drawn without a connection is kept, and merged with what the others did meanwhile", async ({ people }) => {
  const { room, ada, grace } = await inARoom(people, ["ada", "grace"]);
  ada.person.expect(brokenConnection);
  ada.person.network.cut("reset");
  await ada.person.offline.waitFor();
  await ada.drag([20, 20], [20, 220]);
  await ada.draw("r", [240, 0], [360, 80]);
  await ada.label([300, 40], "Worker");
  await grace.label(middle, "Redis");
  await expect.poll(async () => (await elementIn(room, "box-label"))?.shape.text).toBe("Redis");
  await ada.person.reconnect();
  await drawnAlike([ada, grace], ["Redis", "Worker"]);
  expect((await elementIn(room, "box"))?.shape).toMatchObject({ x: 0, y: 200 });
  for (const board of [ada, grace]) await expect.poll(() => board.hasLabelIn([40, 225], [120, 255])).toBe(true);
});

test("undo takes back what one did oneself, keeps what the others did to the same box, and brings nothing back that they took away", async ({ people }) => {
  const { room, ada, grace, peer } = await inARoom(people, ["ada", "grace"]);
  await ada.drag([20, 20], [20, 220]);
  await expect.poll(async () => (await elementIn(room, "box"))?.shape.y).toBe(200);
  await peer.command({ type: "board.put", elements: [{ id: "box", base: 2, nonce: 7, set: { backgroundColor: "#ffc9c9" } }] });
  await expect.poll(() => ada.colourAt([10, 210])).toBe("#ffc9c9");
  await ada.undo();
  await expect.poll(async () => (await elementIn(room, "box"))?.shape).toMatchObject({ y: 0, backgroundColor: "#ffc9c9" });
  for (const board of [ada, grace]) await expect.poll(() => board.colourAt([10, 10])).toBe("#ffc9c9");

  await ada.focus();
  await ada.drag([20, 20], [220, 20]);
  await expect.poll(async () => (await elementIn(room, "box"))?.shape.x).toBe(200);
  const { rev } = (await elementIn(room, "box")) ?? { rev: 0 };
  await peer.command({ type: "board.remove", elements: [{ id: "box", base: rev }, { id: "box-label", base: 9 }] });
  await expect.poll(() => ada.colourAt([210, 10])).toBe("nothing");
  await ada.undo();
  await ada.person.live.waitFor();
  expect(await elementsIn(room)).toEqual([]);
  await drawnAlike([ada, grace], []);
});

test("after a look elsewhere one can still undo, and words that are being written outlive a reload", async ({ people }) => {
  const { room, ada } = await inARoom(people, ["ada"]);
  await ada.drag([20, 20], [20, 220]);
  await expect.poll(async () => (await elementIn(room, "box"))?.shape.y).toBe(200);
  await ada.person.look("Problem");
  await ada.canvas.waitFor({ state: "hidden" });
  await ada.person.look("Board");
  await ada.canvas.waitFor();
  await ada.undo();
  await expect.poll(async () => (await elementIn(room, "box"))?.shape.y).toBe(0);

  await ada.startLabel(middle);
  await ada.person.page.keyboard.press("Control+A");
  await ada.person.type("Half a sent", 5);
  await ada.person.page.reload();
  const again = await PersonalBoard.open(ada.person);
  await drawnAlike([again], ["Half a sent"]);
});

test("words that are written over at the same moment are offered to their author, who puts them back or lets them go", async ({ people }) => {
  const { room, ada, grace } = await inARoom(people, ["ada", "grace"]);
  ada.person.expect(brokenConnection);
  const collide = async (graces: string, adas: string) => {
    ada.person.network.cut("reset");
    await ada.person.offline.waitFor();
    await grace.label(middle, graces);
    await expect.poll(async () => (await elementIn(room, "box-label"))?.shape.text).toBe(graces);
    await ada.label(middle, adas);
    await ada.person.reconnect();
    await expect.poll(async () => (await elementIn(room, "box-label"))?.lost?.text).toBe(graces);
  };
  await collide("Grace first", "Ada later");
  const offer = grace.region.getByRole("group", { name: /wrote over your words/ });
  await offer.getByText("Grace first").waitFor();
  expect(await ada.region.getByRole("group", { name: /wrote over your words/ }).count()).toBe(0);
  await offer.getByRole("button", { name: "Put them back" }).click();
  await drawnAlike([ada, grace], ["Grace first"]);
  await offer.waitFor({ state: "detached" });

  await collide("Grace again", "Ada again");
  await offer.getByRole("button", { name: "Let them go" }).click();
  await offer.waitFor({ state: "detached" });
  await drawnAlike([ada, grace], ["Ada again"]);
  expect((await elementIn(room, "box-label"))?.lost).toBeUndefined();
});

test("a component is dragged out of the palette to where it is let go, and the drawing can be saved as a picture", async ({ people }) => {
  const { room, ada, grace } = await inARoom(people, ["ada", "grace"]);
  await ada.button("Add: Queue").hover();
  await ada.person.page.mouse.down();
  await ada.move([40, 260]);
  await ada.release();
  await drawnAlike([ada, grace], ["Cache", "Queue"]);
  const { x, y, width, height } = (await elementsIn(room)).find(({ shape: { customData } }) => customData?.["component"] === "queue")?.shape ?? {};
  expect(Number(x) + Number(width) / 2).toBeCloseTo(40, -1);
  expect(Number(y) + Number(height) / 2).toBeCloseTo(260, -1);

  const { page } = ada.person;
  await ada.click([-120, 140]); // Nothing is there. What is selected would be saved alone.
  await ada.region.getByTestId("main-menu-trigger").click();
  await page.getByText("Export image...").click();
  const file = async (type: "PNG" | "SVG") => {
    const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: `Export to ${type}` }).click()]);
    return buffer(await download.createReadStream());
  };
  const svg = (await file("SVG")).toString();
  expect([...svg.matchAll(/>([^<]+)<\/text>/g)].map(([, label]) => label).sort()).toEqual(["Cache", "Queue"]);
  expect((await file("PNG")).subarray(1, 4).toString()).toBe("PNG");
});

test("images are refused with one clear message, whichever way they come", async ({ people }) => {
  const { room, ada } = await inARoom(people, ["ada"]);
  const refusal = ada.person.page.getByText("The board takes no images, files or embedded pages");
  for (const how of ["paste", "drop"] as const) {
    await ada.focus();
    await ada.region.getByRole("application").evaluate((canvas, type) => {
      const data = new DataTransfer();
      data.items.add(new File([new Uint8Array([137, 80, 78, 71])], "photo.png", { type: "image/png" }));
      const event = type === "paste" ? new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }) : new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true });
      canvas.dispatchEvent(event);
    }, how);
    await refusal.waitFor();
    expect(await refusal.count()).toBe(1);
    await ada.person.page.getByRole("button", { name: "Dismiss" }).click();
  }
  await ada.button("More tools").click();
  expect(await ada.region.getByText("Web Embed").isVisible()).toBe(false);
  expect(await elementsIn(room)).toHaveLength(2);
});

test("an endpoint is walked through the boxes, with the mouse and with the keyboard, and everybody can look at it", async ({ people }) => {
  const { room, ada, eve, peer } = await inARoom(people, ["ada", "eve"]);
  const [posts, feed] = [newId(), newId()];
  const content = { style: "rest", method: "POST", requirements: [], entities: [] } as const;
  await peer.command({ type: "endpoint.add", id: posts, content: { ...content, path: "/posts" } });
  await peer.command({ type: "endpoint.add", id: feed, content: { ...content, method: "GET", path: "/feed" } });
  await peer.command({ type: "board.put", elements: [...labelledBox("client", "Client", [-300, 0]), ...labelledBox("store", "Store", [300, 0])] });
  await drawnAlike([ada, eve], ["Cache", "Client", "Store"]);

  await ada.button("Walks").click();
  await ada.button(/^POST \/posts/).click();
  await ada.button("Walk it").click();
  await ada.showAll();
  for (const at of [[-220, 40], middle, [380, 40], middle] as const) await ada.click(at); // The second time takes it out again.
  await expect.poll(() => ada.region.getByRole("list", { name: "Walk" }).getByRole("listitem").allTextContents()).toEqual(["Client", "Store"]);
  await ada.button("Add to the walk: Cache").focus();
  await ada.person.page.keyboard.press("Enter");
  await ada.button("Earlier: Cache").focus();
  await ada.person.page.keyboard.press("Enter");
  expect(await ada.region.locator(".overlay__number").allTextContents()).toEqual(["1", "2", "3"]);
  await ada.button("Done").click();
  await expect.poll(async () => (await room.state()).items.filter((item): item is WalkItem => item.kind === "walk").map(({ id, elements }) => [id, elements])).toEqual([[posts, ["client", "box", "store"]]]);

  await eve.button("Walks").click();
  await eve.button("POST /posts walked").click();
  await expect.poll(() => eve.region.locator(".overlay__number").allTextContents()).toEqual(["1", "2", "3"]);
  await eve.button("GET /feed not walked").waitFor();
  await peer.command({ type: "board.remove", elements: [{ id: "box", base: 9 }, { id: "box-label", base: 9 }] });
  for (const board of [ada, eve]) {
    await board.button("POST /posts broken").waitFor();
    await board.region.getByText("One of its boxes is not on the board any more.").waitFor();
  }
  await ada.button("Clear").click();
  await eve.button("POST /posts not walked").waitFor();
});

test("the fields of an entity are placed beside the store that keeps it, and brought up to date", async ({ people }) => {
  const { room, ada, grace, peer } = await inARoom(people, ["ada", "grace"]);
  const post = newId();
  const fields = [{ name: "id", type: "UUID", mark: "key" }, { name: "caption" }] as const;
  await peer.command({ type: "entity.add", id: post, content: { role: "resource", name: "Post", fields } });
  await ada.click([20, 20]);
  await ada.button("Fields of an entity").click();
  await ada.person.page.getByRole("menuitem", { name: "Post" }).click();
  await drawnAlike([ada, grace], ["Cache", "Post, id: UUID (key), caption"]);
  const list = (await elementsIn(room)).find(({ shape: { customData } }) => customData?.["entity"] === post);
  expect(list?.shape.x).toBeGreaterThan(160);

  await peer.command({ type: "entity.edit", id: post, rev: 1, content: { role: "resource", name: "Post", fields: [...fields, { name: "created" }] } });
  await grace.button("Fields of an entity: 1 changed since").click();
  await grace.person.page.getByRole("menuitem", { name: "Post" }).click();
  await drawnAlike([ada, grace], ["Cache", "Post, id: UUID (key), caption, created"]);
  const grown = await elementIn(room, list?.id ?? "");
  expect(grown?.shape.height).toBeGreaterThan(list?.shape.height ?? Infinity);
});

test("with the keyboard one gets into the drawing and out of it, and its keys are not those of the page", async ({ people }) => {
  const { ada } = await inARoom(people, ["ada"]);
  const { keyboard } = ada.person.page;
  await ada.focus();
  await keyboard.press("1"); // Elsewhere it shows the problem.
  await keyboard.press("r");
  await expect.poll(() => ada.region.getByRole("radio", { name: "Rectangle" }).isChecked()).toBe(true);
  expect(await ada.person.page.getByRole("tab", { name: "Board", selected: true }).count()).toBe(1);
  await keyboard.press("Escape");
  await keyboard.press("Escape");
  await expect.poll(() => ada.person.page.evaluate(() => document.activeElement?.getAttribute("aria-label"))).toBe("Add: Client");
  await keyboard.press("ArrowRight");
  await keyboard.press("Enter");
  await drawnAlike([ada], ["Cache", "CDN"]);
});

test("who looks elsewhere while the board is loading finds the drawing in sight", async ({ people }) => {
  const room = await TestRoom.create(sharedServer());
  const peer = await Peer.join(room, "interviewer", "Author");
  await peer.command({ type: "board.put", elements: [...labelledBox("box", "Cache", [0, 0])] });
  await peer.command({ type: "interview.start" });
  await peer.command({ type: "phase.go", phase: "high-level-design" });
  const ada = await people.person("Ada");
  await ada.enter(room, "candidate");
  await ada.look("API");
  await ada.page.locator(".room__board canvas").first().waitFor({ state: "attached", timeout: 30_000 });
  const board = await PersonalBoard.open(ada);
  await expect.poll(async () => (await board.camera()).zoom).toBe(1);
  peer.leave();
});

test("a board of 2,000 elements can be opened, read, drawn on and moved about", { timeout: 180_000 }, async ({ people }) => {
  const room = await TestRoom.create(sharedServer());
  const peer = await Peer.join(room, "interviewer", "Author");
  const boxes = Array.from({ length: 1000 }, (_, i) => labelledBox(`e${i}`, `Service ${i}`, [(i % 40) * 200, Math.floor(i / 40) * 120])).flat();
  for (let at = 0; at < boxes.length; at += 50) await peer.command({ type: "board.put", elements: boxes.slice(at, at + 50) });
  expect(await elementsIn(room)).toHaveLength(2000);

  const [ada, grace] = await Promise.all(["Ada", "Grace"].map((name) => people.person(name)));
  if (ada === undefined || grace === undefined) throw new Error("people: none (expected: two)");
  await Promise.all([ada.enter(room, "candidate"), grace.enter(room, "interviewer")]);
  await ada.page.evaluate(watchTasks);
  const [adas, graces] = [await PersonalBoard.open(ada), await PersonalBoard.open(grace)];
  expect(await adas.lines()).toHaveLength(1000);
  const opening = await ada.page.evaluate(() => (globalThis as unknown as { tasks: number[] }).tasks.splice(0));

  await adas.button("Add: Queue").click();
  await expect.poll(async () => (await graces.lines()).length).toBe(1001);
  await adas.focus();
  for (let n = 0; n < 8; n++) await ada.page.keyboard.press("Control+=");
  const { column, row } = await cellInView(adas);
  const [id, x, y] = [`e${row * 40 + column}`, column * 200, row * 120];
  await adas.drag([x + 20, y + 20], [x + 20, y + 80]);
  await expect.poll(async () => (await elementIn(room, id))?.shape.y).toBeCloseTo(y + 60, -1);
  for (let n = 0; n < 20; n++) await peer.command({ type: "board.put", elements: [{ id: `e${n + 100}`, base: 1, nonce: n, set: { backgroundColor: "#ffc9c9" } }] });
  await adas.undo();
  await expect.poll(async () => (await elementIn(room, id))?.shape.y).toBe(y);
  const working = await ada.page.evaluate(() => (globalThis as unknown as { tasks: number[] }).tasks);
  console.info(`Tasks over 50 ms on a board of 2,000 elements: ${summary(opening)} to open it, ${summary(working)} to draw on it.`);
  peer.leave();
});

test("axe finds nothing on the board, light and dark, whatever is open, and a phone shows it", { timeout: 120_000 }, async ({ people }) => {
  const { room, ada, peer } = await inARoom(people, ["ada"]);
  await peer.command({ type: "endpoint.add", id: newId(), content: { style: "rest", method: "GET", path: "/feed", requirements: [], entities: [] } });
  const phone = await people.person("Phone", { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2 });
  await phone.enter(room, "spectator");
  const phones = await PersonalBoard.open(phone);
  await inspect(async (see) => {
    await ada.click([20, 20]);
    await see(ada.person, "board");
    await see(phone, "phone-board");
    for (const name of ["As text", "Walks"]) {
      await ada.button(name).click();
      await phones.button(name).click();
      await see(ada.person, name);
      await see(phone, `phone-${name}`);
    }
    await ada.button(/^GET \/feed/).click();
    await ada.button("Walk it").click();
    await ada.button("Add to the walk: Cache").click();
    await see(ada.person, "board-walk");
    await ada.button("Cancel").click();
    await ada.button("Beside the notes").click();
    await see(ada.person, "board-beside-notes");
  });
  expect(await phone.page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
});

// Of the boxes that stand 200 apart across and 120 down, the one in the middle of what is seen.
async function cellInView(board: PersonalBoard): Promise<{ column: number; row: number }> {
  const { zoom, scrollX, scrollY } = await board.camera();
  const { width, height } = (await board.canvas.boundingBox()) ?? { width: 0, height: 0 };
  return { column: Math.round((width / 2 / zoom - scrollX - 80) / 200), row: Math.round((height / 2 / zoom - scrollY - 40) / 120) };
}

let server: Server | undefined;
beforeAll(async () => {
  server = await Server.start();
});
afterAll(() => server?.stop());

test("a server that is killed while both draw and started again costs nothing", { timeout: 120_000 }, async ({ people }) => {
  if (server === undefined) throw new Error("server: none (expected: one that was started)");
  const { room, ada, grace, eve } = await inARoom(people, ["ada", "grace", "eve"], server);
  for (const { person } of [ada, grace, eve]) person.expect(brokenConnection);
  await ada.draw("r", [-60, 160], [60, 220]);
  await server.kill();
  await ada.person.offline.waitFor();
  await ada.label([0, 190], "Feed service");
  await grace.draw("r", [120, 160], [240, 220]);
  await grace.label([180, 190], "Post service");
  await server.start();
  await drawnAlike([ada, grace, eve], ["Cache", "Feed service", "Post service"]);
  expect(await elementsIn(room)).toHaveLength(6);
});

const parts = { ada: ["Ada", "candidate"], grace: ["Grace", "interviewer"], eve: ["Eve", "spectator"] } as const;

// Those of Ada, Grace and Eve who are needed, at the board; a box is on it, with a label that Author wrote.
async function inARoom<Name extends keyof typeof parts>(people: People, names: readonly Name[], own?: Server): Promise<{ room: TestRoom; peer: Peer } & Record<Name, PersonalBoard>> {
  const room = await TestRoom.create(own?.url ?? sharedServer());
  const peer = await Peer.join(room, "interviewer", "Author");
  await peer.command({ type: "board.put", elements: labelledBox("box", "Cache", [0, 0]) });
  const comeIn = async (part: Name) => {
    const [name, role] = parts[part];
    const person = await people.person(name, { viewport: { width: 1440, height: 900 } }, own?.port);
    await person.enter(room, role);
    const board = await PersonalBoard.open(person);
    await board.button("The whole width").click();
    await board.showAll();
    await expect.poll(() => board.colourAt([10, 10])).toBe(blue);
    return [part, board] as const;
  };
  const boards = Object.fromEntries(await Promise.all(names.map(comeIn))) as Record<Name, PersonalBoard>;
  return { room, peer, ...boards };
}

function watchTasks(): void {
  const tasks: number[] = [];
  Object.assign(globalThis, { tasks });
  new PerformanceObserver((list) => tasks.push(...list.getEntries().map(({ duration }) => Math.round(duration)))).observe({ type: "longtask" });
}

function summary(tasks: readonly number[]): string {
  return tasks.length === 0 ? "none" : `${tasks.length}, ${Math.max(...tasks)} ms at most`;
}
