/** How long a worker waits for its next start. */

import { describe, expect, test } from "bun:test";
import { firstRestartWaitMs, longestRestartWaitMs, steadyWorkerMs } from "../../src/core/limits.ts";
import { Restarts } from "../../src/core/restarts.ts";

describe("Restarts", () => {
  test("lets the first one start at once, and each further one twice as late, up to a bound", () => {
    const restarts = new Restarts();
    const waits = Array.from({ length: 12 }, () => restarts.waitMs(0));
    expect(waits.slice(0, 4)).toEqual([0, firstRestartWaitMs, 2 * firstRestartWaitMs, 4 * firstRestartWaitMs]);
    expect(waits.slice(-2)).toEqual([longestRestartWaitMs, longestRestartWaitMs]);
  });

  test("lets one that always ends start no more than a few times a minute", () => {
    const restarts = new Restarts();
    let starts = 0;
    for (let nowMs = 0; nowMs < 60_000; nowMs += restarts.waitMs(0)) starts++;
    expect(starts).toBeLessThan(15);
  });

  test("begins anew after one that lived long", () => {
    const restarts = new Restarts();
    for (let number = 0; number < 5; number++) restarts.waitMs(steadyWorkerMs - 1);
    expect(restarts.waitMs(steadyWorkerMs)).toBe(0);
    expect(restarts.waitMs(0)).toBe(firstRestartWaitMs);
  });
});
