/** Amounts as people read them. */

import { expect, test } from "bun:test";
import { formatCount, formatMs, formatSeconds } from "../../src/core/amounts.ts";

test.each([
  [0, "0"],
  [999, "999"],
  [1_000, "1,000"],
  [41_382, "41,382"],
  [1_234_567_890, "1,234,567,890"],
])("formatCount() writes %i as %s, in every locale", (count, text) => {
  expect(formatCount(count)).toBe(text);
});

test.each([
  [0, "0 s"],
  [1, "0.001 s"],
  [5, "0.005 s"],
  [250, "0.25 s"],
  [500, "0.5 s"],
  [1_000, "1 s"],
  [1_004, "1 s"],
  [9_990, "9.99 s"],
  [15_000, "15 s"],
  [15_049, "15 s"],
  [60_000, "60 s"],
  [86_400_000, "86400 s"],
])("formatSeconds() writes %i ms as %s", (ms, text) => {
  expect(formatSeconds(ms)).toBe(text);
});

test.each([
  [0, "0.000 ms"],
  [0.0451, "0.045 ms"],
  [1, "1.00 ms"],
  [1.234, "1.23 ms"],
  [12.34, "12.3 ms"],
  [999, "999.0 ms"],
  [1_230.4, "1230 ms"],
])("formatMs() writes %d ms as %s", (ms, text) => {
  expect(formatMs(ms)).toBe(text);
});
