/** Exchanges kept to be drawn: all of a short run, every so-manieth of a long one. */

import { describe, expect, test } from "bun:test";
import { maxSamples } from "../../src/core/limits.ts";
import { Samples } from "../../src/measurement/samples.ts";

function samplesOf(sentences: number, first = 0): Samples {
  const samples = new Samples();
  for (let sequence = first; sequence < first + sentences; sequence++) samples.add(sequence, sequence * 2, 0.5);
  return samples;
}

describe("Samples", () => {
  test("keeps every exchange of a run that is short enough", () => {
    const samples = samplesOf(maxSamples, 100);
    expect(samples.every).toBe(1);
    const list = samples.list();
    expect(list).toHaveLength(maxSamples);
    expect(list[0]).toEqual({ sequence: 100, atMs: 200, exchangeMs: 0.5 });
  });

  test("keeps exactly every second one as soon as there is one more, every fourth after twice as many, and so on", () => {
    for (const [sentences, every] of [
      [maxSamples + 1, 2],
      [2 * maxSamples, 2],
      [2 * maxSamples + 1, 4],
      [1_000_000, 256],
    ] as const) {
      const samples = samplesOf(sentences);
      expect(samples.every).toBe(every);
      const expected = Array.from({ length: Math.ceil(sentences / every) }, (_, i) => i * every);
      expect(samples.list().map(({ sequence }) => sequence)).toEqual(expected);
    }
  });

  test("never keeps more than the limit, whichever numbers come", () => {
    for (const step of [1, 2, 3, 64]) {
      const samples = new Samples();
      for (let i = 0; i < 5 * maxSamples; i++) {
        samples.add(i * step, i, null);
        if (i % 100 === 0 || i === maxSamples) expect(samples.list().length).toBeLessThanOrEqual(maxSamples);
      }
    }
  });

  test("lists them by number, in whatever order they were answered, and those without an answer too", () => {
    const samples = new Samples();
    samples.add(2, 20, 1);
    samples.add(0, 0, null);
    samples.add(1, 10, 3);
    expect(samples.list()).toEqual([
      { sequence: 0, atMs: 0, exchangeMs: null },
      { sequence: 1, atMs: 10, exchangeMs: 3 },
      { sequence: 2, atMs: 20, exchangeMs: 1 },
    ]);
  });
});
