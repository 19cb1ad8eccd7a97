import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { type Row, added, changed, check, durationText, limits, minutesText, moved, phasesOf, presets, removed, rowsOf, secondsOf, slug, totalSeconds } from "./phases.ts";

const row = (name: string, minutes = "5"): Row => ({ key: name, id: undefined, name, minutes });

const spec = readFileSync(new URL("../../../../protocol/SPEC.md", import.meta.url), "utf8");

describe("presets", () => {
  test("[RM10] are those of SPEC.md, phase by phase", () => {
    const cells = (line: string) => line.split("|").slice(2, -1).map((cell) => cell.trim().replaceAll("`", ""));
    const ids = cells(/^\| Preset \|.*$/m.exec(spec)?.[0] ?? "");
    const rows = [...spec.matchAll(/^\| `(\d\d(?:-data-flow)?)` \|.*$/gm)].map(([line, id]) => [id, cells(line).flatMap((minutes, i) => (minutes === "–" ? [] : [[ids[i], Number(minutes) * 60]]))]);
    expect(presets.map(({ id }) => [id, phasesOf(id).map((phase) => [phase.id, phase.seconds])])).toEqual(rows);
  });

  test("[RM10] last as long as they are called", () => {
    for (const { id } of presets) expect(totalSeconds(rowsOf(phasesOf(id)))).toBe(Number.parseInt(id) * 60);
  });

  test("[RM10] have Data flow where they say so", () => {
    for (const { id } of presets) expect(phasesOf(id).some((phase) => phase.id === "data-flow")).toBe(id.endsWith("data-flow"));
  });

  test("come out of the editor as they went in", () => {
    for (const { id } of presets) expect(check(rowsOf(phasesOf(id)))).toEqual({ phases: phasesOf(id) });
  });
});

test("[LM2] the limits are those of SPEC.md", () => {
  for (const [name, value] of Object.entries(limits)) expect(spec).toContain(`| \`${name}\` | ${value} |`);
});

describe("ids", () => {
  test.each([
    ["Deep dives", "deep-dives"],
    ["  Über-Design!  ", "uber-design"],
    ["2nd round", "phase-2nd-round"],
    ["設計", "phase"],
    ["A very long name of a phase, with a tail", "a-very-long-name-of-a-phase-with"],
  ])("[RM9] %j becomes %j", (name, id) => {
    expect(slug(name)).toBe(id);
    expect(slug(name)).toMatch(/^[a-z][a-z0-9-]{0,31}$/);
  });

  test("[RM9] are distinct, also for names that are not", () => {
    const rows = [...rowsOf(phasesOf("45")), row("API"), row("api"), row("x".repeat(40)), { ...row("x".repeat(41)), key: "y" }];
    const checked = check(rows);
    const ids = "phases" in checked ? checked.phases.map(({ id }) => id) : [];
    expect(ids.slice(-4)).toEqual(["api-2", "api-3", "x".repeat(32), `${"x".repeat(30)}-2`]);
    expect(new Set(ids).size).toBe(rows.length);
  });

  test("never take one that a later row has", () => {
    expect(check([row("Requirements"), ...rowsOf(phasesOf("45")).slice(1, 2)])).toMatchObject({ phases: [{ id: "requirements-2" }, { id: "requirements" }] });
  });

  test("stay when a phase is renamed", () => {
    expect(check(changed(rowsOf(phasesOf("45")).slice(0, 1), "introduction", { name: "Hello" }))).toMatchObject({ phases: [{ id: "introduction", name: "Hello" }] });
  });
});

describe("minutes", () => {
  test.each([["5", 300], [" 2.5 ", 150], ["2,5", 150], ["1:30", 90], ["0", 0], ["240", 14_400], ["0.1", 6]])("%j are %i seconds", (text, seconds) => {
    expect(secondsOf(text)).toBe(seconds);
  });

  test.each(["", "five", "-1", "1:60", "1:5", "1e3", "5 min", "12345"])("%j are none", (text) => {
    expect(secondsOf(text)).toBeUndefined();
  });

  test("are written with seconds only where there are some", () => {
    expect([minutesText(300), minutesText(90), minutesText(5)]).toEqual(["5", "1:30", "0:05"]);
    expect([durationText(60), durationText(2700), durationText(450)]).toEqual(["1 minute", "45 minutes", "7:30 minutes"]);
  });
});

describe("the editor", () => {
  const rows = [row("A"), row("B"), row("C")];
  const order = (list: readonly Row[]) => list.map(({ name }) => name).join("");

  test("moves a phase, and not beyond the ends", () => {
    expect([moved(rows, "A", 1), moved(rows, "C", -2), moved(rows, "A", -1), moved(rows, "C", 5), moved(rows, "none", 1)].map(order)).toEqual(["BAC", "CAB", "ABC", "ABC", "ABC"]);
  });

  test("adds phases under keys of their own, and removes them", () => {
    const longer = added(added(removed(added(added(rows)), "new 1")));
    expect(longer.map(({ key }) => key)).toEqual(["A", "B", "C", "new 2", "new 3", "new 4"]);
  });

  test("counts wrong minutes as none", () => {
    expect(totalSeconds([row("A"), row("B", "x"), row("C", "1:30")])).toBe(390);
  });

  test("[RM9] says what is wrong at the field", () => {
    const checked = check([row(" "), row("B", "x"), row("C", "241"), row("D".repeat(61))]);
    expect("rows" in checked && [...checked.rows.values()].map(Object.keys)).toEqual([["name"], ["minutes"], ["minutes"], ["name"]]);
  });

  test("[RM9] wants 1 to 16 phases, and a second in all", () => {
    const many = Array.from({ length: limits.phases + 1 }, (_, i) => row(`P${i}`));
    expect(check(many.slice(1))).toHaveProperty("phases");
    for (const wrong of [[], many, [row("A", "0"), row("B", "0")]]) expect(check(wrong)).toHaveProperty("whole", expect.any(String));
  });
});
