/** What comes before the first answer: by the protocols' rules, and as measured. */

import { formatCount } from "../core/amounts.ts";
import { timeCell } from "./text-amounts.ts";
import type { Material } from "./text-material.ts";
import { emphasis } from "./text-style.ts";
import { drawTable } from "./text-table.ts";

export function drawFirstAnswer({ comparison, messages, style }: Material): string[] {
  const { ratio, ...answers } = comparison.firstAnswer;
  const measured = (["udp", "tcp"] as const).flatMap((protocol) => {
    const answer = answers[protocol];
    return answer === null || answer.measuredMs === null
      ? []
      : [{ ...answer, protocol, measuredMs: answer.measuredMs }];
  });
  if (measured.length === 0) return [];
  const { roundTrips, predicted, measuredMedian, handshakePart, tcpTakes } = messages.compare;
  const rows = measured.map(({ protocol, predictedRoundTrips, measuredMs, connectMs }) => [
    protocol.toUpperCase(),
    roundTrips(predictedRoundTrips),
    formatCount(measuredMs.n),
    timeCell(measuredMs.medianMs),
    timeCell(connectMs?.medianMs),
  ]);
  const { udp, tcp } = answers;
  return [
    ...drawTable(
      {
        aligns: ["left", "right", "right", "point", "right", "bar"],
        heads: [["", predicted, "n", measuredMedian, handshakePart]],
        rows,
        bars: measured.map(({ measuredMs }) => measuredMs.medianMs),
      },
      style,
    ),
    ...(ratio === null || udp === null || tcp === null
      ? []
      : emphasis(tcpTakes(formatRatio(ratio), formatRatio(tcp.predictedRoundTrips / udp.predictedRoundTrips)), style)),
  ];
}

function formatRatio(ratio: number): string {
  return `${Number(ratio.toPrecision(2))}`;
}
