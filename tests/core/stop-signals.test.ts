/** Signals that ask a program to end, by the time at which they come. */

import { expect, test } from "bun:test";
import { sameSignalMs } from "../../src/core/limits.ts";
import { StopSignals } from "../../src/core/stop-signals.ts";

test.each([
  [[7], ["stop"]],
  [
    [7, 7, 7.1, 7 + sameSignalMs - 1],
    ["stop", "same", "same", "same"],
  ],
  [
    [7, 7 + sameSignalMs],
    ["stop", "now"],
  ],
  // What counts is the first one: who goes on pressing is not put off for ever.
  [
    [0, sameSignalMs / 2, sameSignalMs],
    ["stop", "same", "now"],
  ],
])("StopSignals.take() of signals at %p ms: %p", (times, meanings) => {
  const signals = new StopSignals();
  expect(times.map((ms) => signals.take(ms) as string)).toEqual(meanings);
});
