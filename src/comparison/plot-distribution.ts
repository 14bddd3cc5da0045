/** Distribution: which share of all sentences was answered within a time. */

import type { LineSeriesOption } from "echarts";
import type { Series } from "../measurement/record.ts";
import type { ReportTexts } from "../narration/report.ts";
import { draw } from "./plot.ts";
import { axisStyle, logAxis, nameBelow, onLog, rangeOf } from "./plot-axis.ts";
import { legendOf } from "./plot-legend.ts";
import { inOrder, nameOfWay, wayStyles } from "./plot-ways.ts";

const plotHeight = 240;
const below = 48;
/** A curve shows its marker at these shares. */
const marked = [0.1, 0.5, 0.9];

interface Point {
  readonly ms: number;
  readonly share: number;
}

/** Null where nothing was answered. */
export function plotDistribution(series: readonly Series[], texts: ReportTexts): string | null {
  const drawn = inOrder(series).filter(({ exchangeMs }) => exchangeMs !== null);
  const range = rangeOf(drawn.flatMap(({ exchangeMs }) => [exchangeMs?.minMs ?? 0, exchangeMs?.maxMs ?? 0]));
  if (range === null) return null;
  const { legend, height } = legendOf(drawn.length);
  return draw(height + plotHeight + below, {
    legend,
    grid: { left: 58, right: 16, top: height, height: plotHeight, outerBoundsMode: "none" },
    xAxis: { ...logAxis(range, texts.axis.exchangeTime, 7), ...nameBelow },
    yAxis: {
      ...axisStyle,
      type: "value",
      name: texts.axis.answeredShare,
      min: 0,
      max: 100,
      interval: 25,
      ...nameBeside,
    },
    series: drawn.map((one) => curve(one, range.high, texts)),
  });
}

const nameBeside = { nameLocation: "middle", nameGap: 40 } as const;

/** A curve goes on to the edge at the height where it ended: that is where the unanswered are missing. */
function curve(series: Series, edgeMs: number, texts: ReportTexts): LineSeriesOption {
  const { color, dash, symbol } = wayStyles[series.way];
  const points = cumulative(series);
  const drawn = [...points, { ms: edgeMs, share: points.at(-1)?.share ?? 0 }];
  const markers = new Set(marked.map((share) => points.findIndex((point) => point.share >= share)));
  return {
    type: "line",
    name: nameOfWay(series.way, texts),
    data: drawn.map(({ ms, share }, i) => ({ value: [onLog(ms), share * 100], symbolSize: markers.has(i) ? 8 : 0 })),
    symbol,
    step: "end",
    showAllSymbol: true,
    itemStyle: { color },
    lineStyle: { color, width: 2, type: dash },
    silent: true,
    emphasis: { disabled: true },
  };
}

/**
 * The share of all that was sent, late and unanswered ones included: a curve that ends below 1 leaves some out. The body
 * is read off the samples, the right end off the percentiles, which are of all exchanges.
 */
export function cumulative({ samples, exchangeMs, counts }: Series): Point[] {
  if (exchangeMs === null || counts.sent === 0) return [];
  const times = samples.flatMap((sample) => sample.exchangeMs ?? []).sort((a, b) => a - b);
  const { minMs, p99Ms, p999Ms, maxMs } = exchangeMs;
  const body = Array.from({ length: times.length === 0 ? 0 : 98 }, (_, i) => {
    const quantile = (i + 1) / 100;
    return { ms: times[Math.floor(quantile * times.length)] as number, quantile };
  });
  const points = [
    { ms: minMs, quantile: 0 },
    ...body,
    { ms: p99Ms, quantile: 0.99 },
    { ms: p999Ms, quantile: 0.999 },
    { ms: maxMs, quantile: 1 },
  ];
  let longestMs = 0;
  return points.map(({ ms, quantile }) => {
    longestMs = Math.max(longestMs, ms);
    return { ms: longestMs, share: (quantile * exchangeMs.n) / counts.sent };
  });
}
