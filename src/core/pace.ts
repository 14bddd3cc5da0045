/** Keeps printing from being the work: so many a second, and the rest as a number. The clock is the caller's. */

import { maxLinesPerSecond, noticeIntervalMs } from "./limits.ts";

/** Lets a bounded number of lines through in each second and counts the others. */
export class LinePace {
  readonly #mostPerSecond: number;
  #secondStartMs = Number.NEGATIVE_INFINITY;
  #printed = 0;
  #skipped = 0;

  constructor(mostPerSecond = maxLinesPerSecond) {
    this.#mostPerSecond = mostPerSecond;
  }

  /** Tells whether one more may be printed now; counts it where it may not. */
  allows(): boolean {
    if (this.#printed < this.#mostPerSecond) {
      this.#printed++;
      return true;
    }
    this.#skipped++;
    return false;
  }

  /** Counts lines that were not printed for another reason. */
  skip(lines: number): void {
    this.#skipped += lines;
  }

  /** Begins another second where the last one is over. Returns how many lines were skipped in it: 0 is not worth a word. */
  turn(nowMs: number): number {
    if (nowMs - this.#secondStartMs < 1_000) return 0;
    const skipped = this.#skipped;
    this.#secondStartMs = nowMs;
    this.#printed = 0;
    this.#skipped = 0;
    return skipped;
  }
}

/** Tells of each kind of thing at once, and again once a second at most, with how many there were since. */
export class NoticePace<Kind> {
  readonly #kinds = new Map<Kind, { toldMs: number; count: number }>();

  /** Counts one, or more. Returns how many to tell of now; 0: be silent, {@link due} will have it. */
  add(kind: Kind, nowMs: number, count = 1): number {
    const seen = this.#kinds.get(kind) ?? { toldMs: Number.NEGATIVE_INFINITY, count: 0 };
    this.#kinds.set(kind, seen);
    seen.count += count;
    return tell(seen, nowMs);
  }

  /** What was counted silently, and may be told by now. */
  *due(nowMs: number): Generator<[Kind, number]> {
    for (const [kind, seen] of this.#kinds) {
      const count = seen.count === 0 ? 0 : tell(seen, nowMs);
      if (count > 0) yield [kind, count];
    }
  }
}

function tell(seen: { toldMs: number; count: number }, nowMs: number): number {
  if (nowMs - seen.toldMs < noticeIntervalMs) return 0;
  const { count } = seen;
  seen.toldMs = nowMs;
  seen.count = 0;
  return count;
}
