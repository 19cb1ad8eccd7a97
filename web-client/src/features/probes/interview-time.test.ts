import { describe, expect, it } from "vitest";
import type { Clock } from "../../protocol/generated/types.ts";
import { minutesAndSeconds, timeLabel } from "./interview-time.ts";

const running: Clock = { state: "running", started: 1_000_000, phase: "api", since: 1_200_000, expired: false };

describe("timeLabel", () => {
  it("counts from the start", () => {
    expect(timeLabel(1_000_000, running)).toBe("00:00");
    expect(timeLabel(1_000_000 + 28 * 60_000 + 4_999, running)).toBe("28:04");
  });

  it("says in words what was before and after", () => {
    expect(timeLabel(999_999, running)).toBe("Before the start");
    expect(timeLabel(5, { state: "lobby" })).toBe("Before the start");
    expect(timeLabel(5, undefined)).toBe("Before the start");
    expect(timeLabel(2_000_001, { state: "ended", started: 1_000_000, ended: 2_000_000 })).toBe("After the end");
    expect(timeLabel(2_000_000, { state: "ended", started: 1_000_000, ended: 2_000_000 })).toBe("16:40");
  });
});

describe("minutesAndSeconds", () => {
  it("goes on counting minutes past the hour, and never below none", () => {
    expect(minutesAndSeconds(61 * 60_000 + 5_000)).toBe("61:05");
    expect(minutesAndSeconds(-1)).toBe("00:00");
  });
});
