import { describe, expect, it } from "vitest";
import type { GuideProbe, HttpGuide, ProbePlanItem } from "../../protocol/generated/types.ts";
import { type BankFilter, problemIn, searchBank, usesOf } from "./bank.ts";

function entry(id: string, part: Partial<GuideProbe> = {}): GuideProbe {
  const hints = { nudge: "Which machines?", pointer: "One copy?", partial: "Put copies in front." };
  return { id, question: "One key gets all the traffic.", concept: "data-distribution", phases: ["deep-dives"], problems: [], strong: ["Sees the hot key."], hints, ...part };
}

function plan(id: string, bank: string | undefined, state: "queued" | "pushed"): ProbePlanItem {
  return { kind: "probe-plan", id, rev: 1, order: "a0", by: "ada", content: { question: "Why?" }, state, hints: [], ...(bank === undefined ? {} : { bank }) };
}

const all: BankFilter = { words: "", phase: undefined, concept: undefined, unasked: false };
const ids = (entries: readonly GuideProbe[]) => entries.map(({ id }) => id);

describe("searchBank", () => {
  const bank = [entry("hot"), entry("lock", { concept: "locking", question: "Two people buy one seat.", phases: ["api", "deep-dives"] }), entry("cafe", { question: "A café's opening hours change." })];

  it("shows everything when nothing is asked for", () => {
    expect(ids(searchBank(bank, all, new Map(), undefined))).toEqual(["hot", "lock", "cafe"]);
  });

  it("finds every word, in any order, case or accent, in question, concept, answer and hints", () => {
    expect(ids(searchBank(bank, { ...all, words: "SEAT  two" }, new Map(), undefined))).toEqual(["lock"]);
    expect(ids(searchBank(bank, { ...all, words: "cafe" }, new Map(), undefined))).toEqual(["cafe"]);
    expect(ids(searchBank(bank, { ...all, words: "concurrency" }, new Map(), undefined))).toEqual(["lock"]);
    expect(ids(searchBank(bank, { ...all, words: "copies traffic" }, new Map(), undefined))).toEqual(["hot"]);
    expect(ids(searchBank(bank, { ...all, words: "seat café" }, new Map(), undefined))).toEqual([]);
  });

  it("keeps to a phase and a concept", () => {
    expect(ids(searchBank(bank, { ...all, phase: "api" }, new Map(), undefined))).toEqual(["lock"]);
    expect(ids(searchBank(bank, { ...all, concept: "data-distribution" }, new Map(), undefined))).toEqual(["hot", "cafe"]);
  });

  it("leaves out what was asked, not what is queued", () => {
    const uses = usesOf([plan("1", "hot", "pushed"), plan("2", "lock", "queued")]);
    expect(ids(searchBank(bank, { ...all, unasked: true }, uses, undefined))).toEqual(["lock", "cafe"]);
  });

  it("puts what was made for the room's problem first", () => {
    const made = [...bank, entry("made", { problems: ["tickets"] })];
    expect(ids(searchBank(made, all, new Map(), "tickets"))).toEqual(["made", "hot", "lock", "cafe"]);
  });
});

describe("usesOf", () => {
  it("counts the pushed one of an entry that was taken twice", () => {
    const uses = usesOf([plan("1", "hot", "pushed"), plan("2", "hot", "queued"), plan("3", undefined, "queued")]);
    expect([...uses]).toEqual([["hot", { state: "pushed", plan: "1" }]]);
  });
});

describe("problemIn", () => {
  it("knows a problem by its prompt", () => {
    const guide: HttpGuide = { frameworks: [], phases: [], checklist: [], concepts: [], problems: [{ id: "tickets", title: "Tickets", summary: "Seats.", prompt: "Sell seats.\n", dataFlow: false }] };
    expect(problemIn(guide, "Sell seats.")).toBe("tickets");
    expect(problemIn(guide, "Sell cars.")).toBeUndefined();
    expect(problemIn(guide, undefined)).toBeUndefined();
  });
});
