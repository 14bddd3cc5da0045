/** Totals of several servers. */

import { expect, test } from "bun:test";
import { addTotals, newTcpTotals, newUdpTotals } from "../../src/core/totals.ts";

test("addTotals() adds every count, and leaves what it adds as it was", () => {
  for (const empty of [newUdpTotals, newTcpTotals] as const) {
    const one = Object.fromEntries(Object.keys(empty()).map((name, number) => [name, number + 1]));
    const sum: Record<string, number> = { ...empty() };
    addTotals(sum, one);
    addTotals(sum, one);
    expect(sum).toEqual(Object.fromEntries(Object.keys(one).map((name, number) => [name, 2 * (number + 1)])));
    expect(Object.values(one)[0]).toBe(1);
  }
});
