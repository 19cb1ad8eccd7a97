import { beforeEach, expect, test, vi } from "vitest";
import { type MyRoom, forgetRoom, myRooms, rememberRoom, roomsIn, withLink } from "./stored.ts";

const room = (id: string): MyRoom => ({
  id, title: `Room ${id}`, created: 1, expires: 2, links: { interviewer: `https://a/${id}#i`, candidate: `https://a/${id}#c` }, tokens: { interviewer: "i", candidate: "c" },
});

beforeEach(() => {
  const stored = new Map<string, string>();
  vi.stubGlobal("localStorage", { getItem: (key: string) => stored.get(key) ?? null, setItem: (key: string, value: string) => stored.set(key, value) });
});

test("the newest room comes first", () => {
  for (const id of ["a", "b", "c"]) rememberRoom(room(id));
  expect(myRooms()).toEqual([room("c"), room("b"), room("a")]);
});

test("what is newly known of a room takes the place of what was known", () => {
  for (const id of ["a", "b"]) rememberRoom(room(id));
  rememberRoom({ ...room("a"), title: "Another title" });
  expect(myRooms().map(({ title }) => title)).toEqual(["Room b", "Another title"]);
});

test("a room that is forgotten is gone, and the others are not", () => {
  for (const id of ["a", "b"]) rememberRoom(room(id));
  forgetRoom("a");
  forgetRoom("none");
  expect(myRooms()).toEqual([room("b")]);
});

test("who makes a room hears whether the browser keeps it", () => {
  expect(rememberRoom(room("a"))).toBe(true);
  vi.stubGlobal("localStorage", {
    getItem: () => null,
    setItem: () => {
      throw new Error("quota");
    },
  });
  expect(rememberRoom(room("b"))).toBe(false);
});

test.each([undefined, "", "{", "null", "7", '{"id":"a"}'])("stored %j are no rooms", (stored) => {
  expect(roomsIn(stored)).toEqual([]);
});

test("what is no room in what is stored is passed over", () => {
  expect(roomsIn(JSON.stringify([null, 7, { id: "a" }, room("b"), { ...room("c"), links: null }]))).toEqual([room("b")]);
});

test("[LK1] a new link takes the place of the old one, with its token", () => {
  expect(withLink(room("a"), "candidate", { link: "https://a/a#n", token: "n" })).toMatchObject({
    links: { interviewer: "https://a/a#i", candidate: "https://a/a#n" }, tokens: { interviewer: "i", candidate: "n" },
  });
});

test("[LK2] a link that was withdrawn is kept no longer", () => {
  const { links, tokens } = withLink(room("a"), "candidate", undefined);
  expect([links, tokens]).toEqual([{ interviewer: "https://a/a#i" }, { interviewer: "i" }]);
});
