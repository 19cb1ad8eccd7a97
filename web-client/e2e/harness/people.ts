import { mkdirSync } from "node:fs";
import { type Browser, type BrowserContext, type BrowserContextOptions, type Locator, type Page, chromium } from "playwright-core";
import { type TestContext, test as base, expect, inject } from "vitest";
import type { Role } from "../../src/protocol/generated/types.ts";
import { Proxy } from "./proxy.ts";
import type { TestRoom } from "./rooms.ts";
import { Traffic } from "./traffic.ts";

/** What the browser says when a connection breaks, which is no bug of the page. */
export const brokenConnection = /WebSocket connection to|net::ERR_|Failed to load resource: the server responded with a status of 503/;

/** One person with a browser of their own, behind a network of their own. */
export class Person {
  /** What is wrong with a page: exceptions, errors in the console, and requests to anywhere but the server. */
  readonly problems: string[] = [];
  private readonly expected: RegExp[] = [];
  private readonly traffics = new Map<Page, Promise<Traffic>>();

  constructor(
    readonly name: string,
    readonly context: BrowserContext,
    readonly network: Proxy,
    public page: Page,
  ) {
    context.on("page", (opened) => this.listen(opened));
    this.listen(page);
  }

  /** From now on, an error that looks like this is part of the test. */
  expect(problem: RegExp): void {
    this.expected.push(problem);
  }

  /** What the page that is looked at got over the network. */
  get traffic(): Promise<Traffic> {
    const traffic = this.traffics.get(this.page);
    if (traffic === undefined) throw new Error(`${this.name}: no traffic (expected: a page that was listened to)`);
    return traffic;
  }

  async open(path: string): Promise<void> {
    await this.traffic;
    await this.page.goto(this.network.url + path);
  }

  /** Opens a link of the room; gives a name where one is asked for, and waits until the room is there. */
  async enter(room: TestRoom, role: Role): Promise<void> {
    await this.open(room.path(role));
    if (role !== "spectator") await this.introduce();
    await this.live.waitFor();
  }

  /** From the next page on, this browser has the secret that makes its user that participant. */
  async isPerson(room: TestRoom, secret: string): Promise<void> {
    await this.context.addInitScript(([key, value]) => localStorage.setItem(key, value), [`greenroom.person.${room.id}`, secret] as const);
  }

  /** Says who comes in. */
  async introduce(): Promise<void> {
    await this.page.getByLabel("Your name").fill(this.name);
    await this.page.getByRole("button", { name: "Enter the room" }).click();
  }

  /** Another tab of the same browser; the person looks at that from now on. */
  async openTab(): Promise<Page> {
    this.page = await this.context.newPage();
    await this.traffic;
    return this.page;
  }

  /** Shows once the page is connected and all is saved. */
  get live(): Locator {
    return this.page.getByRole("status").filter({ hasText: /^(All saved|Live)$/ });
  }

  /** Shows while there is no connection; with how many changes are kept, if any are. */
  get offline(): Locator {
    return this.page.getByRole("status").filter({ hasText: /^Offline/ });
  }

  /** The network is there again, and the browser says so to the page, as it does when a machine finds a network: nobody waits for the next try. */
  async reconnect(): Promise<void> {
    this.network.mend();
    await this.page.evaluate(() => dispatchEvent(new Event("online")));
  }

  get notes(): Locator {
    return this.page.getByRole("textbox", { name: "Notes", exact: true });
  }

  /** The notes as they are shown, without the cursors of others in them. */
  async notesText(): Promise<string> {
    return this.notes.evaluate((content) =>
      [...content.querySelectorAll(".cm-line")]
        .map((line) => {
          const copy = line.cloneNode(true) as Element;
          for (const other of copy.querySelectorAll(".notes__cursor, .cm-placeholder")) other.remove();
          return copy.textContent;
        })
        .join("\n"),
    );
  }

  /** Puts the cursor at the end of the notes, or at their start. */
  async goToNotes(where: "end" | "start"): Promise<void> {
    await this.notes.click();
    await this.page.keyboard.press(where === "end" ? "Control+End" : "Control+Home");
  }

  async type(text: string, delay = 20): Promise<void> {
    await this.page.keyboard.type(text, { delay });
  }

  /** Turns the workspace to one of its places. */
  async look(place: "Problem" | "Requirements" | "Entities" | "API" | "Flow" | "Board" | "Deep dives" | "Tips"): Promise<void> {
    await this.page.getByRole("tab", { name: new RegExp(`^${place}`) }).first().click();
  }

  list(style: "Functional" | "Non-functional"): Locator {
    return this.page.getByRole("region", { name: `${style} requirements`, exact: true });
  }

  /** The texts of one list as they stand, the line between core ones and those below it among them. */
  async requirements(style: "Functional" | "Non-functional" = "Functional"): Promise<string[]> {
    return this.list(style).locator(".list-row__text, .requirements__divider[data-shown=true]").allTextContents();
  }

