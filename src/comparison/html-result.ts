/** The top of the page: what it is, how the run ended, and what it found, in a sentence. */

import type { Series } from "../measurement/record.ts";
import type { DifferenceFacts, Notice, ReportTexts } from "../narration/report.ts";
import { whyNone } from "./difference.ts";
import { isEnough } from "./enough.ts";
import { digitsForInterval, fixed, formatSetting, formatTime } from "./html-amounts.ts";
import { formatInstant } from "./html-conditions.ts";
import type { Page } from "./html-page.ts";
import { countOf, kernelCountOf } from "./html-repairs.ts";
import { type Html, html, type Insertable } from "./html-template.ts";
import { inOrder, nameOfWay } from "./plot-ways.ts";
import type { Difference, Report } from "./record.ts";

/** `TCP and UDP, side by side`, or the one protocol that was measured. */
export function titleOf({ kind, series, conditions }: Report, texts: ReportTexts): string {
  const protocol = series[0]?.protocol ?? (conditions.udp === null ? "tcp" : "udp");
  return texts.title[kind === "comparison" ? kind : protocol];
}

export function resultHeader(report: Report, { texts }: Page): Html {
  const { program, startedAt } = report.conditions;
  return html`<header>
<h1>${titleOf(report, texts)}</h1>
<p class="subtitle">${texts.subtitle[report.kind]}</p>
<p class="made">${texts.made(program, formatInstant(startedAt))}</p>
${endNotice(report, texts)}${missingNotice(report, texts)}
<p class="result">${resultOf(report, texts)}</p>
${repairOf(report, texts)}</header>\n`;
}

function endNotice({ end }: Report, texts: ReportTexts): Html | null {
  switch (end.kind) {
    case "done":
      return null;
    case "interrupted":
      return notice(texts.end.interrupted(end));
    case "refused":
      return notice(texts.end.refused(end));
    case "silent":
      return notice(texts.end.silent(end));
    case "not-reachable":
      return notice(texts.end["not-reachable"](end));
    case "wrong-service":
      return notice(
        texts.end["wrong-service"](end),
        html`<dl class="replies"><dt>${texts.expected}</dt><dd><code>${end.expected}</code></dd>
<dt>${texts.got}</dt><dd><code>${end.got}</code></dd></dl>`,
      );
  }
}

function missingNotice({ comparison }: Report, texts: ReportTexts): Html | null {
  if (!comparison?.missing) return null;
  const { protocol, cause } = comparison.missing;
  return notice(texts.missing(protocol === "udp" ? "UDP" : "TCP", texts.cause(cause)));
}

function notice({ title, text }: Notice, more: Insertable = null): Html {
  return html`<aside class="notice"><h2>${title}</h2><p>${text}</p>${more}</aside>\n`;
}

/** One sentence. No winner is named that the record does not name. */
export function resultOf({ series, comparison }: Report, texts: ReportTexts): string {
  const [difference] = comparison?.differences ?? [];
  if (difference !== undefined) return differenceResult(difference, texts);
  const first = inOrder(series).find(({ exchangeMs }) => exchangeMs !== null);
  if (!first?.exchangeMs) return texts.result.empty;
  const { n, medianMs, p99Ms } = first.exchangeMs;
  const p99 = isEnough(n, "p99Ms") ? formatTime(p99Ms) : undefined;
  return texts.result.single(nameOfWay(first.way, texts), fixed(n, 0), formatTime(medianMs), p99);
}

function differenceResult(difference: Difference, texts: ReportTexts): string {
  switch (difference.verdict) {
    case "tcp-slower":
      return texts.result.slower("TCP", factsOf(difference, 1, texts));
    case "udp-slower":
      return texts.result.slower("UDP", factsOf(difference, -1, texts));
    case "none-shown":
      return texts.result.noneShown(factsOf(difference, 1, texts), whyNone(difference));
  }
}

/** @param sign -1 turns the difference around: how much longer UDP took. */
function factsOf(difference: Difference, sign: 1 | -1, texts: ReportTexts): DifferenceFacts {
  const { sentenceBytes, pairs, medianMs, lowMs, highMs, errorMs } = difference;
  const digits = digitsForInterval(difference);
  const shown = (ms: number) => formatTime(sign * ms, digits);
  const [low, high] = sign === 1 ? [lowMs, highMs] : [highMs, lowMs];
  return {
    size: texts.bytes(sentenceBytes),
    median: shown(medianMs),
    low: shown(low),
    high: shown(high),
    pairs: fixed(pairs, 0),
    error: formatSetting(errorMs),
  };
}

/** What stayed without an answer, and what TCP's kernel did instead. */
function repairOf({ series }: Report, texts: ReportTexts): Html | null {
  const told = (["udp", "tcp"] as const).flatMap((protocol) => unansweredOf(series, protocol, texts));
  const segments = kernelCountOf(series, "retransmissions") ?? 0;
  const hasTcp = series.some(({ protocol }) => protocol === "tcp");
  if (hasTcp && segments > 0 && countOf(series, "tcp", "unanswered") === 0) told.push(texts.result.sentAgain(segments));
  return told.length === 0 ? null : html`<p>${told.join(" ")}</p>\n`;
}

function unansweredOf(series: readonly Series[], protocol: Series["protocol"], texts: ReportTexts): string[] {
  const unanswered = countOf(series, protocol, "unanswered");
  const name = protocol === "udp" ? "UDP" : "TCP";
  return unanswered === 0 ? [] : [texts.result.unanswered(name, unanswered, countOf(series, protocol, "sent"))];
}
