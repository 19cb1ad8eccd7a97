import { describe, expect, it } from "vitest";
import type { Command, Item } from "../protocol/generated/types.ts";
import { keyOf } from "./fold.ts";
import { type Items, predict } from "./predict.ts";

const me = "p2cfd6fe0613773f1";
const id = "q83vEjRWeJASNFZ4";
const now = 1790002460000;
const content = { style: "functional", text: "Users can post", scope: "core" } as const;
const question = { question: "And ten million followers?" };

const requirement: Item = { kind: "requirement", id, rev: 1, order: "a0", by: me, content };
const post = { role: "resource", name: "Post", fields: [] } as const;
const entity: Item = { kind: "entity", id, rev: 1, order: "a0", by: me, content: post };
const get = { style: "rest", method: "GET", path: "/feed", requirements: [], entities: [] } as const;
const endpoint: Item = { kind: "endpoint", id, rev: 1, order: "a0", by: me, content: get };
const step: Item = { kind: "step", id, rev: 1, order: "a0", by: me, content: { text: "Fetch" } };
const hotKey = { type: "bottleneck", text: "One hot key" } as const;
const finding: Item = { kind: "finding", id, rev: 1, order: "a0", by: me, content: hotKey, status: "open" };
const walk: Item = { kind: "walk", id, rev: 1, by: me, elements: ["gateway"] };
const dive: Item = { kind: "dive", id, rev: 1, by: me, text: "From a cache", met: false };
const plan: Item = { kind: "probe-plan", id, rev: 2, order: "a0", by: me, content: question, bank: "fan-out", state: "queued", hints: [] };
const pushed: Item = { ...plan, state: "pushed" };
const probe: Item = { kind: "probe", id, rev: 1, by: me, pushed: now, content: question, status: "open", pinned: false };
const timer: Item = { kind: "timer", clock: { state: "running", started: 0, phase: "api", since: 0, expired: false }, phases: [] };
const stamp = { time: now, phase: "api", position: "" };
const note: Item = { kind: "private-note", id, rev: 1, by: me, text: "Good", stamp };
const bookmark: Item = { kind: "bookmark", id, rev: 1, by: me, label: "Here", stamp };
const draft: Item = { kind: "problem-draft", rev: 2, text: "A chat" };
const room: Item = { kind: "room", rev: 1, title: "A feed", clockBy: "interviewers", autoAdvance: false, spectators: true, created: 0 };

const items = (...all: Item[]): Items => new Map(all.map((item) => [keyOf(item), item]));
const put = (changed: Item) => ({ put: changed });

