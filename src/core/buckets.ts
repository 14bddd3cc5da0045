/**
 * Token buckets for any number of sources in a fixed amount of memory. The clock is the caller's.
 *
 * A bucket holds `burst` tokens and gets `perSecond` back each second. It is kept as one number: when it will be full again
 * (the "theoretical arrival time" of ITU-T I.371, GCRA), counted in thousandths of a token. All of them are whole numbers, so nothing is
 * rounded, and an unused bucket needs no care.
 */

import { mix } from "./source.ts";

/** Places that a source can take. More would find room for more sources; fewer are looked through faster. */
const ways = 4;
/** A bucket is counted in thousandths of a token, so that a whole millisecond brings a whole number of them back. */
const token = 1_000;

export interface BucketSize {
  readonly perSecond: number;
  readonly burst: number;
}

export class Buckets {
  readonly #perMs: number;
  readonly #burst: number;
  readonly #seed: number;
  readonly #rowMask: number;
  readonly #names: Uint32Array;
  readonly #fullAt: Float64Array;

  /** `places` is a power of two, at 16 bytes each. The seed keeps others from knowing which sources share a row. */
  constructor({ perSecond, burst }: BucketSize, places: number = ways, seed = 0) {
    this.#perMs = (perSecond * token) / 1_000;
    this.#burst = burst * token;
    this.#seed = seed;
    this.#rowMask = places / ways - 1;
    this.#names = new Uint32Array(2 * places);
    this.#fullAt = new Float64Array(places);
  }

  /**
   * Finds the place of a source by its name, two numbers of 32 bits. A new one takes the place of whom it costs least to forget:
   * of the four that it may take, the one whose bucket is fullest. So a flood of sources that are seen once pushes out its like,
   * and not the one that is over its rate.
   */
  place(high: number, low: number): number {
    const first = (mix(mix(this.#seed, high), low) & this.#rowMask) * ways;
    let fullest = first;
    for (let place = first; place < first + ways; place++) {
      if (this.#names[2 * place] === high && this.#names[2 * place + 1] === low) return place;
      if ((this.#fullAt[place] as number) < (this.#fullAt[fullest] as number)) fullest = place;
    }
    this.#names[2 * fullest] = high;
    this.#names[2 * fullest + 1] = low;
    this.fill(fullest);
    return fullest;
  }

  /** Takes so many tokens from a bucket, or none and returns false where it has too few. A full one has enough for anything. */
  take(place: number, tokens: number, nowMs: number): boolean {
    const now = Math.floor(nowMs) * this.#perMs;
    const since = Math.max(this.#fullAt[place] as number, now);
    const fullAt = since + Math.min(tokens * token, this.#burst);
    if (fullAt - now > this.#burst) return false;
    this.#fullAt[place] = fullAt;
    return true;
  }

  fill(place: number): void {
    this.#fullAt[place] = 0;
  }
}
