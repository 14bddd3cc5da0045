/** What plots are made of: ticks, thinned samples, and the curve of a distribution. */

import { describe, expect, test } from "bun:test";
import fc from "fast-check";
import { formatTick, rangeOf, ticksOf } from "../../src/comparison/plot-axis.ts";
import { cumulative } from "../../src/comparison/plot-distribution.ts";
import { predictedTcpMs } from "../../src/comparison/plot-first-answer.ts";
import { thinned } from "../../src/comparison/plot-times.ts";
import type { Sample, Summary } from "../../src/measurement/record.ts";
import { lossy } from "./sample-lossy.ts";
import { loopback } from "./sample-reports.ts";
import { seriesOf } from "./sample-series.ts";

describe("predictedTcpMs()", () => {
  test("is UDP's time as often as TCP crosses the path more", () => {
    const first = (predictedRoundTrips: number) => ({ predictedRoundTrips, measuredMs: null, connectMs: null });
    expect(predictedTcpMs(20.5, first(1), first(2))).toBe(41);
  });
});

describe("rangeOf()", () => {
  test("is a little wider than the times, in proportion, and at least a quarter wide", () => {
    const { low, high } = rangeOf([1, 100, 10]) as NonNullable<ReturnType<typeof rangeOf>>;
    expect([low * high, low < 0.9, low > 0.7]).toEqual([expect.closeTo(100), true, true]);
    const narrow = rangeOf([20, 20.1]) as NonNullable<ReturnType<typeof rangeOf>>;
    expect(narrow.high / narrow.low).toBeCloseTo(1.25);
  });

  test("leaves out what no logarithm has, and is null for nothing", () => {
    expect(rangeOf([])).toBeNull();
    expect(rangeOf([0])).toBeNull();
    expect(rangeOf([0, 5])).toEqual(rangeOf([5]));
  });
});

describe("ticksOf()", () => {
  test.each([
    [{ low: 0.02, high: 0.5 }, 7, [0.02, 0.05, 0.1, 0.2, 0.5]],
    [{ low: 15, high: 4_000 }, 3, [100, 1_000]],
    [{ low: 19, high: 24 }, 6, [19, 20, 21, 22, 23, 24]],
    [{ low: 0.0005, high: 200_000 }, 4, [0.001, 1, 1_000]],
  ])("stands at round numbers within %j, at most %d", (range, most, expected) => {
    expect(ticksOf(range, most).map(formatTick)).toEqual(expected.map(formatTick));
  });

  test("gives two ticks or more, in order, within the range, for any times", () => {
    const time = fc.double({ min: 0.001, max: 600_000, noNaN: true });
    fc.assert(
      fc.property(fc.array(time, { minLength: 1 }), fc.integer({ min: 4, max: 7 }), (times, most) => {
        const range = rangeOf(times) as NonNullable<ReturnType<typeof rangeOf>>;
        const ticks = ticksOf(range, most);
        expect(ticks.length).toBeGreaterThanOrEqual(2);
        expect(ticks.length).toBeLessThanOrEqual(most);
        expect(ticks).toEqual(ticks.toSorted((a, b) => a - b));
        for (const tick of ticks) expect(tick >= range.low && tick <= range.high).toBe(true);
      }),
    );
  });
});

describe("formatTick()", () => {
  test("writes what people read, with a minus that is one", () => {
    expect([0.05, 0.1 * 3, 8_192, 1_000_000, -0.0003, 0].map(formatTick)).toEqual([
      ...["0.05", "0.3", "8,192", "1,000,000", "−0.0003", "0"],
    ]);
  });
});

describe("thinned()", () => {
  const sample = (sequence: number, exchangeMs: number | null): Sample => ({ sequence, atMs: sequence, exchangeMs });

  test("keeps every sample where there are few", () => {
    const samples = [sample(0, 3), sample(1, null), sample(2, 1)];
    const { answered, unanswered } = thinned(samples, 500);
    expect(answered).toEqual([sample(0, 3), sample(2, 1)]);
    expect(unanswered).toEqual([sample(1, null)]);
  });

  test("loses neither the quickest nor the slowest nor a silence, however many there are", () => {
    const outcome = fc.oneof(fc.constant(null), fc.double({ min: 0.001, max: 1_000, noNaN: true }));
    fc.assert(
      fc.property(fc.array(outcome, { minLength: 1, maxLength: 300 }), (outcomes) => {
        const samples = outcomes.map((exchangeMs, i) => sample(i, exchangeMs));
        const { answered, unanswered } = thinned(samples, 20);
        const times = outcomes.filter((ms) => ms !== null);
        const kept = answered.map(({ exchangeMs }) => exchangeMs as number);
        expect(answered.length).toBeLessThanOrEqual(20);
        expect(unanswered.length > 0).toBe(outcomes.includes(null));
        if (times.length > 0)
          expect([Math.min(...kept), Math.max(...kept)]).toEqual([Math.min(...times), Math.max(...times)]);
      }),
    );
  });
});

describe("cumulative()", () => {
  test("goes from the quickest to the slowest, and never down", () => {
    for (const series of [...loopback.series, ...lossy.series]) {
      const points = cumulative(series);
      expect(points.at(0)).toEqual({ ms: series.exchangeMs?.minMs as number, share: 0 });
      expect(points.at(-1)?.ms).toBe(series.exchangeMs?.maxMs as number);
      for (const of of ["ms", "share"] as const) {
        const values = points.map((point) => point[of]);
        expect(values).toEqual(values.toSorted((a, b) => a - b));
      }
    }
  });

  test("ends at the share that was answered in time: the rest is missing from the curve", () => {
    const series = seriesOf("datagrams", [1, null, 2, null, null]);
    expect(cumulative(series).at(-1)?.share).toBeCloseTo(0.4);
    expect(cumulative(seriesOf("datagrams", [1, 2])).at(-1)?.share).toBe(1);
  });

  test("never goes back where its samples are slower than the percentiles of all", () => {
    const series = seriesOf("datagrams", [1, 2, 30]);
    const summary = { ...(series.exchangeMs as Summary), p99Ms: 20, p999Ms: 25 };
    const times = cumulative({ ...series, exchangeMs: summary }).map(({ ms }) => ms);
    expect(times.slice(-4)).toEqual([30, 30, 30, 30]);
  });

  test("is half way up at the median", () => {
    const series = seriesOf(
      "datagrams",
      Array.from({ length: 200 }, (_, i) => i + 1),
    );
    const half = cumulative(series).find(({ share }) => share >= 0.5);
    expect(half?.ms).toBe(101);
  });

  test("is nothing where nothing was answered", () => {
    expect(cumulative(seriesOf("datagrams", [null, null]))).toEqual([]);
  });
});
