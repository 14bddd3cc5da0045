/** Axes of plots. ECharts' own logarithmic axis has ticks at powers of ten only, too few for times that differ by a third. */

import type { XAXisComponentOption, YAXisComponentOption } from "echarts";
import { hairline, ink } from "./plot.ts";

/** Steps of a decade at which ticks may stand, coarse to fine. */
const steps: readonly (readonly number[])[] = [
  [1],
  [1, 3],
  [1, 2, 5],
  [1, 1.5, 2, 3, 4, 5, 7],
  ...[2, 5, 10].map((parts) => Array.from({ length: 9 * parts }, (_, i) => 1 + i / parts)),
];
/** A range narrower than this factor is widened: times that hardly differ shall not look as if they did. */
const leastFactor = 1.25;

/** What both kinds of axes have in common. */
export const axisStyle = {
  nameTextStyle: { color: ink, fontSize: 13 },
  axisLabel: { color: ink, fontSize: 12, hideOverlap: true },
  axisLine: { show: true, onZero: false, lineStyle: { color: ink } },
  splitLine: { show: true, lineStyle: { color: hairline } },
} as const;

/** Below the plot, in its middle. */
export const nameBelow = { nameLocation: "middle", nameGap: 30 } as const;
/** Above the plot, flush left: the name of a panel. */
export const nameAbove = {
  nameLocation: "end",
  nameGap: 8,
  nameTextStyle: { align: "left", fontSize: 13, color: ink },
} as const;

export interface Range {
  readonly low: number;
  readonly high: number;
}

/** From the least to the greatest of some times, a little wider. Null where there are none. */
export function rangeOf(values: readonly number[]): Range | null {
  const positive = values.filter((value) => value > 0);
  if (positive.length === 0) return null;
  const low = positive.reduce((least, value) => Math.min(least, value));
  const high = positive.reduce((most, value) => Math.max(most, value));
  const widen = Math.max((high / low) ** 0.06, Math.sqrt(leastFactor / (high / low)));
  return { low: low / widen, high: high * widen };
}

/** Ticks at round numbers: the finest steps that give no more than `most`. */
export function ticksOf(range: Range, most: number): number[] {
  const first = Math.floor(Math.log10(range.low));
  const decades = Array.from({ length: Math.ceil(Math.log10(range.high)) - first + 1 }, (_, i) => 10 ** (first + i));
  const within = (tick: number) => tick >= range.low && tick <= range.high;
  const sets = steps.map((step) => decades.flatMap((decade) => step.map((part) => part * decade)).filter(within));
  const fitting = sets.findLast((ticks) => ticks.length <= most) ?? [];
  if (fitting.length >= 2) return fitting;
  // Too many decades, or a range so narrow that one set has too many and the next a single one: every second, or third.
  const tooMany = sets.find((ticks) => ticks.length > most) ?? fitting;
  return tooMany.filter((_, i) => i % Math.ceil(tooMany.length / most) === 0);
}

/** A logarithmic axis, on an axis of values: what is drawn on it goes through {@link onLog} first. */
export function logAxis(range: Range, name: string, most: number) {
  const customValues = ticksOf(range, most).map(onLog);
  return {
    ...axisStyle,
    type: "value",
    name,
    min: onLog(range.low),
    max: onLog(range.high),
    axisTick: { show: true, customValues },
    axisLabel: { ...axisStyle.axisLabel, customValues, formatter: (value: number) => formatTick(10 ** value) },
  } as const satisfies XAXisComponentOption & YAXisComponentOption;
}

export function onLog(value: number): number {
  return Math.log10(value);
}

export function formatTick(value: number): string {
  return value.toLocaleString("en", { maximumSignificantDigits: 5 }).replace("-", "−");
}
