/** Sections that lay the protocols side by side: the first answer, the difference, the sizes. */

import type { Series, Way } from "../measurement/record.ts";
import { isEnough } from "./enough.ts";
import { digitsFor, digitsForInterval, fixed } from "./html-amounts.ts";
import { bySize } from "./html-exchanges.ts";
import type { Page } from "./html-page.ts";
import { wayHead } from "./html-statistics.ts";
import { type Html, html } from "./html-template.ts";
import { inOrder } from "./plot-ways.ts";
import type { Plots } from "./plots.ts";
import type { Comparison, Difference } from "./record.ts";

export function firstAnswerSection(first: Comparison["firstAnswer"], plots: Plots, page: Page): Html | null {
  const { texts } = page;
  const protocols = (["udp", "tcp"] as const).filter((protocol) => first[protocol] !== null);
  if (protocols.length === 0) return null;
  const medians = protocols.map((protocol) => first[protocol]?.measuredMs?.medianMs ?? null);
  const connects = protocols.map((protocol) => first[protocol]?.connectMs?.medianMs ?? null);
  const digits = digitsFor([...medians, ...connects]);
  const shown = (ms: number | null | undefined) => (ms === null || ms === undefined ? "—" : fixed(ms, digits));
  const rows = protocols.map((protocol, i) => ({
    name: protocol.toUpperCase(),
    cells: [
      first[protocol]?.predictedRoundTrips ?? null,
      first[protocol]?.measuredMs?.n ?? "—",
      shown(medians[i]),
      shown(connects[i]),
    ],
  }));
  const head = [
    texts.column.protocol,
    page.quantity("predicted"),
    page.quantity("n"),
    html`${page.quantity("firstAnswer")}, ${texts.column.median}`,
    html`${page.quantity("setUp")}, ${texts.column.median}`,
  ];
  const ratio = html`<p class="key">${page.quantity("ratio", texts.ratio)} <b>${first.ratio?.toFixed(2) ?? "—"}</b></p>`;
  return page.section(
    "firstAnswer",
    html`<p>${texts.lead.firstAnswer}</p>`,
    page.table({ caption: texts.caption.firstAnswerTable, head, rows, kind: "fields" }),
    first.ratio === null ? null : ratio,
    page.figure(plots.firstAnswer(first, texts), texts.caption.firstAnswer),
  );
}

export function differenceSection(differences: readonly Difference[], plots: Plots, page: Page): Html | null {
  const { texts } = page;
  if (differences.length === 0) return null;
  const digits = Math.max(...differences.map(digitsForInterval));
  const rows = differences.map(({ sentenceBytes, pairs, medianMs, lowMs, highMs, errorMs, verdict }) => ({
    name: texts.bytes(sentenceBytes),
    cells: [
      fixed(pairs, 0),
      fixed(medianMs, digits),
      `${fixed(lowMs, digits)} … ${fixed(highMs, digits)}`,
      `${Number(errorMs.toPrecision(3))}`,
      texts.verdict[verdict],
    ],
  }));
  const head = [
    page.quantity("sentence"),
    page.quantity("pairs"),
    html`${page.quantity("difference")}, ${texts.column.median}`,
    html`${page.quantity("interval95")} (ms)`,
    html`${page.quantity("measuringError")} (ms)`,
    texts.column.verdict,
  ];
  return page.section(
    "difference",
    html`<p>${texts.lead.difference}</p>`,
    page.table({ caption: texts.caption.differenceTable, head, rows, kind: "fields", words: [4] }),
    page.figure(plots.differences(differences, texts), texts.caption.difference),
  );
}

/** Nothing where all sentences had one size. */
export function sizesSection(series: readonly Series[], plots: Plots, page: Page): Html | null {
  const { texts } = page;
  const swept = sweptOf(series);
  const sizes = bySize(swept);
  if (sizes.length < 2) return null;
  const ways = [...new Set(inOrder(swept).map(({ way }) => way))];
  const digits = digitsFor(swept.map(({ exchangeMs }) => exchangeMs?.medianMs ?? null));
  const rows = sizes.map((ofSize) => ({
    name: texts.bytes(ofSize[0]?.sentenceBytes ?? 0),
    cells: ways.map((way) => medianAndP99(ofSize, way, digits)),
  }));
  const head = [page.quantity("sentence"), ...ways.map((way) => wayHead(page, way))];
  return page.section(
    "sizes",
    html`<p>${texts.lead.sizes}</p>`,
    page.table({ caption: texts.caption.sizeTable, head, rows, kind: "columns" }),
    page.figure(plots.sizes(swept, texts), texts.caption.sizes),
  );
}

/** Ways that carried one size only have nothing to show of sizes. */
function sweptOf(series: readonly Series[]): Series[] {
  return series.filter(({ way, sentenceBytes }) => {
    return series.some((other) => other.way === way && other.sentenceBytes !== sentenceBytes);
  });
}

function medianAndP99(series: readonly Series[], way: Way, digits: number): string {
  const times = series.find((one) => one.way === way)?.exchangeMs;
  if (times === null || times === undefined) return "—";
  const p99 = isEnough(times.n, "p99Ms") ? fixed(times.p99Ms, digits) : "—";
  return `${fixed(times.medianMs, digits)} / ${p99}`;
}
