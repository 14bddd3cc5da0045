/** One series in words and figures: what was done, what became of the sentences, and how long they took. */

import { formatCount, formatMs } from "../core/amounts.ts";
import type { Series, Summary } from "../measurement/record.ts";
import type { MeasureMessages } from "../narration/measure-language.ts";
import type { CountTopic } from "../narration/measure-topics.ts";
import {
  formatAsked,
  formatByteRate,
  formatPercent,
  formatRate,
  hasTooFew,
  statisticCell,
  statistics,
} from "./text-amounts.ts";
import { drawHistogram } from "./text-histogram.ts";
import { aside, heading, paragraph, type TextStyle } from "./text-style.ts";
import { drawTable } from "./text-table.ts";

/** What became of a sentence, or of its reply: always told, and each apart. */
const fates: readonly CountTopic[] = ["answered", "unanswered", "late", "duplicates", "outOfOrder"];
/** Told where there was any. */
const incidents: readonly CountTopic[] = [
  "serverDrops",
  "wrong",
  "stray",
  "notSent",
  "icmpErrors",
  "connections",
  "resets",
];
/** These are parts of the sentences sent, and add up to them. */
const parts: readonly CountTopic[] = ["answered", "unanswered", "late"];

export function drawSeries(series: Series, messages: MeasureMessages, style: TextStyle): string[] {
  const { protocol, peer, sentenceBytes } = series;
  return [
    ...heading(messages.title(protocol, peer, messages.sentencesOf(sentenceBytes)), style),
    ...whatWasDone(series, messages, style),
    "",
    ...drawCounts(series, messages, style),
    "",
    ...drawTimes(series, messages, style),
    ...[drawHistogram(series.histogram, style)].flatMap((lines) => (lines.length > 0 ? ["", ...lines] : [])),
  ];
}

/** How the sentences were carried, when they were sent, and what does not count. */
export function whatWasDone(series: Series, messages: MeasureMessages, style: TextStyle): string[] {
  const { way, loop, window, intervalMs, warmup, fellBack } = series;
  const carried = fellBack ? messages.fellBack : messages.way[way];
  const sent = loop === "closed" ? messages.closedLoop(window) : messages.openLoop(formatAsked(intervalMs));
  return paragraph(`${carried} ${sent} ${messages.warmup(warmup)}`, style);
}

export function countOf({ counts, kernel }: Series, topic: CountTopic): number {
  return topic === "serverDrops" ? (kernel.serverDrops ?? 0) : counts[topic];
}

/** The incidents of a series, as one text: `3 late, 1 duplicate`; empty where there were none. */
export function tellIncidents(series: Series, topics: readonly CountTopic[], messages: MeasureMessages): string {
  const counted = messages.counted(series.replyTimeoutMs);
  return topics
    .filter((topic) => countOf(series, topic) > 0)
    .map((topic) => messages.incident(formatCount(countOf(series, topic)), counted[topic][0]))
    .join(", ");
}

function drawCounts(series: Series, messages: MeasureMessages, style: TextStyle): string[] {
  const { sent } = series.counts;
  const counted = messages.counted(series.replyTimeoutMs);
  const told = [...fates, ...incidents.filter((topic) => countOf(series, topic) > 0)];
  const rows = told.map((topic) => {
    const [name, meaning] = counted[topic];
    const count = countOf(series, topic);
    return [name, formatCount(count), parts.includes(topic) ? formatPercent(count, sent) : "", meaning];
  });
  return [
    ...paragraph(messages.sentIn(sent, series.elapsedMs), style),
    ...drawTable({ aligns: ["left", "right", "right", "text"], rows }, style),
  ];
}

function drawTimes(series: Series, messages: MeasureMessages, style: TextStyle): string[] {
  const { exchangeMs, connectMs, sendDelayMs, jitterMs, sentencesPerSecond, bytesPerSecond } = series;
  const summaries: readonly (readonly [string, Summary | null])[] = [
    [messages.exchangeTime, exchangeMs],
    [messages.connectTime, connectMs],
    [messages.sendDelay, sendDelayMs],
  ];
  const told = summaries.flatMap(([name, summary]) => (summary === null ? [] : [{ name, summary }]));
  const rows = told.map(({ name, summary }) => [
    name,
    // One time alone, such as that of one connection, is said once.
    ...statistics.map((statistic) =>
      summary.n > 1 || statistic === "medianMs" ? statisticCell(summary, statistic) : "",
    ),
  ]);
  const head = ["ms", ...statistics.map((statistic) => messages.statistic[statistic])];
  return [
    ...(exchangeMs === null ? paragraph(messages.noTimes, style) : []),
    ...(told.length > 0
      ? drawTable({ aligns: ["left", ...statistics.map(() => "right" as const)], heads: [head], rows }, style)
      : []),
    ...(told.some(({ summary }) => summary.n > 1 && hasTooFew(summary.n, statistics))
      ? aside(messages.tooFew, style)
      : []),
    ...(jitterMs === null ? [] : paragraph(messages.jitter(formatMs(jitterMs)), style)),
    ...paragraph(messages.rates(formatRate(sentencesPerSecond), formatByteRate(bytesPerSecond)), style),
    ...tellKernel(series, messages, style),
  ];
}

/** Over TCP the kernel sends again; over UDP it never does. */
function tellKernel({ protocol, kernel }: Series, messages: MeasureMessages, style: TextStyle): string[] {
  if (protocol === "udp") return [];
  const { segmentsOut, segmentsIn, retransmissions } = kernel;
  return paragraph(messages.kernel(segmentsOut, segmentsIn, retransmissions), style);
}
