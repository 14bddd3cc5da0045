/** The histogram in characters: nothing lost on the way from the bins to the bars. */

import { describe, expect, test } from "bun:test";
import fc from "fast-check";
import { drawHistogram, maxHistogramRows, mergeBins } from "../../src/comparison/text-histogram.ts";
import type { Bin } from "../../src/measurement/record.ts";
import { seeded } from "../core/samples.ts";
import { plain } from "./laid-out.ts";

/** Neighbouring bins with these counts, four to each doubling. */
function binsWith(counts: readonly number[]): Bin[] {
  return counts.map((count, index) => ({ fromMs: 2 ** (index / 4), toMs: 2 ** ((index + 1) / 4), count }));
}

function barLength(line: string): number {
  return (line.match(/[█▏▎▍▌▋▊▉]/g) ?? []).length;
}

const anyBins = fc.array(fc.oneof(fc.constant(0), fc.nat(1_000_000)), { maxLength: 120 }).map(binsWith);

describe("mergeBins()", () => {
  test("leaves bins as they are where they are few", () => {
    const bins = binsWith([1, 2, 0, 4]);
    expect(mergeBins(bins)).toEqual(bins);
  });

  test("leaves out what is empty at both ends", () => {
    expect(mergeBins(binsWith([0, 0, 3, 0, 1, 0])).map(({ count }) => count)).toEqual([3, 0, 1]);
    expect(mergeBins(binsWith([0, 0]))).toEqual([]);
    expect(mergeBins([])).toEqual([]);
  });

  test("joins as many bins in each row, and the last hundredth in one", () => {
    const bins = binsWith([...Array<number>(22).fill(45), ...Array<number>(19).fill(0), 10]);
    const rows = mergeBins(bins);
    expect(rows.map(({ count }) => count)).toEqual([...Array<number>(11).fill(90), 10]);
    expect(rows.at(-1)).toEqual({ fromMs: bins[22]?.fromMs as number, toMs: bins[41]?.toMs as number, count: 10 });
  });

  test("keeps every count, in rows without a gap between them, for any bins", () => {
    fc.assert(
      fc.property(anyBins, (bins) => {
        const rows = mergeBins(bins);
        const sum = (all: readonly Bin[]) => all.reduce((total, { count }) => total + count, 0);
        expect(sum(rows)).toBe(sum(bins));
        expect(rows.length).toBeLessThanOrEqual(maxHistogramRows);
        rows.slice(1).forEach(({ fromMs }, index) => {
          expect(fromMs).toBe(rows[index]?.toMs as number);
        });
      }),
      seeded,
    );
  });
});

describe("drawHistogram()", () => {
  test("draws the fullest row over the whole room, the others beside it, and what is little as something", () => {
    const [head = "", full = "", half = "", little = "", none = "", last = ""] = drawHistogram(
      binsWith([4_000, 2_000, 1, 0, 9]),
      plain,
    );
    expect(head).toMatch(/^ +ms +n$/);
    expect(barLength(half)).toBe(Math.ceil(barLength(full) / 2));
    expect(barLength(little)).toBe(1);
    expect(barLength(none)).toBe(0);
    expect(full).toMatch(/^ {2}1\.00 {2}– {2}1\.19 {2}█+ {2}4,000 {2}66\.6 %$/);
    expect(little).toMatch(/ 1 {2}<0\.1 %$/);
    expect(last).toMatch(/ 9 {3}0\.1 %$/);
    expect(Bun.stringWidth(full)).toBe(80);
  });

  test("draws nothing of exchanges too few to have a shape", () => {
    expect(drawHistogram(binsWith([4, 5]), plain)).toEqual([]);
    expect(drawHistogram(binsWith([5, 5]), plain).length).toBe(3);
    expect(drawHistogram([], plain)).toEqual([]);
  });

  test("keeps any bins within the columns", () => {
    fc.assert(
      fc.property(anyBins, fc.integer({ min: 80, max: 200 }), (bins, columns) => {
        for (const line of drawHistogram(bins, { ...plain, columns }))
          expect(Bun.stringWidth(line)).toBeLessThanOrEqual(columns);
      }),
      seeded,
    );
  });
});
