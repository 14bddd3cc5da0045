import { expect, test } from "bun:test";
import { rowOf } from "./result.ts";
import { type Measured, takeTurns } from "./turns.ts";

/** Measures what is given, one after the other, and remembers who was asked. */
function scripted(measured: readonly Measured[]) {
  const asked: string[] = [];
  return {
    asked,
    measure: async (name: string) => {
      asked.push(name);
      return measured[asked.length - 1] ?? { rate: Number.NaN, wrong: 0, missing: 0 };
    },
  };
}

test("takeTurns() measures the reference before and after each other one", async () => {
  const { asked, measure } = scripted([]);
  await takeTurns("C", ["A", "B"], 2, measure);
  expect(asked.join(" ")).toBe("C A C B C A C B C");
});

test("takeTurns() compares each rate with the mean of its neighbours, when the computer gets faster", async () => {
  const { measure } = scripted([100, 75, 200, 125, 300].map((rate) => ({ rate, wrong: 0, missing: 0 })));
  const turns = await takeTurns("C", ["A", "B"], 1, measure);
  expect(turns.get("A")?.ratios).toEqual([0.5]);
  expect(turns.get("B")?.ratios).toEqual([0.5]);
  expect(turns.get("C")?.ratios).toEqual([2, 1.5]);
});

test("takeTurns() tells how much later the median reply came, where exchanges are timed", async () => {
  const { measure } = scripted([
    { rate: 1, p50Us: 10, wrong: 0, missing: 0 },
    { rate: 1, p50Us: 17, wrong: 0, missing: 0 },
    { rate: 1, p50Us: 12, wrong: 0, missing: 0 },
  ]);
  const turns = await takeTurns("C", ["A"], 1, measure);
  expect(turns.get("A")?.laterUs).toEqual([6]);
});

test("rowOf() has medians, the extremes of the ratio, and all bad replies", async () => {
  const rates = [100, 50, 100, 60, 100, 90, 100];
  const { measure } = scripted(rates.map((rate) => ({ rate, wrong: rate < 100 ? 2 : 0, missing: rate < 60 ? 5 : 0 })));
  const turns = await takeTurns("C", ["A"], 3, measure);
  const taken = turns.get("A");
  if (taken === undefined) throw new Error("A was measured");
  expect(rowOf("A", taken)).toEqual({
    server: "A",
    rate: 60,
    rates: [50, 60, 90],
    ratio: { min: 0.5, median: 0.6, max: 0.9 },
    p50Us: undefined,
    laterUs: undefined,
    bad: 11,
  });
  expect(rowOf("A", taken, true).bad).toBe(6);
});
