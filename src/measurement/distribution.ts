/** Times, collected in memory that does not grow: their statistics, and a histogram to draw. */

import { createHistogram } from "node:perf_hooks";
import { maxMeasuredMs } from "../core/limits.ts";
import type { Bin, Summary } from "./record.ts";

const nsPerMs = 1_000_000;
/** Bars for each doubling of time: a bar is 19 % wide. */
const binsPerDoubling = 4;

export class Distribution {
  readonly #histogram = createHistogram({ lowest: 1, highest: maxMeasuredMs * nsPerMs, figures: 3 });
  readonly #bins: number[] = [];
  #n = 0;
  #sumMs = 0;
  #minMs = Number.POSITIVE_INFINITY;
  #maxMs = 0;

  add(ms: number): void {
    const ns = Math.max(1, Math.round(ms * nsPerMs));
    this.#histogram.record(Math.min(ns, maxMeasuredMs * nsPerMs));
    const bin = Math.floor(Math.log2(ns) * binsPerDoubling);
    this.#bins[bin] = (this.#bins[bin] ?? 0) + 1;
    this.#n++;
    this.#sumMs += ms;
    if (ms < this.#minMs) this.#minMs = ms;
    if (ms > this.#maxMs) this.#maxMs = ms;
  }

  get n(): number {
    return this.#n;
  }

  /** Null where nothing was added: nothing has no median. */
  summary(): Summary | null {
    if (this.#n === 0) return null;
    return {
      n: this.#n,
      minMs: this.#minMs,
      medianMs: this.#percentile(50),
      meanMs: this.#sumMs / this.#n,
      p90Ms: this.#percentile(90),
      p95Ms: this.#percentile(95),
      p99Ms: this.#percentile(99),
      p999Ms: this.#percentile(99.9),
      maxMs: this.#maxMs,
    };
  }

  /** The bars that hold anything, from the shortest time to the longest, with the empty ones between them. */
  bins(): Bin[] {
    const bins: Bin[] = [];
    for (let bin = this.#bins.findIndex((count) => count > 0); bin >= 0 && bin < this.#bins.length; bin++) {
      const from = 2 ** (bin / binsPerDoubling);
      const to = 2 ** ((bin + 1) / binsPerDoubling);
      bins.push({ fromMs: from / nsPerMs, toMs: to / nsPerMs, count: this.#bins[bin] ?? 0 });
    }
    return bins;
  }

  reset(): void {
    this.#histogram.reset();
    this.#bins.length = 0;
    this.#n = 0;
    this.#sumMs = 0;
    this.#minMs = Number.POSITIVE_INFINITY;
    this.#maxMs = 0;
  }

  /**
   * The nearest rank: the shortest time that so many percent do not exceed. The histogram rounds the rank, so it is asked
   * for the right one; and it rounds times to three digits, but no percentile lies outside of what was seen.
   */
  #percentile(percent: number): number {
    const rank = Math.ceil((Math.round(percent * 10) * this.#n) / 1_000);
    const ms = this.#histogram.percentile((rank / this.#n) * 100) / nsPerMs;
    return Math.min(Math.max(ms, this.#minMs), this.#maxMs);
  }
}
