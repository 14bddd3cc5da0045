/** The first answer: what stands before it, as bars laid end to end. */

import type { BarSeriesOption } from "echarts";
import type { ReportTexts } from "../narration/report.ts";
import { draw, ink } from "./plot.ts";
import { axisStyle, nameBelow } from "./plot-axis.ts";
import { wayStyles } from "./plot-ways.ts";
import type { Comparison, FirstAnswer } from "./record.ts";

const height = 196;
const handshakeColor = "#b9d3e6";

/** Null where one of both is missing: there is nothing to lay side by side then. */
export function plotFirstAnswer({ udp, tcp }: Comparison["firstAnswer"], texts: ReportTexts): string | null {
  const udpMs = udp?.measuredMs?.medianMs;
  const tcpMs = tcp?.measuredMs?.medianMs;
  if (udp === null || tcp === null || udpMs === undefined || tcpMs === undefined) return null;
  const connectMs = Math.min(tcp.connectMs?.medianMs ?? 0, tcpMs);
  return draw(height, {
    legend: { top: 0, left: 40, itemGap: 18, itemWidth: 14, itemHeight: 14, textStyle: { color: ink, fontSize: 13 } },
    grid: { left: 48, right: 20, top: 40, bottom: 50, outerBoundsMode: "none" },
    xAxis: { ...axisStyle, type: "value", min: 0, name: texts.axis.firstAnswer, ...nameBelow },
    yAxis: { ...axisStyle, type: "category", inverse: true, data: ["UDP", "TCP"], splitLine: { show: false } },
    series: [
      bar(texts.handshake, [0, connectMs], handshakeColor),
      bar(texts.firstExchange, [udpMs, tcpMs - connectMs], wayStyles["one-connection"].color),
      {
        type: "scatter",
        name: texts.prediction,
        data: [[predictedTcpMs(udpMs, udp, tcp), "TCP"]],
        symbol: "diamond",
        symbolSize: 13,
        itemStyle: { color: "#ffffff", borderColor: ink, borderWidth: 1.5 },
        silent: true,
      },
    ],
  });
}

/** What TCP's first answer would take if nothing but UDP's round trip counted. */
export function predictedTcpMs(udpMs: number, udp: FirstAnswer, tcp: FirstAnswer): number {
  return (udpMs * tcp.predictedRoundTrips) / udp.predictedRoundTrips;
}

function bar(name: string, data: readonly number[], color: string): BarSeriesOption {
  return {
    type: "bar",
    name,
    stack: "answer",
    data: [...data],
    barWidth: 24,
    itemStyle: { color, borderColor: ink, borderWidth: 0.5 },
    silent: true,
    emphasis: { disabled: true },
  };
}
