import { expect, test } from "vitest";
import { roomLink, roomPath } from "./room-link.ts";

const id = "k3vq2mz7a4xw5bd6";
const token = "3q2-7wABAgMEBQYHCAkKCw";
const link = `https://greenroom.example/rooms/${id}#${token}`;

test.each([
  link,
  `  ${link}\n`,
  `/rooms/${id}#${token}`,
  `greenroom.example:7070/rooms/${id}/#${token}`,
  `Here you go: ${link}. See you there!`,
  `<${link}>`,
])("[HT5] the way into a room is found in %j", (text) => {
  expect(roomLink(text)).toEqual({ id, token });
});

test.each([
  ["", /Paste the link/],
  ["   ", /Paste the link/],
  ["https://greenroom.example/", /no link into a room/],
  ["hello", /no link into a room/],
  [`https://greenroom.example/rooms/${id.slice(1)}#${token}`, /id in this link/],
  [`https://greenroom.example/rooms/${id.toUpperCase()}#${token}`, /id in this link/],
  [`https://greenroom.example/rooms/${id}`, /key at the end/],
  [`https://greenroom.example/rooms/${id}#${token.slice(1)}`, /key at the end/],
  [`https://greenroom.example/rooms/${id}#${token}x`, /key at the end/],
  [`https://greenroom.example/rooms/${id}?${token}`, /key at the end/],
  [`${link} ${link}`, /several links/],
])("what is wrong with %j is said", (text, problem) => {
  expect(roomLink(text)).toEqual({ problem: expect.stringMatching(problem) as string });
});

test("[HT5] the key stands in the fragment of a room's address", () => {
  expect(roomPath(id, token)).toBe(`/rooms/${id}#${token}`);
});
