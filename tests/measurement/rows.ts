/** What must hold of the rows of any series. */

import { expect } from "bun:test";
import type { ExchangeRow, RowOutcome } from "../../src/measurement/exchange-row.ts";
import { nearestRank } from "./nearest-rank.ts";
import type { Outcome } from "./scenario.ts";

const fates: readonly RowOutcome[] = ["answered", "late", "unanswered"];

/** Each sentence has one fate, told in one row; the rows are the counts, and their times are the statistics. */
export function expectRowsAddUp({ series, rows }: Pick<Outcome, "series" | "rows">): void {
  const { counts, warmup, way } = series;
  const fated = rows.filter(({ outcome }) => fates.includes(outcome));
  const numbers = fated.map(({ sequence }) => sequence).sort((a, b) => a - b);
  expect(new Set(numbers).size).toBe(numbers.length);
  expect(fated.filter(({ phase }) => phase === "measured")).toHaveLength(counts.sent);
  // What Ctrl-C left under way has no fate.
  if (series.end.kind !== "interrupted") {
    expect(numbers).toEqual(Array.from({ length: warmup + counts.sent }, (_, sequence) => sequence));
  }
  for (const row of rows) {
    expect(row.phase).toBe(row.sequence < warmup ? "warmup" : "measured");
    expect(row.way).toBe(way);
    expect(row.exchangeMs === null).toBe(row.outcome === "unanswered" || row.outcome === "wrong");
  }
  const measured = rows.filter(({ phase }) => phase === "measured");
  const of = (outcome: RowOutcome) => measured.filter((row) => row.outcome === outcome);
  expect(of("answered")).toHaveLength(counts.answered);
  expect(of("late")).toHaveLength(counts.late);
  expect(of("unanswered")).toHaveLength(counts.unanswered);
  expect(of("duplicate")).toHaveLength(counts.duplicates);
  expect(counts.sent).toBe(counts.answered + counts.late + counts.unanswered);
  expectTimesAddUp(series, of("answered"));
}

function expectTimesAddUp({ exchangeMs }: Outcome["series"], answered: readonly ExchangeRow[]): void {
  const times = answered.map((row) => row.exchangeMs as number);
  if (exchangeMs === null) return expect(times).toEqual([]);
  expect([exchangeMs.n, exchangeMs.minMs, exchangeMs.maxMs]).toEqual([
    times.length,
    Math.min(...times),
    Math.max(...times),
  ]);
  const median = nearestRank(times, 50);
  expect(Math.abs(exchangeMs.medianMs - median)).toBeLessThanOrEqual(median * 0.001 + 1e-6);
}
