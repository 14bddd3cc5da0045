/** The interval of a median of differences, against the binomial sum itself and against data whose median is known. */

import { describe, expect, test } from "bun:test";
import fc from "fast-check";
import { Differences, intervalRank } from "../../src/comparison/difference.ts";

/** P(X < rank) for X binomial (n, 1/2), summed as it is defined. */
function probabilityBelow(rank: number, n: number): number {
  let sum = 0;
  let choose = 1;
  for (let k = 0; k < rank; k++) {
    sum += choose / 2 ** n;
    choose = (choose * (n - k)) / (k + 1);
  }
  return sum;
}

function result(pairs: readonly (readonly [tcpMs: number, udpMs: number])[], errorMs = 0.005) {
  const differences = new Differences(errorMs);
  for (const [tcpMs, udpMs] of pairs) differences.add(tcpMs, udpMs);
  return differences.result(32);
}

describe("intervalRank()", () => {
  test("is the largest rank that leaves at most 5 % outside, for every n where that can be summed", () => {
    for (let n = 1; n <= 100; n++) {
      const rank = intervalRank(n);
      expect(2 * probabilityBelow(rank, n)).toBeLessThanOrEqual(rank === 0 ? 0 : 0.05);
      expect(2 * probabilityBelow(rank + 1, n)).toBeGreaterThan(0.05);
    }
  });

  test("is 0 up to five values: too few for any interval", () => {
    expect([1, 2, 3, 4, 5, 6].map(intervalRank)).toEqual([0, 0, 0, 0, 0, 1]);
  });

  test("leaves less than 5 % outside where it is approximated, and not much less", () => {
    for (const n of [101, 200, 500, 1_000]) {
      const outside = 2 * probabilityBelow(intervalRank(n), n);
      expect(outside).toBeGreaterThan(0.025);
      expect(outside).toBeLessThan(0.05);
    }
  });
});

describe("Differences", () => {
  test("has no result without a pair", () => {
    expect(result([])).toBeUndefined();
  });

  test("gives the median, and order statistics as its bounds", () => {
    const pairs = Array.from({ length: 9 }, (_, index) => [index + 11, 10] as const); // differences 1 … 9
    expect(result(pairs)).toEqual({
      sentenceBytes: 32,
      pairs: 9,
      medianMs: 5,
      lowMs: 2, // 2 · P(X < 2) = 0.039 for n = 9
      highMs: 8,
      errorMs: 0.005,
      verdict: "tcp-slower",
    });
  });

  test("names UDP the slower one where TCP was faster", () => {
    expect(result(Array.from({ length: 20 }, () => [1, 2] as const))?.verdict).toBe("udp-slower");
  });

  test("names none where the interval holds 0", () => {
    const pairs = Array.from({ length: 40 }, (_, index) => [index % 2, (index + 1) % 2] as const);
    expect(result(pairs)).toMatchObject({ medianMs: 0, verdict: "none-shown" });
  });

  test("names none where all differences are within the error", () => {
    expect(result(Array.from({ length: 100 }, () => [1.004, 1] as const))?.verdict).toBe("none-shown");
    expect(
      result(
        Array.from({ length: 100 }, () => [1.04, 1] as const),
        0.05,
      )?.verdict,
    ).toBe("none-shown");
    expect(result(Array.from({ length: 100 }, () => [1.04, 1] as const))?.verdict).toBe("tcp-slower");
  });

  test("names none where there are too few pairs, however large the differences are", () => {
    expect(result(Array.from({ length: 5 }, () => [9, 1] as const))?.verdict).toBe("none-shown");
  });

  test("has its median between its bounds, and its bounds among the differences", () => {
    const times = fc.array(fc.tuple(fc.integer({ min: 0, max: 50 }), fc.integer({ min: 0, max: 50 })), {
      minLength: 1,
    });
    fc.assert(
      fc.property(times, (pairs) => {
        const found = result(pairs);
        const all = pairs.map(([tcpMs, udpMs]) => tcpMs - udpMs);
        expect(found?.lowMs).toBeLessThanOrEqual(found?.medianMs ?? Number.NaN);
        expect(found?.highMs).toBeGreaterThanOrEqual(found?.medianMs ?? Number.NaN);
        expect(all).toContain(found?.lowMs as number);
        expect(all).toContain(found?.highMs as number);
      }),
    );
  });
});
