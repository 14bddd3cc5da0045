/** The statistics of one series: jitter by its formula, and what is kept to be drawn. */

import { describe, expect, test } from "bun:test";
import { Statistics } from "../../src/measurement/statistics.ts";

function statisticsOf(answered: readonly (readonly [sequence: number, exchangeMs: number])[]): Statistics {
  const statistics = new Statistics();
  for (const [sequence, exchangeMs] of answered) statistics.answered(sequence, sequence * 10, exchangeMs);
  return statistics;
}

describe("Statistics.figures().jitterMs", () => {
  test("is the mean of the differences between consecutive sentences, without their signs", () => {
    // |3-1| = 2, |2-3| = 1, |6-2| = 4
    const { jitterMs } = statisticsOf([
      [0, 1],
      [1, 3],
      [2, 2],
      [3, 6],
    ]).figures();
    expect(jitterMs).toBe(7 / 3);
  });

  test("begins at any number", () => {
    const { jitterMs } = statisticsOf([
      [100, 1],
      [101, 4],
    ]).figures();
    expect(jitterMs).toBe(3);
  });

  test("leaves out a pair of which one was not answered", () => {
    const { jitterMs } = statisticsOf([
      [0, 1],
      [1, 3],
      [3, 10],
      [4, 11],
    ]).figures();
    expect(jitterMs).toBe((2 + 1) / 2);
  });

  test("is of the numbers, in whatever order they were answered", () => {
    const times = [5, 1, 4, 2, 9, 7, 7.5, 3];
    const pairs = times.slice(1).map((ms, i) => Math.abs(ms - (times[i] as number)));
    const mean = pairs.reduce((sum, ms) => sum + ms, 0) / pairs.length;
    for (const order of [
      [0, 1, 2, 3, 4, 5, 6, 7],
      [7, 6, 5, 4, 3, 2, 1, 0],
      [1, 0, 3, 2, 5, 4, 7, 6],
      [4, 0, 2, 6, 1, 7, 3, 5],
    ]) {
      const { jitterMs } = statisticsOf(order.map((i) => [i, times[i] as number] as const)).figures();
      expect(jitterMs).toBeCloseTo(mean, 9);
    }
  });

  test("is null where there is no pair", () => {
    expect(new Statistics().figures().jitterMs).toBeNull();
    expect(statisticsOf([[0, 5]]).figures().jitterMs).toBeNull();
    expect(
      statisticsOf([
        [0, 5],
        [2, 6],
      ]).figures().jitterMs,
    ).toBeNull();
  });
});

describe("Statistics.figures()", () => {
  test("draws what was answered and what was not, and times only what was", () => {
    const statistics = statisticsOf([
      [0, 1],
      [2, 3],
    ]);
    statistics.unanswered(1, 10);
    const { exchangeMs, samples, sampleEvery, histogram, connectMs, sendDelayMs } = statistics.figures();
    expect(exchangeMs?.n).toBe(2);
    expect(samples.map((sample) => sample.exchangeMs)).toEqual([1, null, 3]);
    expect([sampleEvery, connectMs, sendDelayMs]).toEqual([1, null, null]);
    expect(histogram.reduce((sum, { count }) => sum + count, 0)).toBe(2);
  });

  test("is not touched by a reset of the interim times", () => {
    const statistics = statisticsOf([
      [0, 1],
      [1, 2],
    ]);
    statistics.interim.reset();
    statistics.answered(2, 20, 4);
    expect(statistics.interim.summary()?.n).toBe(1);
    expect(statistics.figures().exchangeMs?.n).toBe(3);
  });
});
