/** One line of the record of every exchange. */

import type { Protocol, Way } from "./record.ts";

export type RowOutcome = "answered" | "late" | "unanswered" | "duplicate" | "wrong";

export interface ExchangeRow {
  readonly phase: "warmup" | "measured";
  readonly protocol: Protocol;
  readonly way: Way;
  readonly sentenceBytes: number;
  readonly sequence: number;
  /** When it was due and when it was sent, in milliseconds since the first sentence of the series. */
  readonly scheduledMs: number;
  readonly sentMs: number;
  readonly outcome: RowOutcome;
  /** Null where there was no reply. */
  readonly exchangeMs: number | null;
  /** Where a connection was made for this sentence alone. */
  readonly connectMs: number | null;
}
