import { expect, test } from "vitest";
import { lineOf, linesOf } from "./text.ts";

test("a line has no breaks, no control characters and no white space around it", () => {
  expect([lineOf("  GET\n/feed\u0007 "), lineOf(" \t\n"), lineOf("")]).toEqual(["GET /feed", undefined, undefined]);
});

test("lines keep their breaks, tabs and indents, and nothing else that is no character", () => {
  expect(linesOf("  {\r\n\tid,\u0000\r  }\n\n")).toBe("  {\n\tid,\n  }");
  expect(linesOf(" \n ")).toBeUndefined();
});
