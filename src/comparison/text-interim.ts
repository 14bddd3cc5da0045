/** What is said while a measurement goes on: a line now and then, under a head that is said once. */

import { formatCount, formatMs } from "../core/amounts.ts";
import type { Protocol, Summary } from "../measurement/record.ts";
import type { MeasureMessages } from "../narration/measure-language.ts";
import { unknown } from "./text-amounts.ts";

/** How far a series has come, and what came of its last interval. */
export interface Interim {
  readonly protocol: Protocol;
  /** Since the series began to count. */
  readonly elapsedMs: number;
  readonly answered: number;
  readonly sent: number;
  readonly intervalAnswered: number;
  readonly intervalSent: number;
  /** Of the interval. Null where nothing was answered in it. */
  readonly exchangeMs: Summary | null;
}

/** Room for days, for a million sentences a second, and for a thousand seconds. */
const columns = [9, 5, 24, 20, 10, 10] as const;

export function formatInterimHead(messages: MeasureMessages): string {
  const { elapsed, answered, interval } = messages.interim;
  return line([elapsed, "", answered, interval, messages.statistic.medianMs, messages.statistic.p99Ms]);
}

/** One line. Its median and its p99 are those of the interval, however few its exchanges were. */
export function formatInterim(interim: Interim, messages: MeasureMessages): string {
  const { protocol, elapsedMs, answered, sent, intervalAnswered, intervalSent, exchangeMs } = interim;
  return line([
    messages.seconds(elapsedMs),
    protocol.toUpperCase(),
    `${formatCount(answered)}/${formatCount(sent)}`,
    `${formatCount(intervalAnswered)}/${formatCount(intervalSent)}`,
    exchangeMs === null ? unknown : formatMs(exchangeMs.medianMs),
    exchangeMs === null ? unknown : formatMs(exchangeMs.p99Ms),
  ]);
}

function line(texts: readonly string[]): string {
  return texts
    .map((text, index) => " ".repeat(Math.max(1, (columns[index] as number) - Bun.stringWidth(text))) + text)
    .join("");
}
