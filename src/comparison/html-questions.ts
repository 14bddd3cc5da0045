/** Three questions for a lab sheet: those that this run can answer best. */

import type { Series } from "../measurement/record.ts";
import type { ReportTexts } from "../narration/report.ts";
import type { QuestionTexts } from "../narration/report-parts.ts";
import { whyNone } from "./difference.ts";
import { isEnough } from "./enough.ts";
import { digitsFor, digitsForInterval, fixed, formatSetting, formatTime } from "./html-amounts.ts";
import { withRfcs } from "./html-conditions.ts";
import type { Page } from "./html-page.ts";
import { countOf, kernelCountOf } from "./html-repairs.ts";
import { type Html, html } from "./html-template.ts";
import type { Report } from "./record.ts";

const wanted = 3;

export function questionsSection(report: Report, page: Page): Html {
  const questions = questionsOf(report, page.texts);
  return page.section("questions", html`<ol>${questions.map((text) => html`<li>${withRfcs(text)}</li>\n`)}</ol>`);
}

/** Best first; there are always enough, for the last three need no data. */
function questionsOf(report: Report, texts: ReportTexts): string[] {
  const { question } = texts;
  const [first] = report.series;
  return [
    handshake(report, question),
    loss(report, question) ?? noLoss(report, question),
    interval(report, question),
    headers(report, texts),
    ...(first === undefined ? [] : ofOneSeries(first, question)),
    question.counts,
    question.silence,
    question.warmup,
  ]
    .filter((text) => text !== null)
    .slice(0, wanted);
}

function handshake({ comparison }: Report, question: QuestionTexts): string | null {
  const { udp, tcp, ratio } = comparison?.firstAnswer ?? { udp: null, tcp: null, ratio: null };
  if (!udp?.measuredMs || !tcp?.measuredMs || ratio === null) return null;
  return question.handshake(formatTime(udp.measuredMs.medianMs), formatTime(tcp.measuredMs.medianMs), ratio.toFixed(2));
}

/** What TCP pays where UDP goes without an answer. */
function loss({ series }: Report, question: QuestionTexts): string | null {
  const unanswered = countOf(series, "udp", "unanswered");
  const segments = kernelCountOf(series, "retransmissions") ?? 0;
  const tcp = series.find(({ way, exchangeMs }) => way === "one-connection" && exchangeMs !== null)?.exchangeMs;
  if (unanswered === 0 || segments === 0 || !tcp) return null;
  return question.loss({ unanswered, segments, median: formatTime(tcp.medianMs), max: formatTime(tcp.maxMs) });
}

/** Only who saw both protocols without a fault can think about what one would do. */
function noLoss({ series }: Report, question: QuestionTexts): string | null {
  const unanswered = countOf(series, "udp", "unanswered");
  const isClean = unanswered === 0 && kernelCountOf(series, "retransmissions") === 0; // and not: nobody knows
  const protocols = new Set(series.filter(({ exchangeMs }) => exchangeMs !== null).map(({ protocol }) => protocol));
  return isClean && protocols.size === 2 ? question.noLoss : null;
}

function interval({ comparison }: Report, question: QuestionTexts): string | null {
  const [first] = comparison?.differences ?? [];
  if (first === undefined) return null;
  const { lowMs, highMs, pairs, errorMs, verdict } = first;
  const digits = digitsForInterval(first);
  const [low, high] = [formatTime(lowMs, digits), formatTime(highMs, digits)];
  if (verdict !== "none-shown") return question.intervalBesideZero(low, high, fixed(pairs, 0));
  return {
    "holds-zero": question.intervalHoldsZero(low, high, fixed(pairs, 0)),
    "within-error": question.intervalWithinError(low, high, formatSetting(errorMs)),
    "too-few": null,
  }[whyNone(first)];
}

function headers({ comparison }: Report, texts: ReportTexts): string | null {
  const wires = comparison?.wire ?? [];
  const udp = wires.find(({ way }) => way === "datagrams");
  const tcp = wires.find(({ way, sentenceBytes }) => way === "one-connection" && sentenceBytes === udp?.sentenceBytes);
  if (udp === undefined || tcp === undefined) return null;
  const bytes = (count: number) => fixed(count, digitsFor([count], 1));
  return texts.question.headers({
    size: texts.bytes(udp.sentenceBytes),
    udp: bytes(udp.headerBytesPerSentence),
    tcp: bytes(tcp.headerBytesPerSentence),
  });
}

function ofOneSeries(series: Series, question: QuestionTexts): string[] {
  const { exchangeMs, loop, window, intervalMs, replyTimeoutMs, sentencesPerSecond } = series;
  if (exchangeMs === null) return [];
  const { n, medianMs, meanMs, p90Ms, p99Ms } = exchangeMs;
  const perSecond = fixed(sentencesPerSecond, digitsFor([sentencesPerSecond], 1));
  return [
    loop === "closed"
      ? question.rate({ window, median: formatTime(medianMs), perSecond })
      : question.openLoop(formatSetting(intervalMs)),
    ...(isEnough(n, "p99Ms") ? [question.mean(formatTime(meanMs), formatTime(medianMs), formatTime(p99Ms))] : []),
    ...(isEnough(n, "p90Ms") ? [question.timeout(formatSetting(replyTimeoutMs), formatTime(p90Ms))] : []),
  ];
}
