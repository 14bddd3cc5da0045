/** The statistics of one series: times, their jitter, and the exchanges that are drawn. */

import { Distribution } from "./distribution.ts";
import type { Series } from "./record.ts";
import { Samples } from "./samples.ts";

type Figures = Pick<
  Series,
  "exchangeMs" | "connectMs" | "sendDelayMs" | "jitterMs" | "histogram" | "samples" | "sampleEvery"
>;

export class Statistics {
  readonly connect = new Distribution();
  readonly sendDelay = new Distribution();
  /** Exchange times since the last interim report. */
  readonly interim = new Distribution();
  readonly #exchange = new Distribution();
  readonly #samples = new Samples();
  #last = { sequence: -1, exchangeMs: 0 };
  #differencesMs = 0;
  #pairs = 0;

  answered(sequence: number, atMs: number, exchangeMs: number): void {
    this.#exchange.add(exchangeMs);
    this.interim.add(exchangeMs);
    this.#samples.add(sequence, atMs, exchangeMs);
    if (this.#last.sequence === sequence - 1 && sequence > 0) {
      this.#differencesMs += Math.abs(exchangeMs - this.#last.exchangeMs);
      this.#pairs++;
    }
    this.#last = { sequence, exchangeMs };
  }

  unanswered(sequence: number, atMs: number): void {
    this.#samples.add(sequence, atMs, null);
  }

  figures(): Figures {
    return {
      exchangeMs: this.#exchange.summary(),
      connectMs: this.connect.summary(),
      sendDelayMs: this.sendDelay.summary(),
      jitterMs: this.#pairs === 0 ? null : this.#differencesMs / this.#pairs,
      histogram: this.#exchange.bins(),
      samples: this.#samples.list(),
      sampleEvery: this.#samples.every,
    };
  }
}
