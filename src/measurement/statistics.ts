/** The statistics of one series: times, their jitter, and the exchanges that are drawn. */

import { Distribution } from "./distribution.ts";
import { Jitter } from "./jitter.ts";
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
  readonly #jitter = new Jitter();

  answered(sequence: number, atMs: number, exchangeMs: number): void {
    this.#exchange.add(exchangeMs);
    this.interim.add(exchangeMs);
    this.#samples.add(sequence, atMs, exchangeMs);
    this.#jitter.add(sequence, exchangeMs);
  }

  unanswered(sequence: number, atMs: number): void {
    this.#samples.add(sequence, atMs, null);
  }

  figures(): Figures {
    return {
      exchangeMs: this.#exchange.summary(),
      connectMs: this.connect.summary(),
      sendDelayMs: this.sendDelay.summary(),
      jitterMs: this.#jitter.meanMs,
      histogram: this.#exchange.bins(),
      samples: this.#samples.list(),
      sampleEvery: this.#samples.every,
    };
  }
}
