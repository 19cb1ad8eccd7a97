import { describe, expect, it } from "vitest";
import type { FrameworkItem, StepItem } from "../../protocol/generated/types.ts";
import { isOffered, placeOf, shownBy } from "./places.ts";

describe("the workspace", () => {
  it("turns to the present phase while its user follows", () => {
    expect(shownBy({ kind: "following" }, "requirements")).toEqual({ place: "requirements", phase: "requirements" });
    expect(shownBy({ kind: "following" }, undefined)).toEqual({ place: "problem", phase: undefined });
  });

  it("stays where its user looks otherwise", () => {
    expect(shownBy({ kind: "looking", place: "deep-dives", phase: undefined }, "api")).toEqual({ place: "deep-dives", phase: "api" });
    expect(shownBy({ kind: "looking", place: "tips", phase: "entities" }, "api")).toEqual({ place: "tips", phase: "entities" });
  });

  it("turns to what a phase fills", () => {
    expect(["requirements", "entities", "api", "data-flow", "high-level-design", "deep-dives"].map(placeOf)).toEqual(["requirements", "entities", "api", "flow", "board", "deep-dives"]);
  });

  it("shows the tips of phases that have no place of their own, also of phases that somebody made up", () => {
    expect(["wrap-up", "whiteboard"].map(placeOf)).toEqual(["tips", "tips"]);
  });

  it("[DF1] offers the data flow where the framework has it, or a step is there", () => {
    const framework = (...ids: readonly string[]): FrameworkItem => ({ kind: "framework", rev: 1, phases: ids.map((id) => ({ id, name: id, seconds: 60 })) });
    const step: StepItem = { kind: "step", id: "AAAAAAAAAAAAAAAA", rev: 1, order: "a0", by: "p", content: { text: "Fetch" } };
    expect([isOffered("flow", framework("api"), []), isOffered("flow", framework("api", "data-flow"), []), isOffered("flow", framework("api"), [step])]).toEqual([false, true, true]);
    expect(isOffered("api", undefined, [])).toBe(true);
  });
});
