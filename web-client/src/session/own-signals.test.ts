import { describe, expect, it } from "vitest";
import type { Signal } from "../protocol/generated/types.ts";
import { OwnSignals } from "./own-signals.ts";

/** Signals whose time goes on when it is told to. */
function aTab() {
  const sent: Signal[] = [];
  const due: (() => void)[] = [];
  const signals = new OwnSignals({
    now: () => 0,
    after: (_, run) => {
      due.push(run);
      return () => undefined;
    },
    send: (signal) => void sent.push(signal),
    document: () => undefined,
    at: () => undefined,
  });
  return { signals, sent, later: () => due.splice(0).forEach((run) => run()) };
}

const box = { id: "box", x: 1, y: 2, width: 3, height: 4 };

describe("what a tab tells of its user on the board", () => {
  it("[SG12] is the newest place of the pointer in whole units, and at most 30 of what is selected", () => {
    const { signals, sent, later } = aTab();
    signals.point([1.4, 2.6], []);
    signals.point([10.5, -3.2], Array.from({ length: 40 }, (_, i) => `e${i}`));
    expect(sent).toEqual([]);
    later();
    expect(sent).toEqual([{ kind: "pointer", at: [11, -3], selected: Array.from({ length: 30 }, (_, i) => `e${i}`) }]);
    signals.point(undefined, []);
    later();
    expect(sent[1]).toEqual({ kind: "pointer" });
  });

  it("[SG13] is where elements are dragged to, as many as a signal holds, and at once that it ended", () => {
    const { signals, sent, later } = aTab();
    signals.drag([]);
    signals.drag(Array.from({ length: 40 }, (_, i) => ({ ...box, id: `${i}`.padStart(40, "x"), x: -1_000_000 })));
    later();
    const [drag] = sent;
    expect(drag?.kind === "drag" && drag.elements.length).toBeGreaterThan(10);
    expect(JSON.stringify({ type: "signal", signal: drag }).length).toBeLessThanOrEqual(2048);
    signals.drag([]);
    signals.drag([]);
    expect(sent.slice(1)).toEqual([{ kind: "drag", elements: [] }]);
  });

  it("[SG11] is told anew to whoever comes, if there is anything", () => {
    const { signals, sent, later } = aTab();
    signals.presence();
    expect(sent).toEqual([]);
    signals.point([1, 2], ["box"]);
    later();
    signals.presence();
    expect(sent).toEqual([{ kind: "pointer", at: [1, 2], selected: ["box"] }, { kind: "pointer", at: [1, 2], selected: ["box"] }]);
  });
});
