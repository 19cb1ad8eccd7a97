import { describe, expect, it } from "vitest";
import { type Assumptions, capacityMarkdown, capacityOf } from "./capacity.ts";

const assumptions: Assumptions = { dailyUsers: 8_640_000, actionsPerUserAndDay: 10, peakFactor: 3, readsPerWrite: 9, bytesPerItem: 2000, retentionYears: 5, copies: 3 };

describe("a capacity", () => {
  it("has the requests of a second, on average and at the peak, as reads and writes", () => {
    const { requestsPerSecond, readsPerSecond, writesPerSecond } = capacityOf(assumptions);
    expect([requestsPerSecond, readsPerSecond, writesPerSecond]).toEqual([{ average: 1000, peak: 3000 }, { average: 900, peak: 2700 }, { average: 100, peak: 300 }]);
  });

  it("has the bytes of a year in one copy, and of all years in all copies", () => {
    const { bytesPerYear, bytesInAll } = capacityOf(assumptions);
    expect([bytesPerYear, bytesInAll]).toEqual([100 * 86_400 * 365 * 2000, 100 * 86_400 * 365 * 2000 * 15]);
  });

  it("has what goes in by writes and out by reads", () => {
    const { bytesInPerSecond, bytesOutPerSecond } = capacityOf(assumptions);
    expect([bytesInPerSecond, bytesOutPerSecond]).toEqual([{ average: 200_000, peak: 600_000 }, { average: 1_800_000, peak: 5_400_000 }]);
  });

  it("is nothing where nobody comes, and all writes where nobody reads", () => {
    expect(capacityOf({ ...assumptions, dailyUsers: 0 }).bytesInAll).toBe(0);
    expect(capacityOf({ ...assumptions, readsPerWrite: 0 }).readsPerSecond).toEqual({ average: 0, peak: 0 });
  });

  it("reads well in the notes", () => {
    expect(capacityMarkdown(assumptions, capacityOf(assumptions))).toBe(
      [
        "## Capacity",
        "",
        "- 8.6M users a day × 10 actions ≈ **1k requests/s**, 3k/s at peak (× 3)",
        "- Reads : writes = 9 : 1, so 900 reads/s and 100 writes/s (at peak 2.7k and 300)",
        "- Storage: 2 KB an item ≈ **6.3 TB a year**; 5 years × 3 copies ≈ **95 TB**",
        "- Bandwidth: 200 KB/s in, 1.8 MB/s out (at peak 600 KB/s and 5.4 MB/s)",
        "- A day has 86,400 s and a year 365 days, each request reads or writes one item, and 1 KB is 1000 B.",
        "",
      ].join("\n"),
    );
  });
});
