/** Statistics of times, against the plain ones: sorted, and the nearest rank taken. */

import { describe, expect, test } from "bun:test";
import fc from "fast-check";
import { maxMeasuredMs } from "../../src/core/limits.ts";
import { Distribution } from "../../src/measurement/distribution.ts";
import { seeded } from "../core/samples.ts";
import { nearestRank } from "./nearest-rank.ts";

function distributionOf(times: readonly number[]): Distribution {
  const distribution = new Distribution();
  for (const ms of times) distribution.add(ms);
  return distribution;
}

/** From a nanosecond to the longest time, each length as likely as another. */
const anyMs = fc
  .double({ min: 0, max: Math.log2(maxMeasuredMs * 1e6), noNaN: true })
  .map((exponent) => Math.min(2 ** exponent / 1e6, maxMeasuredMs));

const percents = { medianMs: 50, p90Ms: 90, p95Ms: 95, p99Ms: 99, p999Ms: 99.9 } as const;

/** The histogram's three digits, and the nanosecond that a time is rounded to. */
function expectNear(given: number, exact: number): void {
  expect(Math.abs(given - exact)).toBeLessThanOrEqual(exact * 0.001 + 1e-6);
}

function expectExact(times: readonly number[]): void {
  const summary = distributionOf(times).summary();
  if (summary === null) throw new Error("there were times");
  expect([summary.n, summary.minMs, summary.maxMs]).toEqual([times.length, Math.min(...times), Math.max(...times)]);
  expect(summary.meanMs).toBeCloseTo(times.reduce((sum, ms) => sum + ms, 0) / times.length, 6);
  for (const [name, percent] of Object.entries(percents)) {
    expectNear(summary[name as keyof typeof percents], nearestRank(times, percent));
  }
}

describe("Distribution.summary()", () => {
  test("is the sorted times' own, percentiles to 0.1 %, for any times", () => {
    fc.assert(
      fc.property(fc.array(anyMs, { minLength: 1, maxLength: 300 }), (times) => expectExact(times)),
      seeded,
    );
  });

  test("takes the nearest rank: of ten times the fifth is the median, and the ninth the 90th percentile", () => {
    const summary = distributionOf([10, 1, 9, 2, 8, 3, 7, 4, 6, 5]).summary();
    expectNear(summary?.medianMs ?? 0, 5);
    expectNear(summary?.p90Ms ?? 0, 9);
    expectNear(summary?.p95Ms ?? 0, 10);
  });

  test("is exact for a long run with a long tail", () => {
    const times = Array.from({ length: 20_000 }, (_, i) => 0.02 + (i % 997) * 0.0001 + (i % 500 === 0 ? i / 100 : 0));
    expectExact(times);
  });

  test("is the one time there is, in every place", () => {
    const ms = 12.345678;
    const summary = distributionOf([ms]).summary();
    expect(summary).toEqual({
      n: 1,
      minMs: ms,
      medianMs: ms,
      meanMs: ms,
      p90Ms: ms,
      p95Ms: ms,
      p99Ms: ms,
      p999Ms: ms,
      maxMs: ms,
    });
  });

  test("is null where there is nothing, and again after a reset", () => {
    const distribution = new Distribution();
    expect([distribution.summary(), distribution.n, distribution.bins()]).toEqual([null, 0, []]);
    distribution.add(5);
    distribution.add(700);
    distribution.reset();
    expect([distribution.summary(), distribution.n, distribution.bins()]).toEqual([null, 0, []]);
    distribution.add(1);
    expect(distribution.summary()?.maxMs).toBe(1);
    expect(distribution.bins().map(({ count }) => count)).toEqual([1]);
  });

  test("keeps a time beyond the longest one in its extremes", () => {
    const summary = distributionOf([1, maxMeasuredMs * 3]).summary();
    expect(summary?.maxMs).toBe(maxMeasuredMs * 3);
    expect(summary?.p99Ms).toBeGreaterThanOrEqual(maxMeasuredMs * 0.999);
  });
});

describe("Distribution.bins()", () => {
  test("hold every time between their edges, side by side, from the first that holds one to the last", () => {
    fc.assert(
      fc.property(fc.array(anyMs, { minLength: 1, maxLength: 100 }), (times) => {
        const bins = distributionOf(times).bins();
        // A time is rounded to a nanosecond first.
        const rounded = times.map((ms) => Math.max(1, Math.round(ms * 1e6)) / 1e6);
        for (const { fromMs, toMs, count } of bins) {
          expect(rounded.filter((ms) => ms >= fromMs && ms < toMs)).toHaveLength(count);
        }
        expect(bins.reduce((sum, { count }) => sum + count, 0)).toBe(times.length);
        for (const [i, bin] of bins.slice(1).entries()) expect(bin.fromMs).toBe(bins[i]?.toMs as number);
        expect([bins[0]?.count, bins.at(-1)?.count]).not.toContain(0);
      }),
      seeded,
    );
  });

  test("put each doubling into four, and its edge into the upper one", () => {
    for (let doubling = 0; doubling < 39; doubling++) {
      const [bin, ...others] = distributionOf([2 ** doubling / 1e6]).bins();
      expect(others).toEqual([]);
      expect(bin?.fromMs).toBe(2 ** doubling / 1e6);
    }
    const quarters = distributionOf([1, 1.2, 1.45, 1.7, 2].map((factor) => (factor * 2 ** 20) / 1e6)).bins();
    expect(quarters.map(({ count }) => count)).toEqual([1, 1, 1, 1, 1]);
  });
});
