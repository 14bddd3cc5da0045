/** A sweep of sizes in one table: a row for each. */

import { formatCount } from "../core/amounts.ts";
import type { Series } from "../measurement/record.ts";
import type { MeasureMessages } from "../narration/measure-language.ts";
import type { CountTopic, Statistic } from "../narration/measure-topics.ts";
import { formatRate, hasTooFew, statisticCell } from "./text-amounts.ts";
import { tellIncidents, whatWasDone } from "./text-series.ts";
import { aside, heading, paragraph, type TextStyle } from "./text-style.ts";
import { drawTable } from "./text-table.ts";

const shown: readonly Statistic[] = ["medianMs", "p90Ms", "p99Ms"];
const incidents: readonly CountTopic[] = [
  "late",
  "duplicates",
  "outOfOrder",
  "serverDrops",
  "wrong",
  "stray",
  "notSent",
  "icmpErrors",
  "resets",
];

export function drawSweep(
  sweep: readonly [Series, ...Series[]],
  messages: MeasureMessages,
  style: TextStyle,
): string[] {
  const [first] = sweep;
  const sizes = sweep.map(({ sentenceBytes }) => sentenceBytes);
  const sentences = messages.sentencesFrom(Math.min(...sizes), Math.max(...sizes), sizes.length);
  return [
    ...heading(messages.title(first.protocol, first.peer, sentences), style),
    ...whatWasDone(first, messages, style),
    "",
    ...drawSizes(sweep, messages, style),
    ...sweep.flatMap((series) => {
      const told = tellIncidents(series, incidents, messages);
      return told === "" ? [] : paragraph(messages.countAtSize(series.sentenceBytes, told), style);
    }),
  ];
}

function drawSizes(sweep: readonly Series[], messages: MeasureMessages, style: TextStyle): string[] {
  const { answered, unanswered } = messages.counted(0);
  const head = [
    messages.bytes,
    answered[0],
    unanswered[0],
    ...shown.map((statistic) => messages.statistic[statistic]),
    messages.perSecond,
  ];
  const rows = sweep.map(({ sentenceBytes, counts, exchangeMs, sentencesPerSecond }) => [
    formatCount(sentenceBytes),
    formatCount(counts.answered),
    formatCount(counts.unanswered),
    ...shown.map((statistic) => statisticCell(exchangeMs, statistic)),
    formatRate(sentencesPerSecond),
  ]);
  const aligns = head.map((_, column) => (column >= 3 && column < 3 + shown.length ? "point" : "right"));
  const few = sweep.some(({ exchangeMs }) => exchangeMs !== null && hasTooFew(exchangeMs.n, shown));
  return [
    ...drawTable({ aligns, heads: [head], rows }, style),
    ...aside(messages.timesInMs, style),
    ...(few ? aside(messages.tooFew, style) : []),
  ];
}
