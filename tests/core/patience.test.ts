/** Deadlines in sweeps. */

import { describe, expect, test } from "bun:test";
import { lingerMs, sweepMs } from "../../src/core/limits.ts";
import { patience } from "../../src/core/patience.ts";

describe("patience()", () => {
  test.each([1, 99, 100, 101, 250, 1_000, 60_000, 86_400_000])(
    "is never early and at most a sweep late, for %i ms",
    (ms) => {
      const { keepAliveSweeps, idleSweeps } = patience(ms, ms);
      expect(keepAliveSweeps).toBe(idleSweeps);
      // The first sweep may come right after the last byte: then one interval less has passed than sweeps.
      expect((keepAliveSweeps - 1) * sweepMs).toBeGreaterThanOrEqual(ms);
      expect((keepAliveSweeps - 1) * sweepMs).toBeLessThan(ms + sweepMs);
    },
  );

  test("keeps the two deadlines apart, and has its own for lingering", () => {
    const { keepAliveSweeps, idleSweeps, lingerSweeps } = patience(1_000, 5_000);
    expect([keepAliveSweeps, idleSweeps]).toEqual([11, 51]);
    expect(lingerSweeps).toBe(Math.ceil(lingerMs / sweepMs) + 1);
  });

  test("asks for one reply only where the keep-alive time is 0", () => {
    expect(patience(0, 1_000).oneReply).toBe(true);
    expect(patience(1, 1_000).oneReply).toBe(false);
  });
});
