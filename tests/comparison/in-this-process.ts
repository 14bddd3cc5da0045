/** A comparison in the test's own process: what is asked for, the servers, and a record of every exchange. */

import type { Found } from "../../src/comparison/compare.ts";
import type { CompareHooks, ComparePlan, Servers } from "../../src/comparison/plan.ts";
import { Rounds, type RoundsResult } from "../../src/comparison/rounds.ts";
import type { ExchangeRow } from "../../src/measurement/exchange-row.ts";
import type { Series, Way } from "../../src/measurement/record.ts";
import { connectTcp } from "../../src/tcp-client.ts";
import { askUdp } from "../../src/udp-client.ts";
import { patienceMs } from "./asking.ts";

export const pages = { askUdp, connectTcp };

/** Four rounds without a warm-up, and no deadline that a busy computer could miss. */
export function planned(asked: Partial<ComparePlan> = {}): ComparePlan {
  return {
    count: 4,
    durationMs: null,
    intervalMs: 0,
    sizes: [32],
    window: 1,
    warmup: 0,
    replyTimeoutMs: patienceMs,
    tcpReplyTimeoutMs: patienceMs,
    connectTimeoutMs: patienceMs,
    reconnect: false,
    ...asked,
  };
}

export function foundAt({ udp, tcp }: Partial<Servers>, rest: Partial<Found> = {}): Found {
  return { udp, tcp, sameHost: true, missing: null, embedded: undefined, ...rest };
}

/** Hooks that keep each row, in the order in which the exchanges were settled. */
export class Rows implements CompareHooks {
  readonly all: ExchangeRow[] = [];
  readonly shares: number[] = [];
  fallbacks = 0;
  readonly #controller = new AbortController();
  readonly signal = this.#controller.signal;
  readonly #abortAfter: (row: ExchangeRow) => boolean;

  /** `abortAfter`: the row after which somebody presses Ctrl-C. */
  constructor(abortAfter: (row: ExchangeRow) => boolean = () => false) {
    this.#abortAfter = abortAfter;
  }

  abort(): void {
    this.#controller.abort();
  }

  readonly onRow = (row: ExchangeRow): void => {
    this.all.push(row);
    if (this.#abortAfter(row)) this.abort();
  };

  readonly onProgress = (share: number): void => {
    this.shares.push(share);
  };

  readonly onFallback = (): void => {
    this.fallbacks++;
  };

  /** The ways of what counts, in their order. */
  measuredWays(): Way[] {
    return this.all.filter(({ phase }) => phase === "measured").map(({ way }) => way);
  }

  of(way: Way): ExchangeRow[] {
    return this.all.filter((row) => row.way === way && row.phase === "measured");
  }
}

/** The rounds of the first size that is asked for; `isFirst`: with sockets of their own too. */
export function runRounds(
  servers: Partial<Servers>,
  asked: Partial<ComparePlan> = {},
  rows = new Rows(),
  isFirst = true,
): Promise<RoundsResult> {
  const plan = planned(asked);
  return new Rounds(plan, true, pages, rows).run(foundAt(servers), plan.sizes[0], isFirst);
}

/** The only series of one way. */
export function seriesOf({ series }: Pick<RoundsResult, "series">, way: Way): Series {
  const [one, ...others] = series.filter((series) => series.way === way);
  if (one === undefined || others.length > 0) throw new Error(`not one series of ${way}`);
  return one;
}
