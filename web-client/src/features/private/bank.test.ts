import { describe, expect, it } from "vitest";
import type { GuideProbe, HttpRoomGuide, ProbePlanItem } from "../../protocol/generated/types.ts";
import { type BankFilter, searchBank, suggestedFor, usesOf } from "./bank.ts";

function entry(id: string, part: Partial<GuideProbe> = {}): GuideProbe {
  const hints = { nudge: "Which machines?", pointer: "One copy?", partial: "Put copies in front." };
  return { id, question: "One key gets all the traffic.", concept: "data-distribution", phases: ["deep-dives"], problems: [], strong: ["Sees the hot key."], hints, ...part };
}

function plan(id: string, bank: string | undefined, state: "queued" | "pushed"): ProbePlanItem {
  return { kind: "probe-plan", id, rev: 1, order: "a0", by: "ada", content: { question: "Why?" }, state, hints: [], ...(bank === undefined ? {} : { bank }) };
}

const all: BankFilter = { words: "", phase: undefined, concept: undefined, unasked: false, suggested: false };
const nothing = new Set<string>();
const ids = (entries: readonly GuideProbe[]) => entries.map(({ id }) => id);

describe("searchBank", () => {
  const bank = [entry("hot"), entry("lock", { concept: "locking", question: "Two people buy one seat.", phases: ["api", "deep-dives"] }), entry("cafe", { question: "A café's opening hours change." })];

  it("shows everything when nothing is asked for", () => {
    expect(ids(searchBank(bank, all, new Map(), nothing))).toEqual(["hot", "lock", "cafe"]);
  });

  it("finds every word, in any order, case or accent, in question, concept, answer and hints", () => {
    expect(ids(searchBank(bank, { ...all, words: "SEAT  two" }, new Map(), nothing))).toEqual(["lock"]);
    expect(ids(searchBank(bank, { ...all, words: "cafe" }, new Map(), nothing))).toEqual(["cafe"]);
    expect(ids(searchBank(bank, { ...all, words: "concurrency" }, new Map(), nothing))).toEqual(["lock"]);
    expect(ids(searchBank(bank, { ...all, words: "copies traffic" }, new Map(), nothing))).toEqual(["hot"]);
    expect(ids(searchBank(bank, { ...all, words: "seat café" }, new Map(), nothing))).toEqual([]);
  });

  it("keeps to a phase and a concept", () => {
    expect(ids(searchBank(bank, { ...all, phase: "api" }, new Map(), nothing))).toEqual(["lock"]);
    expect(ids(searchBank(bank, { ...all, concept: "data-distribution" }, new Map(), nothing))).toEqual(["hot", "cafe"]);
  });

  it("leaves out what was asked, not what is queued", () => {
    const uses = usesOf([plan("1", "hot", "pushed"), plan("2", "lock", "queued")]);
    expect(ids(searchBank(bank, { ...all, unasked: true }, uses, nothing))).toEqual(["lock", "cafe"]);
  });

  it("puts what is suggested for the room's problem first, or shows nothing else", () => {
    expect(ids(searchBank(bank, all, new Map(), new Set(["cafe"])))).toEqual(["cafe", "hot", "lock"]);
    expect(ids(searchBank(bank, { ...all, suggested: true }, new Map(), new Set(["cafe"])))).toEqual(["cafe"]);
  });
});

describe("usesOf", () => {
  it("counts the pushed one of an entry that was taken twice", () => {
    const uses = usesOf([plan("1", "hot", "pushed"), plan("2", "hot", "queued"), plan("3", undefined, "queued")]);
    expect([...uses]).toEqual([["hot", { state: "pushed", plan: "1" }]]);
  });
});

describe("suggestedFor", () => {
  const guide: HttpRoomGuide = {
    probes: [entry("made", { problems: ["tickets"] }), entry("named"), entry("other", { problems: ["chat"] })],
    problems: [{ id: "tickets", expected: ["Seats are held."], probes: ["named"], sources: ["A book"] }],
  };

  it("is what the problem's key names and what was made for it", () => {
    expect([...suggestedFor(guide, "tickets")].sort()).toEqual(["made", "named"]);
  });

  it("is nothing where the problem is none of the guide's", () => {
    expect([...suggestedFor(guide, undefined), ...suggestedFor(guide, "unheard-of")]).toEqual([]);
  });
});
