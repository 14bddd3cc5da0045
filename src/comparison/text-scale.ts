/** Where two distributions stand, statistic by statistic, on one line. */

import type { Series } from "../measurement/record.ts";
import type { Statistic } from "../narration/measure-topics.ts";
import { hasTooFew } from "./text-amounts.ts";

const scaleColumns = 44;

/** Shows where both stand on a line that begins at 0: their first letters, or `=` where they stand together. */
export function scaleOf(measured: readonly Series[], shown: readonly Statistic[]): (statistic: Statistic) => string {
  const known = measured.flatMap(({ protocol, exchangeMs }) => (exchangeMs === null ? [] : [{ protocol, exchangeMs }]));
  const longestMs = Math.max(...known.flatMap(({ exchangeMs }) => shown.map((statistic) => exchangeMs[statistic])));
  return (statistic) => {
    const marks = known
      .filter(({ exchangeMs }) => !hasTooFew(exchangeMs.n, [statistic]))
      .map(({ protocol, exchangeMs }) => ({
        at: Math.round((exchangeMs[statistic] / longestMs) * (scaleColumns - 1)),
        letter: protocol[0]?.toUpperCase() ?? "",
      }))
      .sort((a, b) => a.at - b.at);
    const [first, second] = marks;
    if (first === undefined) return "";
    const before = " ".repeat(first.at);
    if (second === undefined) return before + first.letter;
    if (first.at === second.at) return `${before}=`;
    return before + first.letter + "─".repeat(second.at - first.at - 1) + second.letter;
  };
}
