/** What all parts of the page share: its texts, the numbers of its tables and figures, and how these look. */

import type { ReportTexts } from "../narration/report.ts";
import type { Quantity, Section } from "../narration/report-topics.ts";
import { Html, html, type Insertable } from "./html-template.ts";

/** A row of a table; one without cells is a heading within it. */
export interface Row {
  readonly name: Insertable;
  readonly cells: readonly Insertable[];
}

export interface Table {
  readonly caption: Insertable;
  /** Heads of the columns; the first stands over the rows' names. */
  readonly head: readonly Insertable[];
  readonly rows: readonly Row[];
  /** `columns`: values of one kind side by side. `fields`: a phone shows each row as a list of its fields. */
  readonly kind: "columns" | "fields";
  /** Columns of words, by number, without the first; the others hold amounts. */
  readonly words?: readonly number[];
}

export class Page {
  #tables = 0;
  #figures = 0;

  constructor(readonly texts: ReportTexts) {}

  section(name: Section, ...content: readonly Insertable[]): Html {
    return html`<section id="${name}">\n<h2>${this.texts.section[name]}</h2>\n${content}\n</section>\n`;
  }

  /** The name of a quantity, as a link to its definition: what is linked is defined, and nothing else. */
  quantity(quantity: Quantity, label: string = this.texts.quantity[quantity].name): Html {
    return html`<a class="q" href="#q-${quantity}">${label}</a>`;
  }

  table({ caption, head, rows, kind, words = [] }: Table): Html {
    const label = this.texts.table(++this.#tables);
    const labels = head.slice(1);
    const columns = head.map((cell, i) => html`<th scope="col"${word(words, i - 1)}>${cell}</th>`);
    return html`<table class="${kind} of-${labels.length}">
<caption><b>${label}</b> ${caption}</caption>
<thead><tr>${columns}</tr></thead>
<tbody>
${rows.map(({ name, cells }) => (cells.length === 0 ? heading(name, head.length) : row(name, cells, { labels: kind === "fields" ? labels : null, words })))}</tbody>
</table>\n`;
  }

  /** A plot with its caption; nothing where there is no plot. */
  figure(svg: string | null, caption: string): Html | null {
    if (svg === null) return null;
    const label = this.texts.figure(++this.#figures);
    return html`<figure>${plot(svg, `${label} ${caption}`)}<figcaption><b>${label}</b> ${caption}</figcaption></figure>\n`;
  }
}

function heading(name: Insertable, columns: number): Html {
  return html`<tr class="group"><th colspan="${columns}" scope="rowgroup">${name}</th></tr>\n`;
}

interface Columns {
  /** What each amount is, where a phone shows them below each other. */
  readonly labels: readonly Insertable[] | null;
  readonly words: readonly number[];
}

function row(name: Insertable, cells: readonly Insertable[], { labels, words }: Columns): Html {
  const written = cells.map((cell, i) => {
    const label = labels && html`<span class="label">${labels[i] ?? null}</span> `;
    return html`<td${word(words, i)}>${label}<span>${cell}</span></td>`;
  });
  return html`<tr><th scope="row">${name}</th>${written}</tr>\n`;
}

function word(words: readonly number[], column: number): Html | null {
  return words.includes(column) ? html` class="word"` : null;
}

/** Whoever cannot see a plot is told what it shows. */
function plot(svg: string, label: string): Html {
  const { text } = html`role="img" aria-label="${label}"`;
  return new Html(svg.replace("<svg ", `<svg ${text} `));
}
