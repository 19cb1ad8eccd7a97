import { describe, expect, it, test } from "vitest";
import { bytesOf, bytesText, countOf, countText, ratioOf, yearsOf } from "./quantities.ts";

describe("numbers as people write them", () => {
  it.each<[string, number | undefined]>([
    ["10M", 10e6], ["5k", 5000], ["5 K", 5000], ["1.5B", 1.5e9], ["2,5 m", 2.5e6], ["1,000,000", 1e6], ["1 000", 1000], ["1_000", 1000], ["1,000.5", 1000.5], ["12 million", 12e6], ["0", 0], [" 7 ", 7],
    ["", undefined], ["many", undefined], ["-5", undefined], ["5 KB", undefined], ["1.2.3", undefined], ["10,00,000", undefined], ["1e6", undefined], ["k", undefined], ["5 constructor", undefined],
  ])("%j is the count %j", (text, count) => {
    expect(countOf(text)).toBe(count);
  });

  it.each<[string, number | undefined]>([["2 KB", 2000], ["2kb", 2000], ["500", 500], ["500 B", 500], ["1.5MB", 1.5e6], ["4 KiB", 4096], ["3 GB", 3e9], ["2 users", undefined], ["", undefined]])("%j are %j bytes", (text, bytes) => {
    expect(bytesOf(text)).toBe(bytes);
  });

  it.each<[string, number | undefined]>([["5", 5], ["5 years", 5], ["6 months", 0.5], ["365 days", 1], ["5 weeks", undefined]])("%j are %j years", (text, years) => {
    expect(yearsOf(text)).toBe(years);
  });

  it.each<[string, number | undefined]>([["20:1", 20], ["20 : 1", 20], ["1:4", 0.25], ["100", 100], ["1k:1", 1000], ["1:0", undefined], ["1:2:3", undefined], ["read heavy", undefined]])("%j are %j reads a write", (text, ratio) => {
    expect(ratioOf(text)).toBe(ratio);
  });
});

test("counts are written with two digits, or their whole part", () => {
  expect([0, 0.25, 1, 950, 999.6, 1000, 2315, 12_345, 999_950, 5.75e7, 3e9, 2e15].map(countText)).toEqual(["0", "0.25", "1", "950", "1k", "1k", "2.3k", "12k", "1M", "58M", "3B", "2000T"]);
});

test("bytes are written with their unit", () => {
  expect([0, 800, 2000, 4.63e6, 1.314e13, 1.98e17].map(bytesText)).toEqual(["0 B", "800 B", "2 KB", "4.6 MB", "13 TB", "198 PB"]);
});
