import { expect, test } from "vitest";
import { problemsIn } from "./library.ts";

const problem = { id: "feed", title: "A feed", summary: "Posts of friends", prompt: "Design a feed." };

test("a guide's problems are those with all their parts", () => {
  expect(problemsIn({ problems: [problem, { ...problem, prompt: undefined }, null, 7] })).toEqual([problem]);
});

test.each([undefined, null, 7, "x", [], {}, { problems: {} }])("%j has none", (guide) => {
  expect(problemsIn(guide)).toEqual([]);
});
