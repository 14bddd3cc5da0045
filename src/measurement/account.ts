/** The account of one series: every sentence that is sent and every reply that comes is entered here. */

import type { Endpoint } from "../core/endpoint.ts";
import type { ExchangeRow, RowOutcome } from "./exchange-row.ts";
import { Ledger, type Remembered, type Verdict } from "./ledger.ts";
import { Owed } from "./owed.ts";
import type { Counts, End, KernelFigures, Protocol, Series, Way } from "./record.ts";
import { RowTeller } from "./row-teller.ts";
import { NumberedSentences } from "./sentences.ts";
import { Statistics } from "./statistics.ts";

/** What is asked for in one series. */
export interface SeriesPlan {
  readonly protocol: Protocol;
  readonly way: Way;
  readonly peer: Endpoint;
  readonly sentenceBytes: number;
  /** 0: closed loop. */
  readonly intervalMs: number;
  readonly window: number;
  readonly replyTimeoutMs: number;
  /** Sentences at most, the warm-up among them; null where only time limits them. */
  readonly mostSentences: number | null;
}

export type RowSink = (row: ExchangeRow) => void;

/** Bytes that answer nothing, beside what would have. */
export interface WrongReply {
  readonly expected: Uint8Array;
  readonly got: Uint8Array;
}

/** Times of an exchange over a socket of its own. */
export interface OwnTimes {
  readonly exchangeMs: number;
  readonly connectMs: number | null;
}

export class Account {
  readonly plan: SeriesPlan;
  readonly sentences: NumberedSentences;
  readonly ledger: Ledger;
  readonly statistics = new Statistics();
  readonly owed = new Owed();
  /** When the warm-up was over. */
  countingSinceMs: number;
  /** Replies since the beginning, the warm-up's among them. */
  replies = 0;
  /** How long the last answered sentence took, in the warm-up too. */
  lastExchangeMs = 0;
  firstWrong: WrongReply | undefined;
  wrongInARow = 0;
  readonly #rows: RowTeller | undefined;
  #longestMs = 0;

  constructor(plan: SeriesPlan, nowMs: number, onRow?: RowSink) {
    this.plan = plan;
    this.#rows = onRow === undefined ? undefined : new RowTeller(onRow, plan, nowMs);
    this.countingSinceMs = nowMs;
    this.sentences = new NumberedSentences(plan.sentenceBytes);
    this.ledger = new Ledger(plan.replyTimeoutMs, plan.mostSentences, (sentence) => this.#unanswered(sentence));
  }

  get counts(): Counts {
    return this.ledger.counts;
  }

  /** Some sentences that count have no reply although their time is over. */
  get hasOverdue(): boolean {
    const { sent, answered, late } = this.counts;
    return sent - answered - late > this.ledger.waiting;
  }

  /** The longest exchange so far. */
  get longestMs(): number {
    return this.#longestMs;
  }

  /** The warm-up is over: from the next sentence on everything counts. */
  beginCounting(nowMs: number): void {
    this.ledger.firstCounted = this.ledger.nextSequence;
    Object.assign(this.counts, { wrong: 0, stray: 0, notSent: 0, icmpErrors: 0, resets: 0 });
    this.countingSinceMs = nowMs;
  }

  /** Enters the sentence that is being sent, and returns its number. */
  sent(dueMs: number, nowMs: number): number {
    const sequence = this.ledger.sent(dueMs, nowMs);
    this.owed.asked(nowMs);
    if (this.plan.intervalMs > 0 && this.ledger.isCounted(sequence)) this.statistics.sendDelay.add(nowMs - dueMs);
    return sequence;
  }

  /** Enters a whole reply. Where a socket was opened for it alone, its owner says how long the exchange itself took. */
  received(reply: Uint8Array, nowMs: number, own?: OwnTimes): Verdict | "wrong" {
    const sequence = this.sentences.read(reply);
    const verdict = sequence === -1 ? "unknown" : this.ledger.reply(sequence, nowMs);
    if (verdict === "unknown") {
      this.#wrong(reply);
      return "wrong";
    }
    this.wrongInARow = 0;
    this.replies++;
    this.owed.heard(nowMs, this.ledger.waiting);
    if (verdict === "forgotten") return verdict; // when it was sent, nobody knows any more
    const sentence = this.ledger.remembered(sequence);
    if (verdict !== "duplicate") this.#longestMs = Math.max(this.#longestMs, nowMs - sentence.sentMs);
    const exchangeMs = own === undefined ? nowMs - sentence.dueMs : own.exchangeMs + sentence.sentMs - sentence.dueMs;
    this.lastExchangeMs = exchangeMs;
    if (verdict === "answered" && this.ledger.isCounted(sequence)) {
      this.statistics.answered(sequence, sentence.dueMs - this.countingSinceMs, exchangeMs);
    }
    if (verdict === "late" && this.ledger.isCounted(sequence)) this.#notInTime(sentence);
    this.#row(sentence, verdict, exchangeMs, own?.connectMs ?? null);
    return verdict;
  }

  /** Enters what the end of a connection left of a reply. */
  receivedCut(rest: Uint8Array, nowMs: number): void {
    // A server that was stopped in the middle of a reply. One that never sent a whole one reads less than it is sent.
    if (this.replies === 0 || !this.sentences.isBeginning(rest)) this.received(rest, nowMs);
  }

  /** The way that was chosen works: the rows so far are told. */
  approveRows(): void {
    this.#rows?.approve();
  }

  /** Ends the account and makes the record of it; `elapsedMs` is what rates are counted by. */
  close(elapsedMs: number, facts: { kernel: KernelFigures; fellBack: boolean; end: End }): Series {
    // Whoever interrupts us ends our patience: what was still waited for is neither answered nor unanswered.
    this.ledger.close(facts.end.kind === "interrupted");
    this.approveRows();
    const { mostSentences, ...plan } = this.plan;
    const perSecond = elapsedMs > 0 ? this.counts.answered / (elapsedMs / 1_000) : 0;
    return {
      ...plan,
      loop: plan.intervalMs > 0 ? "open" : "closed",
      warmup: Math.min(this.ledger.firstCounted, this.ledger.nextSequence),
      elapsedMs,
      counts: { ...this.counts }, // what still comes is too late for the record
      sentencesPerSecond: perSecond,
      bytesPerSecond: 2 * perSecond * plan.sentenceBytes, // the reply is as long
      ...this.statistics.figures(),
      ...facts,
    };
  }

  /** Enters a connection that was opened for what follows. */
  connected(connectMs: number): void {
    this.statistics.connect.add(connectMs);
    this.counts.connections++;
  }

  #unanswered(sentence: Remembered): void {
    if (this.ledger.isCounted(sentence.sequence)) this.#notInTime(sentence);
    this.#row(sentence, "unanswered", null, null);
  }

  #notInTime({ sequence, dueMs }: Remembered): void {
    this.statistics.unanswered(sequence, dueMs - this.countingSinceMs);
  }

  #wrong(got: Uint8Array): void {
    this.counts.wrong++;
    this.wrongInARow++;
    const sequence = Math.max(0, this.ledger.nextSequence - 1);
    this.firstWrong ??= { expected: this.sentences.expected(sequence), got: new Uint8Array(got) };
    if (this.ledger.nextSequence > 0) this.#row(this.ledger.remembered(sequence), "wrong", null, null);
  }

  #row(sentence: Remembered, outcome: RowOutcome, exchangeMs: number | null, connectMs: number | null): void {
    this.#rows?.tell(sentence, this.ledger.isCounted(sentence.sequence), { outcome, exchangeMs, connectMs });
  }
}
