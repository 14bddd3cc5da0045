/** Timers of a process that was busy, and long ones. */

import { describe, expect, test } from "bun:test";
import { maxDeadlineMs } from "../../src/core/limits.ts";

/** Keeps the event loop from running, as a flood of datagrams does. */
function block(ms: number): void {
  const endMs = performance.now() + ms;
  while (performance.now() < endMs);
}

describe("setInterval()", () => {
  // tcp-server.ts, sweeping; patience.ts: each call is a sweep, and a connection pays for no sweep that was missed.
  test("does not make up for what it missed while the loop was blocked", async () => {
    const intervalMs = 20;
    const firedMs: number[] = [];
    const { promise: enough, resolve } = Promise.withResolvers<void>();
    const timer = setInterval(() => {
      firedMs.push(performance.now());
      if (firedMs.length === 1) block(15 * intervalMs);
      if (firedMs.length === 6) resolve();
    }, intervalMs);
    await enough;
    clearInterval(timer);
    // Four whole intervals lie between the calls after the block. A burst would have made all of them within one.
    const [, second = 0] = firedMs;
    expect((firedMs.at(-1) ?? 0) - second).toBeGreaterThan(2 * intervalMs);
  });

  // tcp-client.ts, ask(): the longest of all deadlines is the interval of a watch that has nothing to watch.
  test("waits for the longest deadline that an option can set: it does not overflow", async () => {
    const fired: string[] = [];
    const longest = setInterval(() => fired.push("longest"), maxDeadlineMs);
    await new Promise<void>((resolve) => setTimeout(resolve, 1));
    clearInterval(longest);
    expect(fired).toEqual([]);
  });
});

describe("setTimeout()", () => {
  // connect.ts: `timeout` is what the timer resolves with.
  test("hands its further arguments on", async () => {
    expect(await new Promise((resolve) => setTimeout(resolve, 1, "timeout"))).toBe("timeout");
  });
});
