import { expect, test } from "bun:test";
import fc from "fast-check";
import { median, spread } from "./statistics.ts";

test.each([
  [[3], 3],
  [[3, 1], 2],
  [[9, 1, 2], 2],
  [[4, 1, 10, 2], 3],
])("median() of %j is %d", (numbers, middle) => {
  expect(median(numbers)).toBe(middle);
});

test("median() of nothing is no number", () => {
  expect(median([])).toBeNaN();
});

test("median() leaves its numbers in their order", () => {
  const numbers = [3, 1, 2];
  median(numbers);
  expect(numbers).toEqual([3, 1, 2]);
});

test("spread() has as many numbers below its median as above, whatever they are", () => {
  fc.assert(
    fc.property(fc.array(fc.integer(), { minLength: 1 }), (numbers) => {
      const { min, median, max } = spread(numbers);
      expect(min).toBeLessThanOrEqual(median);
      expect(median).toBeLessThanOrEqual(max);
      const below = numbers.filter((number) => number < median).length;
      expect(below).toBeLessThanOrEqual(numbers.length / 2);
      expect(numbers.filter((number) => number > median).length).toBeLessThanOrEqual(numbers.length / 2);
    }),
  );
});
