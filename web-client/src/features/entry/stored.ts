import type { HttpRoomCreated, Role, RoomId } from "../../protocol/generated/types.ts";
import { newSecret } from "../../net/secrets.ts";

/** A room that was created in this browser. */
export interface MyRoom {
  readonly id: RoomId;
  readonly title: string;
  readonly created: number;
  readonly expires: number;
  readonly links: HttpRoomCreated["links"];
  readonly tokens: HttpRoomCreated["tokens"];
}

/** The secret that makes this browser's user the same participant in every tab (HE4). */
export function personOf(room: RoomId): string {
  const key = `greenroom.person.${room}`;
  const known = localStorage.getItem(key);
  if (known !== null) return known;
  const person = newSecret();
  localStorage.setItem(key, person);
  return person;
}

/** The name that the user gave in this room and role; undefined if they were never in it. */
export function nameIn(room: RoomId, role: Role): string | undefined {
  return localStorage.getItem(`greenroom.name.${room}.${role}`) ?? undefined;
}

export function rememberName(room: RoomId, role: Role, name: string): void {
  localStorage.setItem(`greenroom.name.${room}.${role}`, name);
  localStorage.setItem("greenroom.name", name);
}

/** The name that the user gave last, in any room. */
export function lastName(): string {
  return localStorage.getItem("greenroom.name") ?? "";
}

export function myRooms(): readonly MyRoom[] {
  try {
    return JSON.parse(localStorage.getItem("greenroom.rooms") ?? "[]") as MyRoom[];
  } catch {
    return [];
  }
}

/** Puts a room in front of the list, or in the place of what was known of it. */
export function rememberRoom(room: MyRoom): void {
  const others = myRooms().filter(({ id }) => id !== room.id);
  localStorage.setItem("greenroom.rooms", JSON.stringify([room, ...others]));
}

export function forgetRoom(id: RoomId): void {
  localStorage.setItem("greenroom.rooms", JSON.stringify(myRooms().filter((room) => room.id !== id)));
}
