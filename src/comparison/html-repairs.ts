/** Who repaired what: the faults of the path, as this program and as TCP's kernel met them. */

import type { Counts, Protocol, Series } from "../measurement/record.ts";
import type { Page } from "./html-page.ts";
import { type Html, html } from "./html-template.ts";

/** What a protocol's series have of something, all together. */
export function countOf(series: readonly Series[], protocol: Protocol, name: keyof Counts): number {
  return series.reduce((sum, one) => sum + (one.protocol === protocol ? one.counts[name] : 0), 0);
}

/** The same of what only some kernels tell; null where none did. */
export function kernelCountOf(series: readonly Series[], name: "retransmissions" | "serverDrops"): number | null {
  const told = series.flatMap(({ kernel }) => kernel[name] ?? []);
  return told.length === 0 ? null : told.reduce((sum, count) => sum + count, 0);
}

export function repairsSection(series: readonly Series[], page: Page): Html {
  const { texts } = page;
  const { repair, column } = texts;
  const udp = (name: keyof Counts) => countOf(series, "udp", name);
  const has = (protocol: Protocol) => series.some((one) => one.protocol === protocol);
  const retransmissions = kernelCountOf(series, "retransmissions");
  const lines = [
    {
      name: repair.problem.loss,
      udp: repair.udpLoss(udp("unanswered"), udp("late")),
      tcp: repair.tcpLoss(retransmissions, countOf(series, "tcp", "unanswered")),
    },
    { name: repair.problem.duplicate, udp: repair.udpDuplicate(udp("duplicates")), tcp: repair.tcpDuplicate },
    { name: repair.problem.order, udp: repair.udpOrder(udp("outOfOrder")), tcp: repair.tcpOrder },
    {
      name: repair.problem.overflow,
      udp: repair.udpOverflow(kernelCountOf(series, "serverDrops")),
      tcp: repair.tcpOverflow,
    },
  ];
  const rows = lines.map((line) => ({
    name: line.name,
    cells: [has("udp") ? [line.udp] : [], has("tcp") ? [line.tcp] : []].flat(),
  }));
  const terms = [
    has("udp") ? page.quantity("serverDrops") : null,
    has("tcp") ? page.quantity("retransmissions") : null,
    has("tcp") ? page.quantity("segments") : null,
  ];
  const head = [column.problem, ...(has("udp") ? [column.udpProgram] : []), ...(has("tcp") ? [column.tcpKernel] : [])];
  return page.section(
    "repairs",
    html`<p>${texts.lead.repairs}</p>`,
    page.table({
      caption: html`${texts.caption.repairs} (${joined(terms)})`,
      head,
      rows,
      kind: "fields",
      words: [0, 1],
    }),
  );
}

function joined(terms: readonly (Html | null)[]): Html[] {
  const known = terms.filter((term) => term !== null);
  return known.map((term, i) => html`${i === 0 ? "" : ", "}${term}`);
}
