import { describe, expect, test } from "vitest";
import { phasesOf } from "../framework/phases.ts";
import { type Draft, checkDraft, emptyDraft, limits, rowsIn, withLength } from "./new-room.ts";

const draft = (part: Partial<Draft>): Draft => ({ ...emptyDraft, title: "A feed", ...part });

describe("what the server is asked for", () => {
  test("[HT4] is a preset and the usual, and no problem where there is none", () => {
    expect(checkDraft(draft({}))).toEqual({ room: { title: "A feed", framework: { preset: "45" }, clockBy: "interviewers", autoAdvance: false, spectators: true } });
  });

  test("[HT4] names the preset with Data flow", () => {
    expect(checkDraft(draft({ length: "60", dataFlow: true }))).toMatchObject({ room: { framework: { preset: "60-data-flow" } } });
  });

  test("[HT4] has the phases once they are one's own", () => {
    expect(checkDraft(withLength(draft({ dataFlow: true }), "own"))).toMatchObject({ room: { framework: { phases: phasesOf("45-data-flow") } } });
  });

  test("[RM13] names the problem of the guide, unless its text is gone", () => {
    expect(checkDraft(draft({ problem: "Design a feed.", guide: "social-feed" }))).toMatchObject({ room: { problem: "Design a feed.", guide: "social-feed" } });
    expect(checkDraft(draft({ problem: " ", guide: "social-feed" }))).not.toHaveProperty("room.guide");
  });

  test("has no characters that the protocol refuses", () => {
    expect(checkDraft(draft({ title: " A\tfeed\u0007 ", problem: "One\r\ntwo\u0000\tthree\n" }))).toMatchObject({ room: { title: "A feed", problem: "One\ntwo\tthree" } });
  });
});

describe("what is wrong", () => {
  test("is a title that is empty or too long", () => {
    for (const title of ["", " \n ", "x".repeat(limits.title + 1)]) expect(checkDraft(draft({ title }))).toHaveProperty("problems.title");
    expect(checkDraft(draft({ title: "x".repeat(limits.title) }))).toHaveProperty("room");
  });

  test("is a problem that is too long", () => {
    expect(checkDraft(draft({ problem: "x".repeat(limits.problem + 1) }))).toHaveProperty("problems.problem", "At most 20,000 characters; these are 20,001.");
    expect(checkDraft(draft({ problem: "x".repeat(limits.problem) }))).toHaveProperty("room");
  });

  test("is a framework of one's own that is none, but not one that was put aside", () => {
    const own = withLength(draft({ own: [] }), "own");
    expect(checkDraft(own)).toHaveProperty("problems.framework.whole");
    expect(checkDraft(withLength(own, "35"))).toHaveProperty("room");
  });
});

test("own phases stay while another length is chosen", () => {
  const own = withLength(draft({}), "own");
  const edited = { ...own, own: rowsIn(own).slice(0, 2) };
  expect(rowsIn(withLength(edited, "60"))).toHaveLength(7);
  expect(rowsIn(withLength(withLength(edited, "60"), "own"))).toHaveLength(2);
});
