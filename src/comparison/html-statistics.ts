/** The table of the ways side by side, for the sentences of one size. */

import type { Counts, Series, Summary } from "../measurement/record.ts";
import type { Quantity } from "../narration/report-topics.ts";
import { isEnough } from "./enough.ts";
import { digitsFor, fixed } from "./html-amounts.ts";
import type { Page, Row } from "./html-page.ts";
import { type Html, html } from "./html-template.ts";
import { inOrder } from "./plot-ways.ts";

type Statistic = readonly [Quantity, keyof Summary, label?: string];

const all: readonly Statistic[] = [
  ["minimum", "minMs"],
  ["median", "medianMs"],
  ["mean", "meanMs"],
  ["percentile", "p90Ms", "p90"],
  ["percentile", "p95Ms", "p95"],
  ["percentile", "p99Ms", "p99"],
  ["percentile", "p999Ms", "p99.9"],
  ["maximum", "maxMs"],
];
const few: readonly Statistic[] = [
  ["median", "medianMs"],
  ["percentile", "p99Ms", "p99"],
  ["maximum", "maxMs"],
];

const always: readonly (keyof Counts & Quantity)[] = [
  "sent",
  "answered",
  "late",
  "unanswered",
  "duplicates",
  "outOfOrder",
];
/** Told where they are not 0 for some way. */
const seldom: readonly (keyof Counts & Quantity)[] = [
  "wrong",
  "stray",
  "notSent",
  "icmpErrors",
  "resets",
  "connections",
];

export function statisticsTable(series: readonly Series[], caption: string, page: Page): Html {
  const ways = inOrder(series);
  const head = ways.map(({ way }) => wayHead(page, way));
  return page.table({ caption, head: ["", ...head], rows: rows(ways, page), kind: "columns" });
}

/** The head of a way's column. */
export function wayHead({ texts }: Page, way: Series["way"]): Html {
  const { protocol, how } = texts.way[way];
  return html`<span class="protocol">${protocol}</span> <small>${how}</small>`;
}

function rows(ways: readonly Series[], page: Page): Row[] {
  const { group, jitterFormula } = page.texts;
  const counted = [...always, ...seldom.filter((name) => ways.some(({ counts }) => counts[name] > 0))];
  const row = (name: Html, of: (series: Series) => number | null, digits?: number) =>
    amounts(name, ways.map(of), digits);
  return [
    { name: html`${page.quantity("exchange")} (ms)`, cells: [] },
    ...times(ways, (one) => one.exchangeMs, all, page),
    written(
      html`${page.quantity("jitter")}: ${jitterFormula}`,
      ways.map((one) => one.jitterMs),
      digitsOf(ways.map((one) => one.exchangeMs)),
    ),
    ...apart("setUp", ways, (one) => one.connectMs, page),
    ...apart("sendDelay", ways, (one) => one.sendDelayMs, page),
    { name: group.rate, cells: [] },
    row(html`${page.quantity("elapsed")} (s)`, (one) => one.elapsedMs / 1_000, 2),
    row(page.quantity("sentencesPerSecond"), (one) => one.sentencesPerSecond, 1),
    row(page.quantity("bytesPerSecond"), (one) => one.bytesPerSecond, 0),
    { name: group.counts, cells: [] },
    ...counted.map((name) => row(page.quantity(name), ({ counts }) => counts[name], 0)),
  ];
}

type Times = (series: Series) => Summary | null;

/** A group of its own, where any way has it. */
function apart(quantity: "setUp" | "sendDelay", ways: readonly Series[], of: Times, page: Page): Row[] {
  if (ways.every((one) => of(one) === null)) return [];
  return [{ name: html`${page.quantity(quantity)} (ms)`, cells: [] }, ...times(ways, of, few, page)];
}

function times(ways: readonly Series[], of: Times, statistics: readonly Statistic[], page: Page): Row[] {
  const summaries = ways.map(of);
  const digits = digitsOf(summaries);
  const row = ([quantity, field, label]: Statistic) =>
    written(
      page.quantity(quantity, label),
      summaries.map((summary) => (summary !== null && isEnough(summary.n, field) ? summary[field] : null)),
      digits,
    );
  const counts = summaries.map((summary) => summary?.n ?? (statistics === all ? 0 : null));
  return [written(page.quantity("n"), counts, 0), ...statistics.map(row)];
}

/** As many as the medians are worth: all of a group are written alike, so that points stand under each other. */
function digitsOf(summaries: readonly (Summary | null)[]): number {
  return digitsFor(summaries.map((summary) => summary?.medianMs ?? null));
}

function amounts(name: Html, values: readonly (number | null)[], mostDigits?: number): Row {
  return written(name, values, digitsFor(values, mostDigits));
}

function written(name: Html, values: readonly (number | null)[], digits: number): Row {
  return { name, cells: values.map((value) => (value === null ? "—" : fixed(value, digits))) };
}
