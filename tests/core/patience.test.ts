/** Deadlines in sweeps. */

import { describe, expect, test } from "bun:test";
import { defaultMinRate, lingerMs, sweepMs } from "../../src/core/limits.ts";
import { patience } from "../../src/core/patience.ts";

const deadlines = { keepAliveMs: 1_000, idleTimeoutMs: 60_000 };

describe("patience()", () => {
  test.each([1, 99, 100, 101, 250, 1_000, 60_000, 86_400_000])(
    "is never early and at most a sweep late, for %i ms",
    (ms) => {
      const { keepAliveSweeps, idleSweeps } = patience({ keepAliveMs: ms, idleTimeoutMs: ms });
      expect(keepAliveSweeps).toBe(idleSweeps);
      // The first sweep may come right after the last byte: then one interval less has passed than sweeps.
      expect((keepAliveSweeps - 1) * sweepMs).toBeGreaterThanOrEqual(ms);
      expect((keepAliveSweeps - 1) * sweepMs).toBeLessThan(ms + sweepMs);
    },
  );

  test("keeps the two deadlines apart, and has its own for lingering", () => {
    const { keepAliveSweeps, idleSweeps, lingerSweeps } = patience({ keepAliveMs: 1_000, idleTimeoutMs: 5_000 });
    expect([keepAliveSweeps, idleSweeps]).toEqual([11, 51]);
    expect(lingerSweeps).toBe(Math.ceil(lingerMs / sweepMs) + 1);
  });

  test("asks for one reply only where the keep-alive time is 0", () => {
    expect(patience({ ...deadlines, keepAliveMs: 0 }).oneReply).toBe(true);
    expect(patience({ ...deadlines, keepAliveMs: 1 }).oneReply).toBe(false);
  });

  test("asks for a minimum rate by default, except where a longer keep-alive time allows silence", () => {
    expect(patience(deadlines).leastBytes).toBe(defaultMinRate * 60);
    expect(patience({ ...deadlines, keepAliveMs: 0 }).leastBytes).toBe(defaultMinRate * 60);
    expect(patience({ ...deadlines, keepAliveMs: 1_001 }).leastBytes).toBe(0);
    expect(patience({ ...deadlines, keepAliveMs: 1_001, minRate: 50 }).leastBytes).toBe(3_000);
    expect(patience({ ...deadlines, minRate: 0 }).leastBytes).toBe(0);
  });

  test("lets a connection last for ever, where no lifetime is set", () => {
    expect(patience(deadlines).lifetimeSweeps).toBe(Number.POSITIVE_INFINITY);
    expect(patience({ ...deadlines, maxLifetimeMs: 0 }).lifetimeSweeps).toBe(Number.POSITIVE_INFINITY);
    expect(patience({ ...deadlines, maxLifetimeMs: 5_000 }).lifetimeSweeps).toBe(51);
  });
});
