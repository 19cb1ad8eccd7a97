import type { HttpCreateRoom, HttpLinkRotated, HttpRoomCreated, HttpRoomGuide, HttpStateAt, Role } from "../../src/protocol/generated/types.ts";

/** A room that a test made, and what its interviewer may do with it over HTTP. */
export class TestRoom {
  private constructor(
    readonly server: string,
    readonly id: string,
    readonly tokens: Readonly<Record<Role, string>>,
  ) {}

  static async create(server: string, wishes: Partial<HttpCreateRoom> = {}): Promise<TestRoom> {
    const room: HttpCreateRoom = { title: "A photo feed", problem: "Design the **home feed** of a photo app.", framework: { preset: "45" }, ...wishes };
    const { id, tokens } = await ask<HttpRoomCreated>("POST", `${server}/api/rooms`, undefined, room);
    return new TestRoom(server, id, tokens);
  }

  /** A room that was made in a browser, by its links. */
  static of(server: string, links: Readonly<Record<Role, string>>): TestRoom {
    const tokenOf = (role: Role) => new URL(links[role]).hash.slice(1);
    const id = new URL(links.interviewer).pathname.replace("/rooms/", "");
    return new TestRoom(server, id, { interviewer: tokenOf("interviewer"), candidate: tokenOf("candidate"), spectator: tokenOf("spectator") });
  }

  /** The path of a role's link, under whatever origin a person reaches the server. */
  path(role: Role): string {
    return `/rooms/${this.id}#${this.tokens[role]}`;
  }

  /** The room as the server has it. */
  async state(role: Role = "interviewer"): Promise<HttpStateAt["state"]> {
    return (await ask<HttpStateAt>("GET", `${this.api}/state`, this.tokens[role])).state;
  }

  /** The notes as the server has them. */
  async notes(): Promise<string> {
    return (await this.state()).docs["notes"] ?? "";
  }

  /** What interviewers may read of the guide. */
  guide(): Promise<HttpRoomGuide> {
    return ask("GET", `${this.api}/guide`, this.tokens.interviewer);
  }

  async rotate(role: Role): Promise<HttpLinkRotated> {
    return ask("POST", `${this.api}/links/${role}`, this.tokens.interviewer);
  }

  async delete(): Promise<void> {
    await ask("DELETE", this.api, this.tokens.interviewer);
  }

  private get api(): string {
    return `${this.server}/api/rooms/${this.id}`;
  }
}

async function ask<T>(method: string, url: string, token: string | undefined, body?: unknown): Promise<T> {
  const response = await fetch(url, {
    method,
    headers: { ...(token === undefined ? {} : { authorization: `Bearer ${token}` }), ...(body === undefined ? {} : { "content-type": "application/json" }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${method} ${url}: ${response.status} ${text} (expected: success)`);
  return (text === "" ? undefined : JSON.parse(text)) as T;
}
