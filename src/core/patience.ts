/** The deadlines of a TCP server's connections, counted in sweeps over all of them: no timer and no clock for each. */

import { defaultKeepAliveMs, defaultMinRate, lingerMs, sweepMs } from "./limits.ts";
import type { TcpServerOptions } from "./server.ts";

export interface Patience {
  /** Close after the first reply, as the textbook does: `--keep-alive 0`. */
  readonly oneReply: boolean;
  readonly keepAliveSweeps: number;
  readonly idleSweeps: number;
  readonly lingerSweeps: number;
  /** What an answered connection has to move in each {@link idleSweeps}, in bytes, sent and taken together. */
  readonly leastBytes: number;
  /** Infinite where it may last as long as it likes. */
  readonly lifetimeSweeps: number;
}

type Deadlines = Pick<TcpServerOptions, "keepAliveMs" | "idleTimeoutMs" | "minRate" | "maxLifetimeMs">;

export function patience({ keepAliveMs, idleTimeoutMs, minRate, maxLifetimeMs = 0 }: Deadlines): Patience {
  // Who allows longer silences than usual means people who type, and wants none of them let go for being slow.
  const rate = minRate ?? (keepAliveMs > defaultKeepAliveMs ? 0 : defaultMinRate);
  return {
    oneReply: keepAliveMs === 0,
    keepAliveSweeps: sweeps(keepAliveMs),
    idleSweeps: sweeps(idleTimeoutMs),
    lingerSweeps: sweeps(lingerMs),
    leastBytes: (rate * idleTimeoutMs) / 1_000,
    lifetimeSweeps: maxLifetimeMs === 0 ? Number.POSITIVE_INFINITY : sweeps(maxLifetimeMs),
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
