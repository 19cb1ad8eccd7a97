import { expect, test } from "vitest";
import { invitation } from "./roles.ts";

test("an invitation names the room, and each link with what it is for", () => {
  const text = invitation("A feed", { interviewer: "https://a/1", candidate: "https://a/2", spectator: "https://a/3" });
  expect(text).toContain("“A feed”");
  expect(text.match(/https:\S+/g)).toEqual(["https://a/1", "https://a/2", "https://a/3"]);
});

test("an invitation leaves out a link that is not known", () => {
  expect(invitation("A feed", { candidate: "https://a/2" })).not.toContain("Spectators");
});
