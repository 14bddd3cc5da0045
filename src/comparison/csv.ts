/** Every exchange as comma-separated values (RFC 4180): a header, then a line for each. */

import type { ExchangeRow } from "../measurement/exchange-row.ts";

type Field = string | number | null;

/** The columns in their order, with how each is read off a row. No value holds a comma, a quote or a line break. */
const columns: readonly (readonly [name: string, of: (row: ExchangeRow) => Field])[] = [
  ["sequence", (row) => row.sequence],
  ["protocol", (row) => row.protocol],
  ["way", (row) => row.way],
  ["sentenceBytes", (row) => row.sentenceBytes],
  ["scheduledMs", (row) => rounded(row.scheduledMs)],
  ["sentMs", (row) => rounded(row.sentMs)],
  ["outcome", (row) => row.outcome],
  ["exchangeMs", (row) => rounded(row.exchangeMs)],
  ["connectMs", (row) => rounded(row.connectMs)],
  ["phase", (row) => row.phase],
];

/** The first line, with its line break. */
export function csvHeader(): string {
  return line(columns.map(([name]) => name));
}

/** One exchange, with its line break. What is not known is an empty field. */
export function csvLine(row: ExchangeRow): string {
  return line(columns.map(([, of]) => of(row)));
}

function line(fields: readonly Field[]): string {
  return `${fields.map((field) => field ?? "").join(",")}\r\n`;
}

/** To 0.0001 ms, which is about what two looks at a clock cost. */
function rounded(ms: number | null): number | null {
  return ms === null ? null : Math.round(ms * 10_000) / 10_000;
}
