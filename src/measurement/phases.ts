/** The phases of a series: the warm-up, what counts, and the wait for the last replies. */

import { maxWarmupMs } from "../core/limits.ts";
import type { Account } from "./account.ts";

/** How much is to be sent: where both count and duration are given, whichever is first. */
export interface Extent {
  readonly count: number | null;
  readonly durationMs: number | null;
  readonly warmup: number;
}

/** Half a nanosecond, in milliseconds: sums of fractions are off by less, and no clock is as exact. */
const roundingMs = 0.0000005;

export class Phases {
  current: "warmup" | "counting" | "draining" | "over" = "warmup";
  /** When the first sentence is due. */
  startedMs = 0;
  readonly #account: Account;
  readonly #extent: Extent;

  constructor(account: Account, extent: Extent) {
    this.#account = account;
    this.#extent = extent;
  }

  /**
   * Tells whether one more is to be sent now; goes on from the warm-up to what counts, and from there to the end.
   *
   * @param mark Called between the two: the warm-up is over.
   */
  maySend(nowMs: number, mark: () => void): boolean {
    if (this.current === "warmup" && (this.hasSentAll() || this.#isWarm(nowMs))) this.#beginCounting(nowMs, mark);
    if (this.current !== "counting") return this.current === "warmup";
    const lastedMs = nowMs - this.#account.countingSinceMs + roundingMs;
    if (this.hasSentAll() || lastedMs >= (this.#extent.durationMs ?? Number.POSITIVE_INFINITY))
      this.current = "draining";
    return this.current === "counting";
  }

  /** The warm-up, or the whole, has as many sentences as it is to have. */
  hasSentAll(): boolean {
    return this.left() <= 0;
  }

  /** How many more the warm-up, or the whole, is to have. */
  left(): number {
    const { nextSequence, firstCounted } = this.#account.ledger;
    if (this.current === "warmup") return this.#extent.warmup - nextSequence;
    return (this.#extent.count ?? Number.POSITIVE_INFINITY) - (nextSequence - firstCounted);
  }

  /** The mark takes its time, and that is nobody's exchange time. In an open loop the next sentence is due when it is due. */
  #beginCounting(dueMs: number, mark: () => void): void {
    this.current = "counting";
    mark();
    this.#account.beginCounting(this.#account.plan.intervalMs > 0 ? dueMs : performance.now());
  }

  /** Long enough, on a slow path; but one exchange at least. */
  #isWarm(nowMs: number): boolean {
    return this.#account.replies > 0 && nowMs - this.startedMs >= maxWarmupMs;
  }
}
