/** A histogram in characters: how many exchanges took how long. */

import { formatCount } from "../core/amounts.ts";
import type { Bin } from "../measurement/record.ts";
import { formatPercent, timeCell } from "./text-amounts.ts";
import type { TextStyle } from "./text-style.ts";
import { drawTable } from "./text-table.ts";

export const maxHistogramRows = 12;
/** So much is the body; the rest, however long, is one row, so that a single late one does not flatten the picture. */
const bodyPart = 0.99;
/** Exchanges that have a shape worth drawing. */
const fewest = 10;

/** Draws it; nothing where there are too few exchanges to have a shape. */
export function drawHistogram(bins: readonly Bin[], style: TextStyle): string[] {
  const total = countOf(bins);
  if (total < fewest) return [];
  const rows = mergeBins(bins);
  return drawTable(
    {
      heads: [["ms", "", "", "", "n"]],
      aligns: ["point", "left", "point", "bar", "right", "right"],
      rows: rows.map(({ fromMs, toMs, count }) => [
        timeCell(fromMs),
        "–",
        timeCell(toMs),
        "",
        formatCount(count),
        formatPercent(count, total),
      ]),
      bars: rows.map(({ count }) => count),
    },
    style,
  );
}

/** Joins neighbouring bins into rows of equal width on a logarithmic scale, as the bins are; the tail is one row. */
export function mergeBins(bins: readonly Bin[]): Bin[] {
  const first = bins.findIndex(({ count }) => count > 0);
  const last = bins.findLastIndex(({ count }) => count > 0);
  if (first === -1) return [];
  const held = bins.slice(first, last + 1);
  if (held.length <= maxHistogramRows) return held;
  const bodyBins = bodyLength(held);
  const each = Math.ceil(bodyBins / (maxHistogramRows - 1));
  const rows: Bin[] = [];
  for (let at = 0; at < bodyBins; at += each) rows.push(join(held.slice(at, Math.min(at + each, bodyBins))));
  if (bodyBins < held.length) rows.push(join(held.slice(bodyBins)));
  return rows;
}

/** How many of the bins hold the body. */
function bodyLength(bins: readonly Bin[]): number {
  const total = countOf(bins);
  let counted = 0;
  const at = bins.findIndex(({ count }) => {
    counted += count;
    return counted >= total * bodyPart;
  });
  return at + 1;
}

function join(bins: readonly Bin[]): Bin {
  const [first, last] = [bins[0] as Bin, bins.at(-1) as Bin];
  return { fromMs: first.fromMs, toMs: last.toMs, count: countOf(bins) };
}

function countOf(bins: readonly Bin[]): number {
  return bins.reduce((sum, { count }) => sum + count, 0);
}
