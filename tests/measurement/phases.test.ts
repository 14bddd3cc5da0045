/** The phases of a series, by the clock of a test. */

import { describe, expect, test } from "bun:test";
import { maxWarmupMs } from "../../src/core/limits.ts";
import { Phases } from "../../src/measurement/phases.ts";
import { accountFor } from "./fake-carrier.ts";

/** How many sentences an open loop may send that begins then. */
function sentIn(durationMs: number, intervalMs: number, startedMs: number): number {
  const account = accountFor({ intervalMs }, startedMs);
  const phases = new Phases(account, { count: null, durationMs, warmup: 0 });
  for (let n = 0; ; n++) {
    const dueMs = startedMs + n * intervalMs;
    if (!phases.maySend(dueMs, () => {})) return n;
    account.sent(dueMs, dueMs);
  }
}

describe("Phases.maySend()", () => {
  test("lets exactly as many sentences be due as the duration has intervals, whatever fractions round to", () => {
    for (const startedMs of [0, 0.1, 1_234.567_891, 98_765_432.109_876]) {
      for (const intervalMs of [0.001, 0.1, 0.3, 0.7, 1.1, 3.3, 7, 16.667]) {
        for (const intervals of [1, 2, 3, 7, 10, 99, 100]) {
          expect([startedMs, intervalMs, sentIn(intervals * intervalMs, intervalMs, startedMs)]).toEqual([
            startedMs,
            intervalMs,
            intervals,
          ]);
        }
      }
    }
  });

  test("lets one more be sent for a part of an interval", () => {
    expect([sentIn(10.5, 1, 5), sentIn(0.5, 1, 5)]).toEqual([11, 1]);
  });

  test("ends the warm-up after so many sentences, and marks it once, between the two", () => {
    const account = accountFor({});
    const phases = new Phases(account, { count: 2, durationMs: null, warmup: 2 });
    const events: string[] = [];
    for (let n = 0; phases.maySend(n, () => events.push("mark")); n++) {
      events.push(account.ledger.isCounted(account.sent(n, n)) ? "counted" : "warm-up");
    }
    expect(events).toEqual(["warm-up", "warm-up", "mark", "counted", "counted"]);
    expect(phases.current).toBe("draining");
    expect(phases.maySend(99, () => events.push("mark"))).toBe(false);
  });

  test("ends the warm-up when it has lasted long enough, but not before a reply", () => {
    const account = accountFor({}, 0);
    const phases = new Phases(account, { count: 2, durationMs: null, warmup: 1_000 });
    expect(phases.maySend(0, () => {})).toBe(true);
    account.sent(0, 0);
    expect(phases.maySend(maxWarmupMs * 2, () => {})).toBe(true);
    expect(phases.current).toBe("warmup");
    account.received(account.sentences.expected(0), maxWarmupMs * 2);
    phases.maySend(maxWarmupMs * 2, () => {});
    expect([phases.current, account.ledger.firstCounted]).toEqual(["counting", 1]);
  });
});
