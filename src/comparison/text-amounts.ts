/** Amounts as the report writes them, alike in every language. A figure that is not known is a dash. */

import { formatCount, formatMs, formatSeconds } from "../core/amounts.ts";
import type { Summary } from "../measurement/record.ts";
import type { Statistic } from "../narration/measure-topics.ts";
import { isEnough } from "./enough.ts";

export const unknown = "–";

/** In the order of the report. */
export const statistics: readonly Statistic[] = [
  "minMs",
  "medianMs",
  "meanMs",
  "p90Ms",
  "p95Ms",
  "p99Ms",
  "p999Ms",
  "maxMs",
];

/** Milliseconds without the unit, where the head of a table names it. */
export function timeCell(ms: number | null | undefined): string {
  return ms === null || ms === undefined ? unknown : formatMs(ms).replace(/ ms$/, "");
}

export function statisticCell(summary: Summary | null, statistic: Statistic): string {
  if (summary === null || !isEnough(summary.n, statistic)) return unknown;
  return timeCell(summary[statistic]);
}

/** Tells whether some percentile of so many times says no more than their greatest. */
export function hasTooFew(n: number, shown: readonly Statistic[]): boolean {
  return shown.some((statistic) => !isEnough(n, statistic));
}

/** A part as a percentage: never 0 where there is something, never 100 where something is missing. */
export function formatPercent(part: number, whole: number): string {
  if (whole === 0) return unknown;
  const percent = (part / whole) * 100;
  if (part > 0 && percent < 0.1) return "<0.1 %";
  if (part < whole && percent > 99.9) return ">99.9 %";
  return `${part === 0 || part === whole ? percent : percent.toFixed(1)} %`;
}

/** A difference with its sign: `−0.012 ms`. What rounds to nothing has none. */
export function formatDifference(ms: number): string {
  const text = formatMs(Math.abs(ms));
  return ms < 0 && /[1-9]/.test(text) ? `−${text}` : text;
}

/** A time that was asked for, without needless digits: `10 ms`, `0.5 ms`, `2 s`. */
export function formatAsked(ms: number): string {
  return ms < 1_000 ? `${Number(ms.toPrecision(3))} ms` : formatSeconds(ms);
}

/** Bytes a second in units of a thousand, as networks count: `980 B/s`, `2.36 MB/s`. */
export function formatByteRate(bytesPerSecond: number): string {
  const units = ["B/s", "kB/s", "MB/s", "GB/s", "TB/s"];
  let value = bytesPerSecond;
  while (value >= 999.5 && units.length > 1) {
    value /= 1_000;
    units.shift();
  }
  return `${Number(value.toPrecision(3))} ${units[0]}`;
}

/** A rate: whole, but for the small ones. */
export function formatRate(perSecond: number): string {
  return perSecond < 100 ? `${Number(perSecond.toPrecision(3))}` : formatCount(Math.round(perSecond));
}
