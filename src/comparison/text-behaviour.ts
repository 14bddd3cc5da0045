/** How the protocols behave: borders of messages, ports without a program, and who repairs what goes wrong. */

import { formatCount, formatMs } from "../core/amounts.ts";
import type { Protocol, Series } from "../measurement/record.ts";
import type { CountTopic } from "../narration/measure-topics.ts";
import { formatAsked, unknown } from "./text-amounts.ts";
import type { Material } from "./text-material.ts";
import { countOf } from "./text-series.ts";
import { outsideText, paragraph } from "./text-style.ts";
import { drawTable } from "./text-table.ts";

/** A server that cuts a stream into single bytes need not fill the page. */
const mostPieces = 12;

export function drawBoundaries({ comparison, messages, style }: Material): string[] {
  const { pieces: tell, seenBy } = messages.compare;
  return comparison.boundaries.flatMap(({ protocol, writes, pieces, seenBy: who }) =>
    paragraph(tell(protocol, listBytes(writes), pieces.length, listBytes(pieces), seenBy[who]), style),
  );
}

function listBytes(bytes: readonly number[]): string {
  const shown = bytes.slice(0, mostPieces).map(formatCount).join(" + ");
  return bytes.length > mostPieces ? `${shown} …` : shown;
}

export function drawNobody({ comparison, messages, style }: Material): string[] {
  const { met, outcome: outcomes } = messages.compare;
  return comparison.nobody.flatMap(({ protocol, port, outcome, code, afterMs }) => {
    const after = outcome === "silent" ? formatAsked(afterMs) : formatMs(afterMs);
    const said = code === null ? null : outsideText(code, 20);
    return paragraph(met(protocol, port, outcomes[outcome](after), said), style);
  });
}

const counts: readonly CountTopic[] = ["unanswered", "late", "duplicates", "outOfOrder"];

export function drawRepairs({ report, messages, style }: Material): string[] {
  const measured = (["udp", "tcp"] as const)
    .map((protocol) => ({ protocol, series: report.series.filter((one) => one.protocol === protocol) }))
    .filter(({ series }) => series.length > 0);
  if (measured.length === 0) return [];
  const { againByUs, againByKernel, noRoom } = messages.compare;
  const names = messages.counted(0);
  const drops = sumOf(report.series, "serverDrops");
  return [
    ...drawTable(
      {
        aligns: ["left", "right", "right", "right", "right", "right", "right"],
        heads: [["", ...counts.map((topic) => names[topic][0]), againByUs, againByKernel]],
        rows: measured.map(({ protocol, series }) => [
          protocol.toUpperCase(),
          ...counts.map((topic) => formatCount(sumOf(series, topic))),
          // While measuring, each sentence is sent once: a second try would hide what became of the first.
          formatCount(0),
          sentAgain(protocol, series, messages.compare.notTold),
        ]),
      },
      style,
    ),
    ...(drops > 0 ? paragraph(noRoom(drops), style) : []),
  ];
}

function sumOf(series: readonly Series[], topic: CountTopic): number {
  return series.reduce((sum, one) => sum + countOf(one, topic), 0);
}

/** What the kernel sent again: for UDP there is no such thing, and of TCP not every system tells. */
function sentAgain(protocol: Protocol, series: readonly Series[], notTold: string): string {
  if (protocol === "udp") return unknown;
  const told = series.map(({ kernel }) => kernel.retransmissions);
  return told.includes(null) ? notTold : formatCount(told.reduce<number>((sum, count) => sum + (count ?? 0), 0));
}
