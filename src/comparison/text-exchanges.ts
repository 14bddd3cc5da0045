/** Exchange times once the connection is warm, side by side, and whether they differ. */

import { formatCount, formatMs } from "../core/amounts.ts";
import type { Series, Way } from "../measurement/record.ts";
import type { MeasureMessages } from "../narration/measure-language.ts";
import type { Statistic } from "../narration/measure-topics.ts";
import { intervalRank, whyNone } from "./difference.ts";
import type { Difference } from "./record.ts";
import { formatDifference, hasTooFew, statisticCell, statistics, unknown } from "./text-amounts.ts";
import type { Material } from "./text-material.ts";
import { scaleOf } from "./text-scale.ts";
import { aside, emphasis } from "./text-style.ts";
import { drawTable } from "./text-table.ts";

const warm: readonly Way[] = ["datagrams", "one-connection"];

/** UDP and TCP; a server that closes after each reply has no connection that stays, and stands for itself. */
function warmSeries({ report }: Material, bytes: number): Series[] {
  const isShown = ({ way, fellBack }: Series) => warm.includes(way) || fellBack;
  const shown = report.series.filter((series) => series.sentenceBytes === bytes && isShown(series));
  return shown.toSorted((a, b) => Number(a.protocol === "tcp") - Number(b.protocol === "tcp"));
}

const shown = statistics.slice(0, statistics.indexOf("p99Ms") + 1);

export function drawExchanges(material: Material): string[] {
  const [bytes, ...more] = material.sizes;
  if (bytes === undefined) return [];
  return more.length === 0 ? drawOneSize(material, bytes) : drawSweep(material);
}

function drawOneSize(material: Material, bytes: number): string[] {
  const { messages, style, comparison } = material;
  const measured = warmSeries(material, bytes).filter(({ exchangeMs }) => exchangeMs !== null);
  if (measured.length === 0) return [];
  const scale = scaleOf(measured, shown);
  const rows = shown.map((statistic) => [
    messages.statistic[statistic],
    ...measured.map(({ exchangeMs }) => statisticCell(exchangeMs, statistic)),
    scale(statistic),
  ]);
  const protocols = measured.map(({ protocol }) => protocol.toUpperCase());
  const counts = measured.map(({ exchangeMs }) => `n ${formatCount(exchangeMs?.n ?? 0)}`);
  const aligns = ["left", ...measured.map(() => "point" as const), "left"] as const;
  const verdicts = comparison.differences.filter(({ sentenceBytes }) => sentenceBytes === bytes);
  return [
    ...drawTable(
      {
        aligns,
        heads: [
          ["", ...protocols],
          ["ms", ...counts],
        ],
        rows,
      },
      style,
    ),
    ...tellFew(measured, shown, material),
    ...tellFallback(measured, material),
    ...verdicts.flatMap((difference) => emphasis(tellVerdict(difference, messages), style)),
    ...(verdicts.length > 0 && isTroubled(measured) ? aside(messages.compare.medianOnly, style) : []),
  ];
}

/** Some sentences were not answered in time, or some of TCP's came late because its kernel had to send again. */
function isTroubled(measured: readonly Series[]): boolean {
  return measured.some(({ counts, kernel }) => counts.unanswered + counts.late + (kernel.retransmissions ?? 0) > 0);
}

/** Says which of both takes longer and by how much, from its own point of view; or that nobody can tell. */
function tellVerdict(difference: Difference, messages: MeasureMessages): string {
  const { verdict, medianMs, lowMs, highMs, pairs } = difference;
  const { tcpSlower, udpSlower } = messages.compare;
  switch (verdict) {
    case "tcp-slower":
      return tcpSlower(formatDifference(medianMs), formatRange(lowMs, highMs, messages), pairs);
    case "udp-slower":
      return udpSlower(formatDifference(-medianMs), formatRange(-highMs, -lowMs, messages), pairs);
    case "none-shown":
      return tellNone(difference, messages);
  }
}

function tellNone(difference: Difference, messages: MeasureMessages): string {
  const { medianMs, lowMs, highMs, pairs, errorMs } = difference;
  const { noneShown, withinError, tooFewPairs } = messages.compare;
  if (intervalRank(pairs) === 0) return tooFewPairs(formatDifference(medianMs), pairs);
  // An interval without 0 in it looks like a difference, so the reason comes first.
  const tell = whyNone(difference) === "within-error" ? withinError : noneShown;
  return tell(formatDifference(medianMs), formatRange(lowMs, highMs, messages), pairs, formatMs(errorMs));
}

/** With the unit once, where it is one. */
function formatRange(lowMs: number, highMs: number, messages: MeasureMessages): string {
  const [low, high] = [formatDifference(lowMs), formatDifference(highMs)];
  return messages.compare.range(high.endsWith(" ms") ? low.replace(/ ms$/, "") : low, high);
}

function drawSweep(material: Material): string[] {
  const { sizes, messages, style, comparison } = material;
  const columns: readonly Statistic[] = ["medianMs", "p99Ms"];
  const rows = sizes.map((bytes) => [
    formatCount(bytes),
    ...(["udp", "tcp"] as const).flatMap((protocol) => {
      const series = warmSeries(material, bytes).find((one) => one.protocol === protocol);
      return columns.map((statistic) => statisticCell(series?.exchangeMs ?? null, statistic));
    }),
    differenceCell(
      comparison.differences.find(({ sentenceBytes }) => sentenceBytes === bytes),
      messages,
    ),
  ]);
  const { medianMs, p99Ms } = messages.statistic;
  const head = [messages.bytes, `UDP ${medianMs}`, p99Ms, `TCP ${medianMs}`, p99Ms, messages.compare.tcpMinusUdp];
  const measured = sizes.flatMap((bytes) => warmSeries(material, bytes));
  return [
    ...drawTable({ aligns: ["right", "point", "point", "point", "point", "left"], heads: [head], rows }, style),
    ...tellFew(measured, columns, material),
    ...tellFallback(measured, material),
    ...aside(messages.compare.sweepNote, style),
  ];
}

function differenceCell(difference: Difference | undefined, messages: MeasureMessages): string {
  if (difference === undefined) return unknown;
  const { verdict, medianMs, lowMs, highMs } = difference;
  if (verdict === "none-shown") return messages.compare.noneShownShort;
  const range = formatRange(lowMs, highMs, messages).replace(/ ms$/, "");
  return `${medianMs > 0 ? "+" : ""}${formatDifference(medianMs).replace(/ ms$/, "")} (${range})`;
}

function tellFallback(measured: readonly Series[], { messages, style }: Material): string[] {
  return measured.some(({ fellBack }) => fellBack) ? aside(messages.compare.noWarmConnection, style) : [];
}

function tellFew(measured: readonly Series[], which: readonly Statistic[], { messages, style }: Material): string[] {
  const few = measured.some(({ exchangeMs }) => exchangeMs !== null && hasTooFew(exchangeMs.n, which));
  return few ? aside(messages.tooFew, style) : [];
}
