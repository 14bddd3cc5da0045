/** One way to carry sentences, taken a sentence at a time, so that several can take turns. */

import { Account, type RowSink, type SeriesPlan } from "../measurement/account.ts";
import type { Carrier, CarrierEnd, CarrierOwner } from "../measurement/carrier.ts";
import { openCarrier, type Pages } from "../measurement/measure.ts";
import type { End, Series, Way } from "../measurement/record.ts";

/** Times of one answered sentence. */
export interface Step {
  readonly exchangeMs: number;
  /** From before its socket, where it had one of its own. */
  readonly totalMs: number;
}

export class Lane implements CarrierOwner {
  readonly account: Account;
  /** Why there is no more to be had of it. */
  end: CarrierEnd | undefined;
  #carrier: Carrier | undefined;
  #news = Promise.withResolvers<void>();
  #spentMs = 0;
  #answered = 0;
  /** What came of the sentence that is under way, and when. */
  #answer: { readonly exchangeMs: number; readonly atMs: number } | undefined;

  private constructor(account: Account) {
    this.account = account;
  }

  static async open(plan: SeriesPlan, connectTimeoutMs: number, pages: Pages, onRow?: RowSink): Promise<Lane> {
    const lane = new Lane(new Account(plan, performance.now(), onRow));
    lane.#carrier = await openCarrier(lane.account, connectTimeoutMs, pages, lane);
    lane.changed();
    return lane;
  }

  get way(): Way {
    return this.account.plan.way;
  }

  get carrier(): Carrier {
    if (this.#carrier === undefined) throw new TypeError("a lane is used after it is open");
    return this.#carrier;
  }

  /** Asks one sentence and waits for what comes of it. Undefined: no answer in time, or it does not count (yet). */
  async step(): Promise<Step | undefined> {
    const { ledger } = this.account;
    this.#answer = undefined;
    let startedMs = performance.now();
    while (this.end === undefined && !this.carrier.send(startedMs, startedMs)) {
      await this.#nextNews();
      startedMs = performance.now();
    }
    this.carrier.flush();
    while (this.end === undefined && ledger.waiting > 0) await this.#nextNews();
    const { exchangeMs, atMs } = this.#answer ?? { exchangeMs: undefined, atMs: performance.now() };
    this.#spentMs += atMs - startedMs;
    return exchangeMs === undefined ? undefined : { exchangeMs, totalMs: atMs - startedMs };
  }

  #nextNews(): Promise<void> {
    this.#news = Promise.withResolvers();
    return this.#news.promise;
  }

  changed(): void {
    const nowMs = performance.now();
    this.end ??= this.#carrier?.verdict(nowMs);
    // A second reply, or a late one to an earlier sentence, answers nothing.
    if (this.account.counts.answered > this.#answered) {
      this.#answered = this.account.counts.answered;
      this.#answer = { exchangeMs: this.account.lastExchangeMs, atMs: nowMs };
    }
    this.#news.resolve();
  }

  /** Looks after deadlines, now and then. */
  tick(): void {
    this.account.ledger.expire(performance.now());
    this.changed();
  }

  interrupt(): void {
    this.end ??= { kind: "interrupted" };
    this.#news.resolve();
  }

  /** The warm-up is over. */
  beginCounting(): void {
    this.account.beginCounting(performance.now());
    this.carrier.mark();
    this.#spentMs = 0;
  }

  /** Ends the lane. Its rates are by the time that was spent on it, and not on the others. */
  close(fellBack: boolean): Series {
    const kernel = this.carrier.kernel();
    this.carrier.close();
    return this.account.close(this.#spentMs, { kernel, fellBack, end: this.#seriesEnd() });
  }

  #seriesEnd(): End {
    return this.end === undefined || this.end === "one-reply-each" ? { kind: "done" } : this.end;
  }
}
