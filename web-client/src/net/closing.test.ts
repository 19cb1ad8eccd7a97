import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { afterClose, afterCode, backoffMillis, closeNumbers, isCloseCode } from "./closing.ts";

describe("[ER2] close codes", () => {
  it("are those of SPEC.md", () => {
    const spec = readFileSync(new URL("../../../protocol/SPEC.md", import.meta.url), "utf8");
    const table = [...spec.matchAll(/^\| (4[01]\d\d) \| `([a-z-]+)`/gm)].map(([, number, code]) => [code, Number(number)]);
    expect(Object.entries(closeNumbers)).toEqual(table);
  });

  it("[WS8] below 4100, unknown ones and none at all mean again", () => {
    for (const number of [undefined, 1000, 1006, 1007, 4000, 4005, 4099, 4200]) expect(afterClose(number)).toEqual({ kind: "again" });
  });

  it("[WS10] from 4100 to 4199 they mean that it is over, known or not, but for superseded", () => {
    expect(afterClose(4102)).toEqual({ kind: "over", code: "denied", help: "new-link" });
    expect(afterClose(4199).kind).toBe("over");
    expect(afterClose(4105)).toEqual({ kind: "again-later" });
  });

  it("[SE9] mean the same by name", () => {
    for (const [code, number] of Object.entries(closeNumbers)) {
      expect(isCloseCode(code) && afterCode(code)).toEqual(afterClose(number));
    }
  });
});

describe("[WS9] the wait before an attempt", () => {
  it("doubles up to 30 s, and is any part of that", () => {
    expect([0, 1, 2, 5, 6, 7, 999].map((attempts) => backoffMillis(attempts, 1))).toEqual([500, 1000, 2000, 16000, 30000, 30000, 30000]);
    expect(backoffMillis(3, 0)).toBe(0);
    expect(backoffMillis(3, 0.25)).toBe(1000);
  });
});
