/** Injected weather: the random numbers behind it, how often each effect comes, and that no effect disturbs another. */

import { describe, expect, test } from "bun:test";
import { maxSeed } from "../../src/core/limits.ts";
import { type Fate, randomStream, Weather, type WeatherOptions } from "../../src/core/weather.ts";

const everything: WeatherOptions = {
  dropPercent: 30,
  delayMs: 50,
  jitterMs: 20,
  duplicatePercent: 5,
  reorderPercent: 10,
  seed: 7,
};
const nothing = { dropPercent: 0, delayMs: 0, jitterMs: 0, duplicatePercent: 0, reorderPercent: 0 };

function fates(options: Partial<WeatherOptions>, count: number): Fate[] {
  const weather = new Weather({ ...nothing, seed: 7, ...options });
  return Array.from({ length: count }, () => weather.next());
}

function counted(all: readonly Fate[]): { dropped: number; duplicated: number; heldBack: number } {
  return {
    dropped: all.filter(({ isDropped }) => isDropped).length,
    duplicated: all.filter(({ isDuplicated }) => isDuplicated).length,
    heldBack: all.filter(({ isHeldBack }) => isHeldBack).length,
  };
}

describe("randomStream()", () => {
  // PractRand's sfc32 after its seed(Uint64), computed by another implementation in Python.
  test.each([
    [0, 0, [1363572419, 145230303, 808754475, 4216505632, 947923937, 2491578854]],
    [1, 0, [2012149540, 1872316204, 1707632675, 1779833415, 2026416846, 1661539736]],
    [42, 0, [1264412219, 1947509147, 3919439299, 1251167922, 656401615, 478193053]],
    [0x89abcdef, 0x01234567, [2222009751, 4121156040, 1557176981, 903895892, 1281522849, 866141154]],
  ])("gives sfc32's numbers for seed %d in stream %d", (seed, stream, expected) => {
    const next = randomStream(seed, stream);
    expect(expected.map(() => next() * 2 ** 32)).toEqual(expected);
  });

  test("stays from 0 up to and not including 1, with a mean of a half", () => {
    for (const seed of [0, 1, maxSeed]) {
      const next = randomStream(seed, 3);
      const numbers = Array.from({ length: 100_000 }, next);
      expect(Math.min(...numbers.slice(0, 50_000), ...numbers.slice(50_000))).toBeGreaterThanOrEqual(0);
      expect(numbers.every((number) => number < 1)).toBe(true);
      // Three standard deviations of the mean: 3 × √(1/12) / √100,000.
      expect(Math.abs(numbers.reduce((sum, number) => sum + number, 0) / numbers.length - 0.5)).toBeLessThan(0.0028);
    }
  });
});

describe("Weather", () => {
  test("meets each effect as often as was asked for, the same number of times for the same seed", () => {
    expect(counted(fates(everything, 10_000))).toEqual({ dropped: 3_046, duplicated: 494, heldBack: 935 });
    expect(counted(fates({ ...everything, seed: 0 }, 10_000))).toEqual({
      dropped: 2_978,
      duplicated: 495,
      heldBack: 999,
    });
    expect(counted(fates({ dropPercent: 0.5 }, 100_000)).dropped).toBe(469);
  });

  test("gives every reply the same fate again for the same seed, and others for others", () => {
    expect(fates(everything, 1_000)).toEqual(fates(everything, 1_000));
    const drops = new Set(
      Array.from({ length: 100 }, (_, seed) =>
        fates({ ...everything, seed }, 64)
          .map(({ isDropped }) => (isDropped ? "x" : "."))
          .join(""),
      ),
    );
    expect(drops.size).toBe(100);
  });

  test("drops the fifth, the ninth and the fourteenth for seed 7, as the documents show", () => {
    const drops = fates({ dropPercent: 30 }, 20).flatMap(({ isDropped }, index) => (isDropped ? [index + 1] : []));
    expect(drops).toEqual([5, 9, 14, 15, 20]);
  });

  test.each([
    ["isDropped", { dropPercent: 30 }],
    ["delayMs", { delayMs: 50, jitterMs: 20 }],
    ["isDuplicated", { duplicatePercent: 5 }],
    ["isHeldBack", { reorderPercent: 10 }],
  ] as const)("does the same for %s, whether or not the other effects are on", (effect, options) => {
    const alone = fates(options, 2_000).map((fate) => fate[effect]);
    expect(alone).toEqual(fates(everything, 2_000).map((fate) => fate[effect]));
    expect(new Set(alone).size).toBeGreaterThan(1);
  });

  test("rolls for each effect by itself: what is dropped says nothing of what is late", () => {
    const half = { ...everything, dropPercent: 50, duplicatePercent: 50, reorderPercent: 50 };
    for (const seed of [1, 2, 3]) {
      const rolls = fates({ ...half, seed }, 10_000).map((fate) => [
        fate.isDropped,
        fate.delayMs > half.delayMs,
        fate.isDuplicated,
        fate.isHeldBack,
      ]);
      for (const [one, other] of [
        [0, 1],
        [0, 2],
        [0, 3],
        [1, 2],
        [1, 3],
        [2, 3],
      ] as const) {
        // A quarter, and four standard deviations of it: 4 × √(10,000 × 1/4 × 3/4).
        expect(Math.abs(rolls.filter((roll) => roll[one] && roll[other]).length - 2_500)).toBeLessThan(174);
      }
    }
  });

  test("spreads delays evenly over the jitter on both sides, and never below 0", () => {
    const delays = fates(everything, 10_000).map(({ delayMs }) => delayMs);
    expect(Math.min(...delays)).toBeGreaterThanOrEqual(30);
    expect(Math.max(...delays)).toBeLessThan(70);
    for (let fromMs = 30; fromMs < 70; fromMs += 10) {
      const share = delays.filter((delayMs) => delayMs >= fromMs && delayMs < fromMs + 10).length;
      expect(Math.abs(share - 2_500)).toBeLessThan(174);
    }
    const cut = fates({ delayMs: 10, jitterMs: 20 }, 10_000).map(({ delayMs }) => delayMs);
    expect(Math.min(...cut)).toBe(0);
    expect(Math.abs(cut.filter((delayMs) => delayMs === 0).length - 2_500)).toBeLessThan(174);
  });

  test("delays all alike without jitter", () => {
    expect(new Set(fates({ delayMs: 50 }, 100).map(({ delayMs }) => delayMs))).toEqual(new Set([50]));
  });

  test("does nothing at 0 % and all at 100 %", () => {
    expect(counted(fates({}, 10_000))).toEqual({ dropped: 0, duplicated: 0, heldBack: 0 });
    const all = fates({ dropPercent: 100, duplicatePercent: 100, reorderPercent: 100 }, 10_000);
    expect(counted(all)).toEqual({ dropped: 10_000, duplicated: 10_000, heldBack: 10_000 });
  });
});
