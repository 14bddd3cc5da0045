/** What the sections of a comparison's text draw from. */

import type { Series, Way } from "../measurement/record.ts";
import type { MeasureMessages } from "../narration/measure-language.ts";
import type { Comparison, Report } from "./record.ts";
import type { TextStyle } from "./text-style.ts";

export interface Material {
  readonly report: Report;
  readonly comparison: Comparison;
  /** The sizes that were compared, the smallest first. */
  readonly sizes: readonly number[];
  readonly messages: MeasureMessages;
  readonly style: TextStyle;
}

/** In the order of the report. */
export const ways: readonly Way[] = ["datagrams", "socket-per-datagram", "one-connection", "connection-per-sentence"];

export function seriesOf({ report }: Material, way: Way, bytes: number): Series | undefined {
  return report.series.find((series) => series.way === way && series.sentenceBytes === bytes);
}
