/** Exchanges kept to be drawn: evenly thinned out, so that a long run needs no more memory than a short one. */

import { maxSamples } from "../core/limits.ts";
import type { Sample } from "./record.ts";

export class Samples {
  #kept: Sample[] = [];
  #every = 1;

  /** Every how many sentences one is kept. */
  get every(): number {
    return this.#every;
  }

  add(sequence: number, atMs: number, exchangeMs: number | null): void {
    if (sequence % this.#every !== 0) return;
    this.#kept.push({ sequence, atMs, exchangeMs });
    while (this.#kept.length > maxSamples) {
      this.#every *= 2;
      this.#kept = this.#kept.filter((sample) => sample.sequence % this.#every === 0);
    }
  }

  /** In the order of the sentences' numbers. */
  list(): Sample[] {
    return this.#kept.toSorted((a, b) => a.sequence - b.sequence);
  }
}
