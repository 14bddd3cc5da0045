/** Writes the rows of one series. */

import type { RowSink, SeriesPlan } from "./account.ts";
import type { ExchangeRow } from "./exchange-row.ts";
import type { Remembered } from "./ledger.ts";

/**
 * Over one connection it keeps the first rows back until that way is known to work: where it does not, the series begins
 * anew, and each sentence is told once.
 */
export class RowTeller {
  readonly #onRow: RowSink;
  readonly #plan: SeriesPlan;
  readonly #openedMs: number;
  #kept: ExchangeRow[] | undefined;

  constructor(onRow: RowSink, plan: SeriesPlan, openedMs: number) {
    this.#onRow = onRow;
    this.#plan = plan;
    this.#openedMs = openedMs;
    this.#kept = plan.way === "one-connection" ? [] : undefined;
  }

  tell(
    { sequence, dueMs, sentMs }: Remembered,
    isCounted: boolean,
    fate: Pick<ExchangeRow, "outcome" | "exchangeMs" | "connectMs">,
  ): void {
    const { protocol, way, sentenceBytes } = this.#plan;
    const row: ExchangeRow = {
      phase: isCounted ? "measured" : "warmup",
      protocol,
      way,
      sentenceBytes,
      sequence,
      scheduledMs: dueMs - this.#openedMs,
      sentMs: sentMs - this.#openedMs,
      ...fate,
    };
    if (this.#kept === undefined) this.#onRow(row);
    else this.#kept.push(row);
  }

  /** The rows are right, and so will be all that follow. */
  approve(): void {
    for (const row of this.#kept ?? []) this.#onRow(row);
    this.#kept = undefined;
  }
}
