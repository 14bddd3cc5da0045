/** The exchanges: the table of the ways, and how their times are distributed. */

import type { Series } from "../measurement/record.ts";
import { formatSetting } from "./html-amounts.ts";
import type { Page } from "./html-page.ts";
import { statisticsTable } from "./html-statistics.ts";
import { type Html, html, type Insertable } from "./html-template.ts";
import { nameOfWay } from "./plot-ways.ts";
import type { Plots } from "./plots.ts";

/** Series of one size each, from the shortest sentence. */
export function bySize(series: readonly Series[]): (readonly Series[])[] {
  const sizes = [...new Set(series.map(({ sentenceBytes }) => sentenceBytes))].sort((a, b) => a - b);
  return sizes.map((size) => series.filter(({ sentenceBytes }) => sentenceBytes === size));
}

/** The section of the shortest sentences; the others have theirs at the end of the page. */
export function exchangesSection(first: readonly Series[], plots: Plots, page: Page): Html {
  const { texts } = page;
  return page.section(
    "exchanges",
    html`<p>${texts.lead.exchanges}</p>`,
    loop(first, page),
    exchanges(first, plots, page),
  );
}

/** Every further size, folded away: a sweep has ten of them. */
export function everySizeSection(others: readonly (readonly Series[])[], plots: Plots, page: Page): Html | null {
  if (others.length === 0) return null;
  const folded = others.map((series) => {
    const [{ sentenceBytes }] = series as [Series, ...Series[]];
    return html`<details><summary>${page.texts.bytes(sentenceBytes)}</summary>
${exchanges(series, plots, page)}</details>\n`;
  });
  return page.section("everySize", html`<p class="screen">${page.texts.everySizeHint}</p>`, folded);
}

function exchanges(series: readonly Series[], plots: Plots, page: Page): Insertable {
  const { texts } = page;
  const caption = `${texts.caption.statistics} ${texts.sentencesOf(series[0]?.sentenceBytes ?? 0)}.`;
  const every = Math.max(...series.map(({ sampleEvery }) => sampleEvery));
  return [
    statisticsTable(series, caption, page),
    notes(series, page),
    html`<div class="figures">
${page.figure(plots.distribution(series, texts), texts.caption.distribution)}
${page.figure(plots.times(series, texts), `${texts.caption.times} ${texts.sampled(every)}`)}</div>\n`,
  ];
}

function loop([series]: readonly Series[], page: Page): Html | null {
  if (series === undefined) return null;
  const { texts } = page;
  if (series.loop === "open") {
    return html`<p>${page.quantity("openLoop", texts.loop.open)}: ${texts.openLoop(formatSetting(series.intervalMs))}</p>`;
  }
  return html`<p>${page.quantity("closedLoop", texts.loop.closed)}: ${texts.closedLoop(series.window)}</p>`;
}

/** What a reader of the table has to know of single series. */
function notes(series: readonly Series[], { texts }: Page): Insertable {
  // Where there is one series only, the page says at its top how that ended.
  const isOne = series.length === 1;
  return series.flatMap(({ way, fellBack, end }) => [
    fellBack ? html`<p class="note">${nameOfWay(way, texts)}: ${texts.fellBack}</p>` : null,
    isOne || end.kind === "done" ? null : html`<p class="note">${nameOfWay(way, texts)}: ${texts.seriesEnded}</p>`,
  ]);
}
