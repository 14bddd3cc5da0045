/** The legend of the ways: a line for each, so that no name runs into the next whatever the font. */

import { ink } from "./plot.ts";

const lineHeight = 20;

export function legendOf(entries: number) {
  return {
    legend: {
      orient: "vertical",
      left: 46,
      top: 0,
      padding: 0,
      itemGap: 6,
      itemWidth: 34,
      itemHeight: 14,
      textStyle: { color: ink, fontSize: 13 },
    },
    height: entries * lineHeight + 12,
  } as const;
}
