/** Amounts as the report writes them. */

import { describe, expect, test } from "bun:test";
import {
  formatAsked,
  formatByteRate,
  formatDifference,
  formatPercent,
  formatRate,
  timeCell,
} from "../../src/comparison/text-amounts.ts";

describe("formatPercent()", () => {
  test.each([
    [0, 10, "0 %"],
    [10, 10, "100 %"],
    [1, 3, "33.3 %"],
    [1, 2, "50.0 %"],
    [1, 1_000, "0.1 %"],
    [1, 1_001, "<0.1 %"],
    [999, 1_000, "99.9 %"],
    [1_000, 1_001, ">99.9 %"],
    [999_999, 1_000_000, ">99.9 %"],
    [0, 0, "–"],
  ])("writes %d of %d as %s", (part, whole, text) => {
    expect(formatPercent(part, whole)).toBe(text);
  });
});

describe("formatDifference()", () => {
  test.each([
    [0.012, "0.012 ms"],
    [-0.012, "−0.012 ms"],
    [-1.234, "−1.23 ms"],
    [-250_000, "−250 s"],
    [-0.0004, "0.000 ms"],
    [0, "0.000 ms"],
  ])("writes %d ms as %s", (ms, text) => {
    expect(formatDifference(ms)).toBe(text);
  });
});

describe("timeCell(), formatAsked(), formatRate() and formatByteRate()", () => {
  test("write a time without its unit, unless it is another", () => {
    expect([0.0271, 12.34, 250_000, null, undefined].map(timeCell)).toEqual(["0.027", "12.3", "250 s", "–", "–"]);
  });

  test("write an asked time as it was asked for", () => {
    expect([0.5, 10, 250, 1_000, 1_500].map(formatAsked)).toEqual(["0.5 ms", "10 ms", "250 ms", "1 s", "1.5 s"]);
  });

  test("write rates in three digits where they are small", () => {
    expect([0, 0.4567, 81.23, 99.96, 100.4, 36_912.4].map(formatRate)).toEqual([
      "0",
      "0.457",
      "81.2",
      "100",
      "100",
      "36,912",
    ]);
  });

  test("write bytes a second in thousands", () => {
    expect([0, 999, 999.9, 5_197, 2_362_394, 1.25e9, 9e12, 9e15].map(formatByteRate)).toEqual([
      ...["0 B/s", "999 B/s", "1 kB/s", "5.2 kB/s", "2.36 MB/s", "1.25 GB/s", "9 TB/s", "9000 TB/s"],
    ]);
  });
});
