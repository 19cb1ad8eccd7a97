import { describe, expect, it } from "vitest";
import type { FrameworkItem, TimerItem } from "../../protocol/generated/types.ts";
import { addDataFlow } from "./data-flow-phase.ts";

const framework = (...ids: readonly string[]): FrameworkItem => ({ kind: "framework", rev: 4, phases: ids.map((id) => ({ id, name: id, seconds: 60 })) });
const timer = (clock: TimerItem["clock"]) => ({ kind: "timer", clock, phases: [] }) as unknown as TimerItem;
const lobby = timer({ state: "lobby" });
const running = timer({ state: "running", phase: "api", since: 0, started: 0, expired: false });
const phase = { id: "data-flow", name: "Data flow", seconds: 300 };

describe("the phase of the data flow", () => {
  it("[TM21] is added behind the API while the clock runs, by whoever runs it", () => {
    expect(addDataFlow(framework("requirements", "api", "wrap-up"), running, false)).toEqual({ type: "phase.add", phase, after: "api" });
  });

  it("[TM21] comes behind the last of those that precede it, or behind the first phase", () => {
    expect(addDataFlow(framework("introduction", "requirements", "wrap-up"), running, true)).toMatchObject({ after: "requirements" });
    expect(addDataFlow(framework("coding", "wrap-up"), running, true)).toMatchObject({ after: "coding" });
  });

  it("[RM8] is an edit of the plan in the lobby, for interviewers", () => {
    const edit = addDataFlow(framework("api", "wrap-up"), lobby, true);
    expect(edit).toMatchObject({ type: "framework.edit", rev: 4, phases: [{ id: "api" }, phase, { id: "wrap-up" }] });
    expect(addDataFlow(framework("api", "wrap-up"), lobby, false)).toBeUndefined();
  });

  it("is not added where it is, nor after the end", () => {
    expect(addDataFlow(framework("api", "data-flow"), running, true)).toBeUndefined();
    expect(addDataFlow(framework("api"), timer({ state: "ended" } as TimerItem["clock"]), true)).toBeUndefined();
  });
});
