/** Time series: each exchange where it was in the run, a panel for each way on one scale. */

import type { EChartsOption, ScatterSeriesOption } from "echarts";
import { maxDrawnSamples } from "../core/limits.ts";
import type { Sample, Series } from "../measurement/record.ts";
import type { ReportTexts } from "../narration/report.ts";
import { draw, ink } from "./plot.ts";
import { axisStyle, logAxis, nameAbove, nameBelow, onLog, type Range, rangeOf } from "./plot-axis.ts";
import { inOrder, nameOfWay, wayStyles } from "./plot-ways.ts";

/** All panels together, with the names above them; one alone is no lower than its ticks need. */
const panelsHeight = 290;
const leastPanelHeight = 54;
const tickHeight = 17;
const gap = 32;
const below = 48;

/** Null where nothing was sampled. */
export function plotTimes(series: readonly Series[], texts: ReportTexts): string | null {
  const drawn = inOrder(series).filter(({ samples }) => samples.length > 0);
  const range = rangeOf(drawn.flatMap(({ samples }) => samples.map(({ exchangeMs }) => exchangeMs ?? 0)));
  if (range === null) return null;
  const lastMs = Math.max(...drawn.flatMap(({ samples }) => samples.at(-1)?.atMs ?? 0));
  const inSeconds = lastMs >= 2_000;
  const unitMs = inSeconds ? 1_000 : 1;
  const panelHeight = Math.max(leastPanelHeight, panelsHeight / drawn.length - gap);
  const panels = drawn.map((one, i) => panel(one, i, { range, unitMs, last: lastMs / unitMs, panelHeight, texts }));
  const xName = inSeconds ? texts.axis.sinceStartSeconds : texts.axis.sinceStartMs;
  return draw(drawn.length * (panelHeight + gap) + below, {
    grid: panels.map(({ grid }) => grid),
    xAxis: panels.map(({ xAxis }, i) => (i === panels.length - 1 ? { ...xAxis, ...lowest(xName) } : xAxis)),
    yAxis: panels.map(({ yAxis }) => yAxis),
    series: panels.flatMap(({ dots }) => dots),
  } as EChartsOption);
}

function lowest(name: string) {
  // The axis ends where the series does, at no round number: that end has no label.
  return { name, ...nameBelow, axisTick: { show: true }, axisLabel: { ...axisStyle.axisLabel, showMaxLabel: false } };
}

interface Scale {
  readonly range: Range;
  readonly unitMs: number;
  readonly last: number;
  readonly panelHeight: number;
  readonly texts: ReportTexts;
}

function panel(series: Series, index: number, { range, unitMs, last, panelHeight, texts }: Scale) {
  const { answered, unanswered } = thinned(series.samples, maxDrawnSamples);
  const dots = (data: number[][], rest: ScatterSeriesOption): ScatterSeriesOption => ({
    type: "scatter",
    xAxisIndex: index,
    yAxisIndex: index,
    data,
    // One path for all of them, instead of an element each.
    large: true,
    largeThreshold: 0,
    silent: true,
    ...rest,
  });
  const { color, symbol } = wayStyles[series.way];
  return {
    grid: { left: 58, right: 14, top: gap + index * (panelHeight + gap), height: panelHeight, outerBoundsMode: "none" },
    xAxis: {
      ...axisStyle,
      gridIndex: index,
      type: "value",
      min: 0,
      max: last,
      axisTick: { show: false },
      axisLabel: { show: false },
    },
    yAxis: {
      ...logAxis(range, nameOfWay(series.way, texts), Math.floor(panelHeight / tickHeight)),
      gridIndex: index,
      ...nameAbove,
    },
    // ECharts cannot draw a large series of nothing.
    dots: [
      dots(
        answered.map(({ atMs, exchangeMs }) => [atMs / unitMs, onLog(exchangeMs ?? 0)]),
        { symbol, symbolSize: 3.5, itemStyle: { color } },
      ),
      dots(
        unanswered.map(({ atMs }) => [atMs / unitMs, onLog(range.high)]),
        { symbol: "rect", symbolSize: [1.6, 9], itemStyle: { color: ink } },
      ),
    ].filter(({ data }) => Array.isArray(data) && data.length > 0),
  };
}

/**
 * Leaves out dots that would cover each other: of each run of samples it keeps the quickest and the slowest, so that no
 * peak is lost, and one that was not answered.
 */
export function thinned(samples: readonly Sample[], most: number): { answered: Sample[]; unanswered: Sample[] } {
  const each = Math.max(1, Math.ceil((2 * samples.length) / most));
  const answered: Sample[] = [];
  const unanswered: Sample[] = [];
  for (let from = 0; from < samples.length; from += each) {
    const run = samples.slice(from, from + each).sort((a, b) => (a.exchangeMs ?? 0) - (b.exchangeMs ?? 0));
    const times = run.filter(({ exchangeMs }) => exchangeMs !== null);
    answered.push(...new Set([...times.slice(0, 1), ...times.slice(-1)]));
    unanswered.push(...run.filter(({ exchangeMs }) => exchangeMs === null).slice(0, 1));
  }
  return { answered, unanswered };
}
