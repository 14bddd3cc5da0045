/** Whether TCP and UDP really differ: the median of paired differences, with an interval that assumes nothing of their shape. */

import { maxPairs } from "../core/limits.ts";
import type { WhyNone } from "../narration/report.ts";
import type { Difference } from "./record.ts";

/** Collects the differences of rounds in which both were answered. */
export class Differences {
  readonly #ms: number[] = [];
  readonly #errorMs: number;

  /** `errorMs`: no smaller difference is believed, however sure the interval is. */
  constructor(errorMs: number) {
    this.#errorMs = errorMs;
  }

  add(tcpMs: number, udpMs: number): void {
    if (this.#ms.length < maxPairs) this.#ms.push(tcpMs - udpMs);
  }

  /** Undefined where there was no pair. */
  result(sentenceBytes: number): Difference | undefined {
    const sorted = Float64Array.from(this.#ms).sort();
    const pairs = sorted.length;
    if (pairs === 0) return undefined;
    const rank = intervalRank(pairs);
    const at = (index: number) => sorted[index] as number;
    // Too few for an interval: all that was seen.
    const lowMs = at(Math.max(rank, 1) - 1);
    const highMs = at(pairs - Math.max(rank, 1));
    const medianMs = (at((pairs - 1) >> 1) + at(pairs >> 1)) / 2;
    const errorMs = this.#errorMs;
    const isSure = rank > 0;
    const verdict =
      isSure && lowMs > errorMs ? "tcp-slower" : isSure && highMs < -errorMs ? "udp-slower" : "none-shown";
    return { sentenceBytes, pairs, medianMs, lowMs, highMs, errorMs, verdict };
  }
}

/**
 * The rank r for which the median lies between the r-th smallest and the r-th largest value with 95 % confidence: the
 * number of values below the median is binomial with p = 1/2 (the sign test's interval; Conover, Practical Nonparametric
 * Statistics, 3.2). 0 where there are too few values for that, up to five.
 */
export function intervalRank(n: number): number {
  if (n > 100) return Math.floor((n - 1.96 * Math.sqrt(n)) / 2);
  let rank = 0;
  let probability = 0.5 ** n; // of exactly `rank` values below
  let below = probability;
  while (2 * below <= 0.05) {
    probability *= (n - rank) / (rank + 1);
    below += probability;
    rank++;
  }
  return rank;
}

/** Why the record names no winner. What is clear of 0 and of the error stands on too few pairs. */
export function whyNone({ lowMs, highMs, errorMs }: Difference): WhyNone {
  if (lowMs <= 0 && highMs >= 0) return "holds-zero";
  return lowMs <= errorMs && highMs >= -errorMs ? "within-error" : "too-few";
}
