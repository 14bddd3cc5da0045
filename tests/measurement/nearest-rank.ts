/** Percentiles as they are defined. */

/** The smallest of the times that at least so many percent of them do not exceed: the nearest rank. */
export function nearestRank(times: readonly number[], percent: number): number {
  const sorted = times.toSorted((a, b) => a - b);
  // In thousandths, so that 99.9 % of 1,000 is the 999th and no rounding makes it the next.
  const rank = Math.ceil((Math.round(percent * 1_000) * sorted.length) / 100_000);
  return sorted[Math.max(rank, 1) - 1] as number;
}
