/** The deadlines of a TCP server's connections, counted in sweeps over all of them: no timer and no clock for each. */

import { lingerMs, sweepMs } from "./limits.ts";

export interface Patience {
  /** Close after the first reply, as the textbook does: `--keep-alive 0`. */
  readonly oneReply: boolean;
  readonly keepAliveSweeps: number;
  readonly idleSweeps: number;
  readonly lingerSweeps: number;
}

export function patience(keepAliveMs: number, idleTimeoutMs: number): Patience {
  return {
    oneReply: keepAliveMs === 0,
    keepAliveSweeps: sweeps(keepAliveMs),
    idleSweeps: sweeps(idleTimeoutMs),
    lingerSweeps: sweeps(lingerMs),
  };
}

/**
 * Turns a deadline into sweeps. One more than fits, because the first sweep may come right after the last byte: a
 * deadline is met up to one sweep late and never early. Counting sweeps rather than reading a clock also means that
 * time in which this process did not run counts against nobody.
 */
function sweeps(ms: number): number {
  return Math.ceil(ms / sweepMs) + 1;
}
