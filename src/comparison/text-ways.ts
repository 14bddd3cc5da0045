/** A connection for each sentence, against one connection, against datagrams: what a sentence costs in all. */

import { formatCount } from "../core/amounts.ts";
import type { Series } from "../measurement/record.ts";
import type { MeasureMessages } from "../narration/measure-language.ts";
import { timeCell, unknown } from "./text-amounts.ts";
import { type Material, seriesOf, ways } from "./text-material.ts";
import { drawTable } from "./text-table.ts";

/** Draws the ways of the smallest size, where what a connection costs weighs most. */
export function drawWays(material: Material): string[] {
  const { sizes, messages, style } = material;
  const [smallest = 0] = sizes;
  const measured = ways
    .flatMap((way) => seriesOf(material, way, smallest) ?? [])
    .filter(({ exchangeMs }) => exchangeMs !== null);
  if (measured.length === 0) return [];
  const { way: names, medians, mediansAt, connect, exchange, sum } = messages.compare;
  return drawTable(
    {
      aligns: ["left", "right", "right", "point", "point", "bar"],
      heads: [[sizes.length === 1 ? medians : mediansAt(smallest), "n", connect, exchange, sum]],
      rows: measured.map((series) => [
        names[series.way],
        formatCount(series.exchangeMs?.n ?? 0),
        connectCell(series, messages),
        timeCell(series.exchangeMs?.medianMs),
        timeCell(totalMs(series)),
      ]),
      bars: measured.map(totalMs),
    },
    style,
  );
}

/** One connection is set up once for all, so no sentence pays for it. */
function connectCell({ way, connectMs }: Series, messages: MeasureMessages): string {
  if (way === "one-connection") return messages.compare.once;
  return way === "connection-per-sentence" ? timeCell(connectMs?.medianMs) : unknown;
}

/** The sum of the medians, in milliseconds: no median itself, but near the one of the sums. */
function totalMs({ way, exchangeMs, connectMs }: Series): number | null {
  if (exchangeMs === null) return null;
  return exchangeMs.medianMs + (way === "connection-per-sentence" ? (connectMs?.medianMs ?? 0) : 0);
}
