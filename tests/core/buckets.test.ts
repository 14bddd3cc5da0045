/** Token buckets: exact to the token, and no flood of sources makes them forget who is over its rate. */

import { describe, expect, test } from "bun:test";
import fc from "fast-check";
import { Buckets } from "../../src/core/buckets.ts";
import { ratePlaces } from "../../src/core/limits.ts";

/** The obvious bucket, in thousandths of a token: filled a millisecond at a time. */
class PlainBucket {
  #level: number;
  #atMs: number;

  constructor(
    readonly perSecond: number,
    readonly burst: number,
  ) {
    this.#level = burst * 1_000;
    this.#atMs = 0;
  }

  take(tokens: number, nowMs: number): boolean {
    for (; this.#atMs < nowMs; this.#atMs++) this.#level = Math.min(this.burst * 1_000, this.#level + this.perSecond);
    const cost = Math.min(tokens, this.burst) * 1_000;
    if (cost > this.#level) return false;
    this.#level -= cost;
    return true;
  }
}

const asks = fc.array(fc.tuple(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 1, max: 12 })), { maxLength: 200 });

describe("Buckets.take()", () => {
  test("says what the obvious bucket says, at any rate and however often it is asked", () => {
    const rates = fc.tuple(fc.integer({ min: 1, max: 1_000_000 }), fc.integer({ min: 1, max: 30 }));
    fc.assert(
      fc.property(rates, asks, ([perSecond, burst], all) => {
        const buckets = new Buckets({ perSecond, burst });
        const plain = new PlainBucket(perSecond, burst);
        let nowMs = 0;
        for (const [laterMs, tokens] of all) {
          nowMs += laterMs;
          expect(buckets.take(0, tokens, nowMs + 0.9)).toBe(plain.take(tokens, nowMs));
        }
      }),
      { seed: 5 },
    );
  });

  test("gives exactly the burst and then the rate, for a day, at the highest rate too", () => {
    for (const perSecond of [1, 7, 10_000, 1_000_000]) {
      const buckets = new Buckets({ perSecond, burst: perSecond });
      const dayMs = 86_400_000;
      let given = 0;
      for (let token = 0; token < 2 * perSecond; token++) if (buckets.take(0, 1, dayMs)) given++;
      expect(given).toBe(perSecond);
      given = 0;
      for (let token = 0; token < 2 * perSecond; token++) if (buckets.take(0, 1, dayMs + 500)) given++;
      expect(given).toBe(Math.floor(perSecond / 2));
    }
  });

  test("gives a full bucket's all for what is larger than a bucket, and then nothing until it is full again", () => {
    const buckets = new Buckets({ perSecond: 10, burst: 10 });
    expect(buckets.take(0, 44, 0)).toBe(true);
    expect(buckets.take(0, 44, 999)).toBe(false);
    expect(buckets.take(0, 44, 1_000)).toBe(true);
  });
});

describe("Buckets.place()", () => {
  test("finds a source again, whatever its name and the seed are", () => {
    const word = fc.integer({ min: 0, max: 0xffff_ffff });
    fc.assert(
      fc.property(word, word, word, (high, low, seed) => {
        const buckets = new Buckets({ perSecond: 1, burst: 1 }, 64, seed);
        expect(buckets.take(buckets.place(high, low), 1, 0)).toBe(true);
        expect(buckets.take(buckets.place(high, low), 1, 0)).toBe(false);
      }),
      { seed: 5, numRuns: 1_000 },
    );
  });

  test("forgets no source that is over its rate, though a million others are seen once", () => {
    const buckets = new Buckets({ perSecond: 100, burst: 100 }, ratePlaces, 1);
    const heavy = Array.from({ length: 50 }, (_, number) => [0xffff_ffff, number] as const);
    for (const [high, low] of heavy) while (buckets.take(buckets.place(high, low), 1, 0)) {}
    for (let other = 0; other < 1_000_000; other++) buckets.take(buckets.place(other, 7), 1, other % 300);
    let given = 0;
    for (const [high, low] of heavy) while (buckets.take(buckets.place(high, low), 1, 300)) given++;
    // What their rate gave them in the meantime, and not a bucket more.
    expect(given).toBe(heavy.length * 30);
  });

  test("gives a newcomer a full bucket, though every place is taken by one that is empty", () => {
    const buckets = new Buckets({ perSecond: 1, burst: 5 }, 64, 1);
    for (let source = 0; source < 10_000; source++) while (buckets.take(buckets.place(source, 0), 1, 0)) {}
    let given = 0;
    while (buckets.take(buckets.place(1, 1), 1, 0)) given++;
    expect(given).toBe(5);
  });
});
