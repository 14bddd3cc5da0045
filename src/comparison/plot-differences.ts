/** Differences: the interval of each size against 0. */

import type { LineSeriesOption, ScatterSeriesOption } from "echarts";
import type { ReportTexts } from "../narration/report.ts";
import { draw, hairline, ink } from "./plot.ts";
import { axisStyle, formatTick, nameBelow } from "./plot-axis.ts";
import type { Difference } from "./record.ts";

const rowHeight = 26;
const errorHeight = 18;
const axisLabel = { ...axisStyle.axisLabel, formatter: formatTick };

/** Null where there are none. */
export function plotDifferences(differences: readonly Difference[], texts: ReportTexts): string | null {
  if (differences.length === 0) return null;
  const rows = differences.toSorted((a, b) => a.sentenceBytes - b.sentenceBytes);
  const names = rows.map(({ sentenceBytes }) => texts.bytes(sentenceBytes));
  return draw(rows.length * rowHeight + 66, {
    grid: { left: 92, right: 20, top: 16, bottom: 50, outerBoundsMode: "none" },
    xAxis: { ...axisStyle, type: "value", splitNumber: 4, name: texts.axis.difference, ...nameBelow, axisLabel },
    yAxis: { ...axisStyle, type: "category", inverse: true, data: names, splitLine: { show: false } },
    series: [
      ...rows.map((row, i) => measuringError(row, names[i] as string)),
      ...rows.map((row, i) => interval(row, names[i] as string)),
      medians(rows, names),
    ],
  });
}

/** What no interval within it can show. */
function measuringError({ errorMs }: Difference, name: string): LineSeriesOption {
  return {
    type: "line",
    data: [
      [-errorMs, name],
      [errorMs, name],
    ],
    symbol: "none",
    lineStyle: { color: hairline, width: errorHeight, cap: "butt" },
    silent: true,
    emphasis: { disabled: true },
  };
}

function interval({ lowMs, highMs }: Difference, name: string): LineSeriesOption {
  return {
    type: "line",
    data: [
      [lowMs, name],
      [highMs, name],
    ],
    symbol: "rect",
    symbolSize: [2, 12],
    itemStyle: { color: ink },
    lineStyle: { color: ink, width: 2 },
    silent: true,
    emphasis: { disabled: true },
  };
}

function medians(rows: readonly Difference[], names: readonly string[]): ScatterSeriesOption {
  return {
    type: "scatter",
    data: rows.map(({ medianMs }, i) => [medianMs, names[i] as string]),
    symbol: "circle",
    symbolSize: 9,
    itemStyle: { color: ink },
    silent: true,
    // No difference.
    markLine: {
      silent: true,
      symbol: "none",
      label: { show: false },
      lineStyle: { color: ink, type: "solid", width: 1 },
      data: [{ xAxis: 0 }],
    },
  };
}
