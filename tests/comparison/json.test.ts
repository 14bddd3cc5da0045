/** The record as JSON: the same values in a fixed order, in sensible digits, safe to look at. */

import { describe, expect, test } from "bun:test";
import { reportJson } from "../../src/comparison/json.ts";
import { unsafeCharacters } from "../../src/core/visible.ts";
import { hostile, wrongService } from "./sample-odd-reports.ts";
import { loopback } from "./sample-reports.ts";
import { samples } from "./samples.ts";

/** The same record with the fields of every object the other way round. */
function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([name, of]) => [name, reversed(of)]),
  );
}

/** Every value with the path to it. */
function leavesOf(value: unknown, path = ""): [string, unknown][] {
  if (typeof value !== "object" || value === null) return [[path, value]];
  return Object.entries(value).flatMap(([name, of]) => leavesOf(of, `${path}/${name}`));
}

describe("reportJson()", () => {
  test.each(Object.entries(samples))("loses nothing of %s but digits", (_, report) => {
    const written = new Map(leavesOf(JSON.parse(reportJson(report))));
    const leaves = leavesOf(report);
    expect(written.size).toBe(leaves.length);
    for (const [path, value] of leaves) {
      const found = written.get(path);
      if (typeof value !== "number" || Number.isInteger(value)) expect([path, found]).toEqual([path, value]);
      else
        expect(Math.abs((found as number) - value), path).toBeLessThanOrEqual(/PerSecond$/.test(path) ? 0.05 : 0.00005);
    }
  });

  test.each(Object.entries(samples))("writes %s in the same order, however it was made", (_, report) => {
    expect(reportJson(reversed(report) as typeof report)).toBe(reportJson(report));
  });

  test("begins with what a reader needs to know first", () => {
    expect(reportJson(loopback)).toStartWith('{"format":"tcp-udp-side-by-side","version":1,"kind":"comparison",');
    expect(Object.keys(JSON.parse(reportJson(loopback)))).toEqual([
      ...["format", "version", "kind", "conditions", "plan", "series", "comparison", "end"],
    ]);
  });

  test("writes times to 0.0001 ms and rates to 0.1, counts whole, and what is not known as null", () => {
    const [first, ...others] = loopback.series;
    if (first?.exchangeMs === null || first === undefined) throw new TypeError("the sample has times");
    const exchangeMs = { ...first.exchangeMs, medianMs: 0.041_249_99, maxMs: 1_234.567_891_2 };
    const series = { ...first, exchangeMs, jitterMs: null, sentencesPerSecond: 24_158.678 };
    const written = JSON.parse(reportJson({ ...loopback, series: [series, ...others] })).series[0];
    expect(written.exchangeMs).toMatchObject({ n: 1_000, medianMs: 0.0412, maxMs: 1_234.5679 });
    expect(written).toMatchObject({ jitterMs: null, connectMs: null, sentencesPerSecond: 24_158.7 });
  });

  test("is one line that no terminal acts on, and that means what was received", () => {
    const json = reportJson(wrongService);
    expect(json).not.toMatch(unsafeCharacters);
    expect(JSON.parse(json).end.got).toBe(hostile);
  });
});
