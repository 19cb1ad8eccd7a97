import type { Role, RoomId, Time } from "../../protocol/generated/types.ts";
import { newSecret } from "../../net/secrets.ts";
import { localStore } from "../../net/storage.ts";
import type { Links } from "../links/roles.ts";

/** A room that was created in this browser, or a link of which was made in it. The links are those that still open the room, as far as known. */
export interface MyRoom {
  readonly id: RoomId;
  readonly title: string;
  readonly created: Time;
  readonly expires: Time;
  readonly links: Links;
  readonly tokens: { readonly [R in Role]?: string };
}

const roomsKey = "greenroom.rooms";

/** The secret that makes this browser's user the same participant in every tab (HE4). */
export function personOf(room: RoomId): string {
  const key = `greenroom.person.${room}`;
  const known = localStore.get(key);
  if (known !== undefined) return known;
  const person = newSecret();
  localStore.set(key, person);
  return person;
}

/** The name that the user gave in this room and role; undefined if they were never in it. */
export function nameIn(room: RoomId, role: Role): string | undefined {
  return localStore.get(`greenroom.name.${room}.${role}`);
}

export function rememberName(room: RoomId, role: Role, name: string): void {
  localStore.set(`greenroom.name.${room}.${role}`, name);
  localStore.set("greenroom.name", name);
}

/** The name that the user gave last, in any room. */
export function lastName(): string {
  return localStore.get("greenroom.name") ?? "";
}

/** The rooms whose links this browser keeps, the newest first. */
export function myRooms(): readonly MyRoom[] {
  return roomsIn(localStore.get(roomsKey));
}

/** The rooms in what was stored; what is no room is passed over. */
export function roomsIn(stored: string | undefined): readonly MyRoom[] {
  try {
    const rooms: unknown = JSON.parse(stored ?? "[]");
    return Array.isArray(rooms) ? rooms.filter(isRoom) : [];
  } catch {
    return [];
  }
}

/** Puts a room in front of the list, or in the place of what was known of it. Whether the browser keeps it: there may be no space. */
export function rememberRoom(room: MyRoom): boolean {
  const rooms = myRooms();
  const known = rooms.some(({ id }) => id === room.id);
  return keepRooms(known ? rooms.map((other) => (other.id === room.id ? room : other)) : [room, ...rooms]);
}

export function forgetRoom(id: RoomId): void {
  keepRooms(myRooms().filter((room) => room.id !== id));
}

/** What is known of a room's links, with another one for a role, or without one. */
export function withLink<T extends Pick<MyRoom, "links" | "tokens">>(known: T, role: Role, made: { readonly link: string; readonly token: string } | undefined): T {
  const { [role]: _, ...links } = known.links;
  const { [role]: __, ...tokens } = known.tokens;
  return made === undefined ? { ...known, links, tokens } : { ...known, links: { ...links, [role]: made.link }, tokens: { ...tokens, [role]: made.token } };
}

function keepRooms(rooms: readonly MyRoom[]): boolean {
  return localStore.set(roomsKey, JSON.stringify(rooms));
}

function isRoom(value: unknown): value is MyRoom {
  if (typeof value !== "object" || value === null) return false;
  const { id, title, created, expires, links, tokens } = value as Record<string, unknown>;
  const texts = [id, title].every((text) => typeof text === "string");
  const times = [created, expires].every((time) => typeof time === "number");
  return texts && times && [links, tokens].every((part) => typeof part === "object" && part !== null);
}
