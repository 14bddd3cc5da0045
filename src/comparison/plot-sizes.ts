/** Sizes: how exchange times grow with the sentence, the median and the slowest in a hundred. */

import type { EChartsOption, LineSeriesOption } from "echarts";
import type { Series, Summary, Way } from "../measurement/record.ts";
import type { ReportTexts } from "../narration/report.ts";
import { draw } from "./plot.ts";
import { axisStyle, formatTick, logAxis, nameAbove, nameBelow, onLog, rangeOf } from "./plot-axis.ts";
import { legendOf } from "./plot-legend.ts";
import { inOrder, nameOfWay, wayStyles } from "./plot-ways.ts";

const panelHeight = 112;
const gap = 36;
const below = 48;

/** As many sizes fit beside each other, up to five digits each. */
const mostLabels = 7;

type Percentile = "medianMs" | "p99Ms";
const panels: readonly Percentile[] = ["medianMs", "p99Ms"];

/** Null where all sentences had one size. */
export function plotSizes(series: readonly Series[], texts: ReportTexts): string | null {
  const measured = inOrder(series).filter(({ exchangeMs }) => exchangeMs !== null);
  const sizes = [...new Set(measured.map(({ sentenceBytes }) => sentenceBytes))].sort((a, b) => a - b);
  if (sizes.length < 2) return null;
  const ways = [...new Set(measured.map(({ way }) => way))];
  const { legend, height } = legendOf(ways.length);
  const drawn = panels.flatMap((percentile, i) => panel(measured, percentile, { index: i, top: height, texts }) ?? []);
  return draw(height + panels.length * (panelHeight + gap) + below, {
    legend,
    grid: drawn.map(({ grid }) => grid),
    xAxis: drawn.map((_, i) => sizeAxis(sizes, i, i === drawn.length - 1 ? texts.axis.sentenceBytes : null)),
    yAxis: drawn.map(({ yAxis }) => yAxis),
    series: drawn.flatMap(({ percentile }, i) => ways.map((way) => line(measured, way, percentile, i, texts))),
  } as EChartsOption);
}

interface Place {
  readonly index: number;
  readonly top: number;
  readonly texts: ReportTexts;
}

function panel(series: readonly Series[], percentile: Percentile, { index, top, texts }: Place) {
  const range = rangeOf(series.map(({ exchangeMs }) => (exchangeMs as Summary)[percentile]));
  if (range === null) return null;
  const name = percentile === "medianMs" ? texts.axis.median : texts.axis.p99;
  const from = top + gap + index * (panelHeight + gap);
  return {
    percentile,
    grid: { left: 64, right: 22, top: from, height: panelHeight, outerBoundsMode: "none" },
    yAxis: { ...logAxis(range, name, 6), gridIndex: index, ...nameAbove },
  };
}

/** Each doubling as wide as the next; the sizes themselves are the ticks. */
function sizeAxis(sizes: readonly number[], index: number, name: string | null) {
  const customValues = sizes.map(onLog);
  const labels = customValues.filter((_, i) => i % Math.ceil(sizes.length / mostLabels) === 0);
  const [first, last] = [customValues.at(0) as number, customValues.at(-1) as number];
  const margin = (last - first) * 0.03;
  const formatter = (value: number) => formatTick(Math.round(10 ** value));
  return {
    ...axisStyle,
    gridIndex: index,
    type: "value",
    min: first - margin,
    max: last + margin,
    axisTick: { show: true, customValues },
    axisLabel: { ...axisStyle.axisLabel, show: name !== null, customValues: labels, formatter },
    ...(name === null ? {} : { name, ...nameBelow }),
  };
}

function line(
  series: readonly Series[],
  way: Way,
  percentile: Percentile,
  index: number,
  texts: ReportTexts,
): LineSeriesOption {
  const { color, dash, symbol } = wayStyles[way];
  const points = series.filter((one) => one.way === way).sort((a, b) => a.sentenceBytes - b.sentenceBytes);
  return {
    type: "line",
    name: nameOfWay(way, texts),
    xAxisIndex: index,
    yAxisIndex: index,
    data: points.map(({ sentenceBytes, exchangeMs }) => [
      onLog(sentenceBytes),
      onLog((exchangeMs as Summary)[percentile]),
    ]),
    symbol,
    symbolSize: 7,
    showAllSymbol: true,
    itemStyle: { color },
    lineStyle: { color, width: 2, type: dash },
    silent: true,
    emphasis: { disabled: true },
  };
}
