/** The record as one HTML page that needs nothing else: no network, no script. Plots are SVG within it. */

import type { Language } from "../narration/language.ts";
import { conditionsSection, definitionsSection } from "./html-conditions.ts";
import { bySize, everySizeSection, exchangesSection } from "./html-exchanges.ts";
import { Page } from "./html-page.ts";
import { differenceSection, firstAnswerSection, sizesSection } from "./html-protocols.ts";
import { questionsSection } from "./html-questions.ts";
import { repairsSection } from "./html-repairs.ts";
import { resultHeader, titleOf } from "./html-result.ts";
import { style } from "./html-style.ts";
import { type Html, html } from "./html-template.ts";
import { boundariesSection, nobodySection, wireSection } from "./html-wire.ts";
import type { Plots } from "./plots.ts";
import type { Report } from "./record.ts";

/** Writes the page in a language. What draws the plots, and the texts, are loaded now and not before. */
export async function renderHtml(report: Report, language: Language): Promise<string> {
  const [{ reportTextsIn }, { plots }] = await Promise.all([
    import("../narration/report-language.ts"),
    import("./plots.ts"),
  ]);
  const page = new Page(reportTextsIn(language));
  const { text } = html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="color-scheme" content="light">
<title>${titleOf(report, page.texts)}</title>
${style}
</head>
<body>
${body(report, plots, page)}</body>
</html>
`;
  return text;
}

function body(report: Report, plots: Plots, page: Page): Html {
  const { series, comparison } = report;
  const [first = [], ...others] = bySize(series);
  const found = html`${resultHeader(report, page)}
${first.length === 0 ? null : exchangesSection(first, plots, page)}
${comparison && firstAnswerSection(comparison.firstAnswer, plots, page)}
${comparison && differenceSection(comparison.differences, plots, page)}
${sizesSection(series, plots, page)}
${comparison && wireSection(comparison.wire, page)}
${comparison && boundariesSection(comparison.boundaries, page)}
${comparison && nobodySection(comparison.nobody, page)}
${series.length === 0 ? null : repairsSection(series, page)}
${questionsSection(report, page)}
${conditionsSection(report, page)}`;
  const everySize = everySizeSection(others, plots, page);
  return html`<main>
${found}
${definitionsSection(html`${found}${everySize}`, page)}
${everySize}
</main>
<footer><p>${page.texts.selfContained}</p></footer>
`;
}
