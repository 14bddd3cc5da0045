/** When a worker that has ended is started again: at once, but later and later where it keeps ending. */

import { firstRestartWaitMs, longestRestartWaitMs, steadyWorkerMs } from "./limits.ts";

export class Restarts {
  #nextWaitMs = 0;

  /** Tells how long to wait before the next start of a worker that had lived for so long. */
  waitMs(livedMs: number): number {
    if (livedMs >= steadyWorkerMs) this.#nextWaitMs = 0;
    const waitMs = this.#nextWaitMs;
    this.#nextWaitMs = Math.min(longestRestartWaitMs, Math.max(firstRestartWaitMs, 2 * waitMs));
    return waitMs;
  }
}
