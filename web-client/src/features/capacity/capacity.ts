import { bytesText, countText } from "./quantities.ts";

/** What an estimate starts from. */
export interface Assumptions {
  readonly dailyUsers: number;
  readonly actionsPerUserAndDay: number;
  /** Requests at the busiest hour over those of an average one. */
  readonly peakFactor: number;
  readonly readsPerWrite: number;
  readonly bytesPerItem: number;
  readonly retentionYears: number;
  /** Copies of everything that is kept. */
  readonly copies: number;
}

/** Something that happens, by the second. */
export interface Rate {
  readonly average: number;
  readonly peak: number;
}

export interface Capacity {
  readonly requestsPerSecond: Rate;
  readonly readsPerSecond: Rate;
  readonly writesPerSecond: Rate;
  /** One copy. */
  readonly bytesPerYear: number;
  /** All copies of all that is retained. */
  readonly bytesInAll: number;
  readonly bytesInPerSecond: Rate;
  readonly bytesOutPerSecond: Rate;
}

export const secondsPerDay = 86_400;
const daysPerYear = 365;

/** What the numbers below are worth. */
export const simplifications = "A day has 86,400 s and a year 365 days, each request reads or writes one item, and 1 KB is 1000 B.";

/** The load and the space that follow: each action is one request, and each request reads or writes one item. */
export function capacityOf({ dailyUsers, actionsPerUserAndDay, peakFactor, readsPerWrite, bytesPerItem, retentionYears, copies }: Assumptions): Capacity {
  const perSecond = (dailyUsers * actionsPerUserAndDay) / secondsPerDay;
  const rate = (average: number): Rate => ({ average, peak: average * peakFactor });
  const writes = perSecond / (1 + readsPerWrite);
  const reads = perSecond - writes;
  const bytesPerYear = writes * secondsPerDay * daysPerYear * bytesPerItem;
  return {
    requestsPerSecond: rate(perSecond),
    readsPerSecond: rate(reads),
    writesPerSecond: rate(writes),
    bytesPerYear,
    bytesInAll: bytesPerYear * retentionYears * copies,
    bytesInPerSecond: rate(writes * bytesPerItem),
    bytesOutPerSecond: rate(reads * bytesPerItem),
  };
}

/** The estimate as a few lines of Markdown, with what it assumes. */
export function capacityMarkdown(assumptions: Assumptions, capacity: Capacity): string {
  const { dailyUsers, actionsPerUserAndDay, peakFactor, readsPerWrite, bytesPerItem, retentionYears, copies } = assumptions;
  const { requestsPerSecond, readsPerSecond, writesPerSecond, bytesPerYear, bytesInAll, bytesInPerSecond, bytesOutPerSecond } = capacity;
  const years = retentionYears === 1 ? "1 year" : `${countText(retentionYears)} years`;
  return [
    "## Capacity",
    "",
    `- ${countText(dailyUsers)} users a day × ${countText(actionsPerUserAndDay)} actions ≈ **${countText(requestsPerSecond.average)} requests/s**, ${countText(requestsPerSecond.peak)}/s at peak (× ${countText(peakFactor)})`,
    `- Reads : writes = ${countText(readsPerWrite)} : 1, so ${countText(readsPerSecond.average)} reads/s and ${countText(writesPerSecond.average)} writes/s (at peak ${countText(readsPerSecond.peak)} and ${countText(writesPerSecond.peak)})`,
    `- Storage: ${bytesText(bytesPerItem)} an item ≈ **${bytesText(bytesPerYear)} a year**; ${years} × ${countText(copies)} ${copies === 1 ? "copy" : "copies"} ≈ **${bytesText(bytesInAll)}**`,
    `- Bandwidth: ${bytesText(bytesInPerSecond.average)}/s in, ${bytesText(bytesOutPerSecond.average)}/s out (at peak ${bytesText(bytesInPerSecond.peak)}/s and ${bytesText(bytesOutPerSecond.peak)}/s)`,
    `- ${simplifications}`,
    "",
  ].join("\n");
}