  async addRequirement(text: string, style: "functional" | "non-functional" = "functional"): Promise<void> {
    const adder = this.page.getByRole("textbox", { name: `Add a ${style} requirement` });
    await adder.fill(text);
    await adder.press("Enter");
  }

  /** Turns the interviewers' side to one of its tabs. */
  async lookPrivately(tab: "Probes" | "Notes" | "Bookmarks" | "Pad"): Promise<Locator> {
    const side = this.page.getByRole("region", { name: "Interviewers' side" });
    await side.getByRole("tablist", { name: "Interviewers' side" }).getByRole("tab", { name: new RegExp(`^${tab}`) }).click();
    return side;
  }

  /** Asks something in the interviewer's own words: puts it into the queue, or to everybody at once. */
  async ask(question: string, how: "Queue" | "Push now"): Promise<void> {
    const side = await this.lookPrivately("Probes");
    await side.getByRole("button", { name: "Own probe" }).click();
    const form = side.getByRole("group", { name: "Own probe" });
    await form.getByRole("textbox", { name: "Question" }).fill(question);
    await form.getByRole("button", { name: how }).click();
  }

  /** The card of a probe that was pushed, in the workspace. */
  probe(question: string): Locator {
    return this.page.getByRole("region", { name: "Probes", exact: true }).getByRole("article", { name: question });
  }

  /** Goes, and says what was wrong. */
  async leave(): Promise<readonly string[]> {
    await this.context.close();
    await this.network.close();
    return this.problems.map((problem) => `${this.name}: ${problem}`);
  }

  private listen(page: Page): void {
    this.traffics.set(page, Traffic.of(page));
    page.on("pageerror", (error) => this.found(`exception: ${error.stack ?? error.message}`));
    page.on("console", (message) => {
      if (message.type() === "error") this.found(`console: ${message.text()} (${message.location().url})`);
    });
    const allowed = (url: string) => ["data:", "blob:"].includes(new URL(url).protocol) || new URL(url).host === new URL(this.network.url).host;
    page.on("request", (request) => allowed(request.url()) || this.found(`request to ${request.url()}`));
    page.on("websocket", (socket) => allowed(socket.url()) || this.found(`socket to ${socket.url()}`));
  }

  private found(problem: string): void {
    if (!this.expected.some((pattern) => pattern.test(problem))) this.problems.push(problem);
  }
}

/** Whoever a test needs. */
export class People {
  private readonly all: Person[] = [];

  private constructor(private readonly browser: Browser) {}

  static async gather(): Promise<People> {
    return new People(await chromium.connect(inject("browserEndpoint")));
  }

  /** Somebody with a browser of their own, who reaches the server on that port. */
  async person(name: string, options: BrowserContextOptions = {}, port = inject("serverPort")): Promise<Person> {
    const network = await Proxy.to(port);
    const context = await this.browser.newContext({ viewport: { width: 1280, height: 800 }, locale: "en-GB", ...options });
    context.setDefaultTimeout(10_000);
    // A violation of the Content-Security-Policy is an error, whatever the console makes of it.
    await context.addInitScript(() =>
      addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) => console.error(`CSP: ${violatedDirective} forbids ${blockedURI}`)),
    );
    // Nobody answers a file dialog here. As in browsers that have none, what is saved is downloaded.
    await context.addInitScript(() => {
      for (const dialog of ["showOpenFilePicker", "showSaveFilePicker"]) Reflect.deleteProperty(globalThis, dialog);
    });
    const person = new Person(name, context, network, await context.newPage());
    this.all.push(person);
    return person;
  }

  /** Pictures of what everybody sees, for who has to find out why a test failed. */
  async photograph(folder: string): Promise<void> {
    mkdirSync(folder, { recursive: true });
    for (const { name, page } of this.all) {
      await page.screenshot({ path: `${folder}/${name}.png` }).catch(() => undefined);
    }
  }

  async leave(): Promise<void> {
    const problems = (await Promise.all(this.all.map((person) => person.leave()))).flat();
    await this.browser.close();
    if (problems.length > 0) throw new Error(`Something is wrong with a page:\n${problems.join("\n")}`);
  }
}

/** A test with people in it. Any error of their pages that is not expected fails it. */
export const test = base.extend<{ people: People }>({
  people: async ({ task }: TestContext, use: (people: People) => Promise<void>) => {
    const people = await People.gather();
    await use(people);
    if (task.result?.state === "fail") await people.photograph(`target/browser-failures/${task.name.replace(/\W+/g, "-").slice(0, 80)}`);
    await people.leave();
  },
});

/** Waits until everybody shows the notes that the server has, and all is saved. */
export async function converged(room: TestRoom, everybody: readonly Person[]): Promise<string> {
  for (const { live } of everybody) await live.waitFor({ timeout: 30_000 });
  await expect.poll(async () => new Set([await room.notes(), ...(await Promise.all(everybody.map((person) => person.notesText())))]).size).toBe(1);
  return room.notes();
}

/** Where the server is that all files share. */
export function sharedServer(): string {
  return `http://127.0.0.1:${inject("serverPort")}`;
}
