/** What went over the wire, how many pieces it came in, and what a port without a program answered. */

import { digitsFor, fixed } from "./html-amounts.ts";
import type { Page, Row } from "./html-page.ts";
import { type Html, html, type Insertable } from "./html-template.ts";
import { inOrder, nameOfWay } from "./plot-ways.ts";
import type { Boundaries, Comparison, Wire } from "./record.ts";

export function wireSection(wires: readonly Wire[], page: Page): Html | null {
  const { texts } = page;
  if (wires.length === 0) return null;
  const sizes = [...new Set(wires.map(({ sentenceBytes }) => sentenceBytes))];
  const rows = sizes.flatMap((size) => [
    ...(sizes.length === 1 ? [] : [{ name: texts.sentencesOf(size), cells: [] }]),
    ...inOrder(wires.filter(({ sentenceBytes }) => sentenceBytes === size)).map((wire) => wireRow(wire, page)),
  ]);
  const legend = html`● ${page.quantity("observed")}, ○ ${page.quantity("computed")}`;
  const caption = html`${texts.caption.wire} ${sizes.length === 1 ? `${texts.sentencesOf(sizes[0] ?? 0)}. ` : ""}${legend}.`;
  const head = [
    texts.column.way,
    texts.column.sentences,
    html`${page.quantity("packets")}, ${texts.column.out}`,
    html`${page.quantity("packets")}, ${texts.column.in}`,
    page.quantity("headerBytes"),
    html`${page.quantity("retransmissions")}, ${texts.column.inAll}`,
  ];
  return page.section("wire", html`<p>${texts.lead.wire}</p>`, page.table({ caption, head, rows, kind: "fields" }));
}

function wireRow(wire: Wire, page: Page): Row {
  const { texts } = page;
  const packets = (count: number) =>
    wire.sentences === 0 ? "—" : html`${mark(wire.packets, page)} ${fixed(count / wire.sentences, 2)}`;
  const header = fixed(wire.headerBytesPerSentence, digitsFor([wire.headerBytesPerSentence], 1));
  return {
    name: nameOfWay(wire.way, texts),
    cells: [
      fixed(wire.sentences, 0),
      packets(wire.packetsOut),
      packets(wire.packetsIn),
      html`${mark(wire.headers, page)} ${header}`,
      wire.retransmissions === null ? "—" : fixed(wire.retransmissions, 0),
    ],
  };
}

/** The marks of explain mode: full for what was counted, empty for what follows from rules. */
function mark(how: Wire["packets"], { texts }: Page): Html {
  const { name } = texts.quantity[how];
  return html`<span role="img" aria-label="${name}" title="${name}">${how === "observed" ? "●" : "○"}</span>`;
}

export function boundariesSection(boundaries: readonly Boundaries[], page: Page): Html | null {
  const { texts } = page;
  if (boundaries.length === 0) return null;
  return page.section(
    "boundaries",
    html`<p>${texts.lead.boundaries} (${page.quantity("pieces")})</p>`,
    boundaries.map((one) => boundary(one, page)),
  );
}

/** Boxes as wide as their bytes: what was written, and under it what arrived. */
function boundary({ protocol, writes, pieces, seenBy }: Boundaries, { texts }: Page): Html {
  const name = protocol === "udp" ? "UDP" : "TCP";
  const total = writes.reduce((sum, bytes) => sum + bytes, 0);
  const boxes = (sizes: readonly number[]) =>
    sizes.map(
      (bytes) => html`<span class="piece" style="width:${((100 * bytes) / total).toFixed(2)}%">${bytes}</span>`,
    );
  return html`<div class="boundary"><p>${texts.boundaries(name, writes.length, pieces.length, seenBy)}</p>
<div class="pieces"><span>${texts.written}</span><div>${boxes(writes)}</div></div>
<div class="pieces"><span>${texts.received}</span><div>${boxes(pieces)}</div></div></div>\n`;
}

export function nobodySection(nobody: Comparison["nobody"], page: Page): Html | null {
  const { texts } = page;
  if (nobody.length === 0) return null;
  const digits = digitsFor(nobody.map(({ afterMs }) => afterMs));
  const rows = nobody.map(({ protocol, port, outcome, code, afterMs }) => {
    const cells: Insertable[] = [port, texts.outcome[outcome], code ?? texts.none, fixed(afterMs, digits)];
    return { name: protocol.toUpperCase(), cells };
  });
  const { column } = texts;
  const outcome = page.quantity("refusedOrSilent", column.outcome);
  const head = [column.protocol, column.port, outcome, column.systemsWord, column.after];
  return page.section(
    "nobody",
    html`<p>${texts.lead.nobody}</p>`,
    page.table({ caption: texts.caption.nobody, head, rows, kind: "fields", words: [1, 2] }),
  );
}
