/** How many times a percentile needs before it says anything. */

import type { Summary } from "../measurement/record.ts";

/** So many that one of them can lie beyond it; of fewer, it is just the greatest. */
const needed: Partial<Readonly<Record<keyof Summary, number>>> = { p90Ms: 10, p95Ms: 20, p99Ms: 100, p999Ms: 1_000 };

/** Tells whether so many times are enough for this statistic. */
export function isEnough(n: number, statistic: keyof Summary): boolean {
  return n >= (needed[statistic] ?? 0);
}