describe("what a command will change", () => {
  it.each<[Command, Item[], object[]]>([
    [{ type: "requirement.add", id, content }, [], [put(requirement)]],
    [{ type: "requirement.add", id: "AAAAAAAAAAAAAAAA", content }, [requirement], [put({ ...requirement, id: "AAAAAAAAAAAAAAAA", order: "a1" })]],
    [{ type: "requirement.edit", id, rev: 1, content: { ...content, scope: "below-line" } }, [requirement], [put({ ...requirement, rev: 2, content: { ...content, scope: "below-line" } })]],
    [{ type: "requirement.move", id, order: "a5" }, [requirement], [put({ ...requirement, order: "a5" })]],
    [{ type: "requirement.remove", id, rev: 1 }, [requirement], [{ remove: { kind: "requirement", id } }]],
    [{ type: "entity.add", id, content: post }, [requirement], [put(entity)]],
    [{ type: "entity.edit", id, rev: 1, content: { ...post, role: "actor" } }, [entity], [put({ ...entity, rev: 2, content: { ...post, role: "actor" } })]],
    [{ type: "entity.move", id, order: "a5" }, [entity], [put({ ...entity, order: "a5" })]],
    [{ type: "entity.remove", id, rev: 1 }, [entity], [{ remove: { kind: "entity", id } }]],
    [{ type: "endpoint.add", id, content: get }, [], [put(endpoint)]],
    [{ type: "endpoint.edit", id, rev: 1, content: { ...get, path: "/" } }, [endpoint], [put({ ...endpoint, rev: 2, content: { ...get, path: "/" } })]],
    [{ type: "endpoint.move", id, order: "a5" }, [endpoint], [put({ ...endpoint, order: "a5" })]],
    [{ type: "endpoint.remove", id, rev: 1 }, [endpoint], [{ remove: { kind: "endpoint", id } }]],
    [{ type: "step.add", id, content: { text: "Fetch" } }, [], [put(step)]],
    [{ type: "step.edit", id, rev: 1, content: { text: "Parse" } }, [step], [put({ ...step, rev: 2, content: { text: "Parse" } })]],
    [{ type: "step.move", id, order: "a5" }, [step], [put({ ...step, order: "a5" })]],
    [{ type: "step.remove", id, rev: 1 }, [step], [{ remove: { kind: "step", id } }]],
    [{ type: "finding.add", id, content: hotKey }, [], [put(finding)]],
    [{ type: "finding.edit", id, rev: 1, content: { ...hotKey, text: "None" } }, [{ ...finding, status: "handled" }], [put({ ...finding, rev: 2, content: { ...hotKey, text: "None" }, status: "handled" })]],
    [{ type: "finding.move", id, order: "a5" }, [finding], [put({ ...finding, order: "a5" })]],
    [{ type: "finding.mark", id, status: "handled" }, [finding], [put({ ...finding, status: "handled" })]],
    [{ type: "finding.remove", id, rev: 1 }, [finding], [{ remove: { kind: "finding", id } }]],
    [{ type: "walk.set", id, rev: 0, elements: ["gateway"] }, [endpoint], [put(walk)]],
    [{ type: "walk.set", id, rev: 1, elements: ["store"] }, [endpoint, walk], [put({ ...walk, rev: 2, elements: ["store"] })]],
    [{ type: "walk.clear", id, rev: 1 }, [walk], [{ remove: { kind: "walk", id } }]],
    [{ type: "dive.write", id, rev: 0, text: "From a cache" }, [requirement], [put(dive)]],
    [{ type: "dive.write", id, rev: 1, text: "" }, [requirement, { ...dive, met: true }], [put({ ...dive, rev: 2, text: "", met: true })]],
    [{ type: "dive.mark", id, met: true }, [requirement], [put({ ...dive, text: "", met: true })]],
    [{ type: "dive.mark", id, met: true }, [requirement, dive], [put({ ...dive, met: true })]],
    [{ type: "probe.queue", id, content: question, bank: "fan-out" }, [], [put({ ...plan, rev: 1 })]],
    [{ type: "probe.edit", id, rev: 2, content: { question: "Why?" } }, [plan], [put({ ...plan, rev: 3, content: { question: "Why?" } })]],
    [{ type: "probe.move", id, order: "a5" }, [plan], [put({ ...plan, order: "a5" })]],
    [{ type: "probe.remove", id, rev: 2 }, [plan], [{ remove: { kind: "probe-plan", id } }]],
    [{ type: "probe.push", id }, [plan], [put(probe), put(pushed)]],
    [{ type: "probe.take-back", id }, [pushed, probe], [{ remove: { kind: "probe", id } }, put(plan)]],
    [{ type: "probe.hint", id, level: "nudge" }, [pushed], [put({ ...pushed, hints: [{ level: "nudge", by: me, time: now }] })]],
    [{ type: "probe.answer", id, rev: 1, text: "Fan out on read." }, [probe], [put({ ...probe, rev: 2, answer: { text: "Fan out on read.", by: me, time: now } })]],
    [{ type: "probe.answer", id, rev: 1, text: "" }, [{ ...probe, answer: { text: "x", by: me, time: 0 } }], [put({ ...probe, rev: 2 })]],
    [{ type: "probe.pin", id, pinned: true }, [probe], [put({ ...probe, pinned: true })]],
    [{ type: "probe.mark", id, status: "parked" }, [probe], [put({ ...probe, status: "parked" })]],
    [{ type: "private-note.add", id, text: "Good" }, [timer], [put(note)]],
    [{ type: "private-note.edit", id, rev: 1, text: "Better" }, [note], [put({ ...note, rev: 2, text: "Better" })]],
    [{ type: "private-note.remove", id, rev: 1 }, [note], [{ remove: { kind: "private-note", id } }]],
    [{ type: "bookmark.add", id, label: "Here" }, [timer], [put(bookmark)]],
    [{ type: "bookmark.edit", id, rev: 1 }, [bookmark], [put({ kind: "bookmark", id, rev: 2, by: me, stamp })]],
    [{ type: "bookmark.remove", id, rev: 1 }, [bookmark], [{ remove: { kind: "bookmark", id } }]],
    [{ type: "participant.rename", name: "Ada L." }, [{ kind: "participant", id: me, name: "Ada", role: "candidate", color: 0 }], [put({ kind: "participant", id: me, name: "Ada L.", role: "candidate", color: 0 })]],
    [{ type: "problem.edit", rev: 2, text: "A feed", guide: "social-feed" }, [draft], [put({ ...draft, rev: 3, text: "A feed", guide: "social-feed" })]],
    [{ type: "problem.edit", rev: 2, text: "A feed" }, [{ ...draft, kind: "problem", guide: "chat" }], [put({ kind: "problem", rev: 3, text: "A feed" })]],
    [{ type: "gallery.close" }, [room], [put({ ...room, spectators: false })]],
  ])("%j", (command, before, changes) => expect(predict(items(...before), command, me, now)).toEqual(changes));

  it.each<[string, Command, Item[]]>([
    ["[CM16] of another rev", { type: "requirement.edit", id, rev: 2, content }, [requirement]],
    ["[RQ6] of another rev", { type: "requirement.remove", id, rev: 2 }, [requirement]],
    ["[RQ2] a used id", { type: "requirement.add", id, content }, [requirement]],
    ["[RM13] of another rev", { type: "problem.edit", rev: 1, text: "A feed" }, [draft]],
    ["of what is not there", { type: "requirement.move", id, order: "a5" }, []],
    ["[LI1] an outdated entity", { type: "entity.edit", id, rev: 2, content: post }, [entity]],
    ["[WK1] a walk of no endpoint", { type: "walk.set", id, rev: 0, elements: ["gateway"] }, []],
    ["[WK1] a walk that somebody else made first", { type: "walk.set", id, rev: 0, elements: ["store"] }, [endpoint, walk]],
    ["[DD1] a dive into no requirement", { type: "dive.write", id, rev: 0, text: "x" }, []],
    ["[DD2] not met where there is no dive", { type: "dive.mark", id, met: false }, [requirement]],
    ["[DD2] met already", { type: "dive.mark", id, met: true }, [requirement, { ...dive, met: true }]],
    ["[PB4] a pushed plan", { type: "probe.edit", id, rev: 2, content: question }, [pushed]],
    ["[PB7] a push twice", { type: "probe.push", id }, [pushed, probe]],
    ["[PB8] an answered probe", { type: "probe.take-back", id }, [pushed, { ...probe, answer: { text: "x", by: me, time: 0 } }]],
    ["[PB10] a closed probe", { type: "probe.answer", id, rev: 1, text: "x" }, [{ ...probe, status: "closed" }]],
    ["what only the server knows", { type: "timer.pause" }, [timer]],
  ])("is nothing where it will be refused or cannot be known: %s", (_, command, before) => expect(predict(items(...before), command, me, now)).toEqual([]));
});
