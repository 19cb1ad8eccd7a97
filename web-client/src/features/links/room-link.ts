import type { RoomId } from "../../protocol/generated/types.ts";

/** Where a pasted link leads, or what is wrong with it in words for who pasted it. */
export type RoomLink = { readonly id: RoomId; readonly token: string } | { readonly problem: string };

/** Reads a link into a room out of what somebody pasted: the link alone, or a message with one in it. */
export function roomLink(text: string): RoomLink {
  const links = [...text.matchAll(/\/rooms\/([^\s#?/]*)\/?(#?)([^\s]*)/g)];
  const [link] = links;
  if (text.trim() === "") return { problem: "Paste the link that you were given." };
  if (link === undefined) return { problem: "This is no link into a room. One looks like …/rooms/abcd…#…" };
  if (links.length > 1) return { problem: "There are several links in this. Paste the one that is yours." };
  const [, id = "", hash, rest = ""] = link;
  if (!/^[a-z2-7]{16}$/.test(id)) return { problem: "The room's id in this link is not whole: it has 16 letters and digits. Copy the link again." };
  const [token = ""] = /^[A-Za-z0-9_-]*/.exec(rest) ?? [];
  if (hash === "" || token.length !== 22) return { problem: "The key at the end of this link is not whole: it has # and 22 characters. Copy the link again." };
  return { id, token };
}

/** The address of a room at this server. */
export function roomPath(id: RoomId, token: string): string {
  return `/rooms/${id}#${token}`;
}
