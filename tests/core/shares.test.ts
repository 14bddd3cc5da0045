/** What is divided: nothing is lost, nothing is added, and nobody has much more than another. */

import { describe, expect, test } from "bun:test";
import fc from "fast-check";
import { maxLimit, maxWorkers } from "../../src/core/limits.ts";
import { shareOf } from "../../src/core/shares.ts";

function shares(total: number, workers: number): number[] {
  return Array.from({ length: workers }, (_, number) => shareOf(total, workers, number));
}

describe("shareOf()", () => {
  test("gives the rest to the first ones", () => {
    expect(shares(10, 4)).toEqual([3, 3, 2, 2]);
    expect(shares(4, 4)).toEqual([1, 1, 1, 1]);
    expect(shares(7, 1)).toEqual([7]);
  });

  test("leaves no limit what it is", () => {
    expect(shares(0, 3)).toEqual([0, 0, 0]);
  });

  test("adds up to the total, in parts that differ by one at most, none of them 0 where there is enough", () => {
    const counts = fc.record({ workers: fc.integer({ min: 1, max: maxWorkers }), more: fc.nat({ max: maxLimit }) });
    fc.assert(
      fc.property(counts, ({ workers, more }) => {
        const all = shares(workers + more, workers);
        expect(all.reduce((sum, share) => sum + share)).toBe(workers + more);
        expect(Math.max(...all) - Math.min(...all)).toBeLessThanOrEqual(1);
        expect(Math.min(...all)).toBeGreaterThan(0);
      }),
    );
  });
});
