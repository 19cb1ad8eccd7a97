import { describe, expect, it } from "vitest";
import { placeOf, shownBy } from "./places.ts";

describe("the workspace", () => {
  it("turns to the present phase while its user follows", () => {
    expect(shownBy({ kind: "following" }, "requirements")).toEqual({ place: "requirements", phase: "requirements" });
    expect(shownBy({ kind: "following" }, undefined)).toEqual({ place: "problem", phase: undefined });
  });

  it("stays where its user looks otherwise", () => {
    expect(shownBy({ kind: "looking", place: "probes", phase: undefined }, "api")).toEqual({ place: "probes", phase: "api" });
    expect(shownBy({ kind: "looking", place: "tips", phase: "entities" }, "api")).toEqual({ place: "tips", phase: "entities" });
  });

  it("shows the board for the high-level design", () => {
    expect(placeOf("high-level-design")).toBe("board");
  });

  it("shows the tips of phases that have no place of their own, also of phases that somebody made up", () => {
    expect(["entities", "api", "whiteboard"].map(placeOf)).toEqual(["tips", "tips", "tips"]);
  });
});
