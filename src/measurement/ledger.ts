/** What became of each numbered sentence. Pure: who calls says what time it is, in milliseconds of one clock. */

import { maxRememberedSentences } from "../core/limits.ts";
import type { Counts } from "./record.ts";

const unsent = 0;
const waiting = 1;
const overdue = 2;
const answered = 3;
const answeredLate = 4;

/** `forgotten`: it answers a sentence that was given up for good. `unknown`: no such sentence was sent. */
export type Verdict = "answered" | "late" | "duplicate" | "forgotten" | "unknown";

/** A sentence as the ledger remembers it. */
export interface Remembered {
  readonly sequence: number;
  readonly dueMs: number;
  readonly sentMs: number;
}

export function newCounts(): Counts {
  return {
    sent: 0,
    answered: 0,
    late: 0,
    unanswered: 0,
    duplicates: 0,
    outOfOrder: 0,
    wrong: 0,
    stray: 0,
    notSent: 0,
    icmpErrors: 0,
    connections: 0,
    resets: 0,
  };
}

export class Ledger {
  readonly counts = newCounts();
  /** The number of the next sentence, from 0. */
  nextSequence = 0;
  /** Sentences that are neither answered nor overdue. */
  waiting = 0;
  /** The first sentence that counts: all before it are the warm-up's. */
  firstCounted = Number.POSITIVE_INFINITY;
  readonly #capacity: number;
  readonly #replyTimeoutMs: number;
  readonly #onUnanswered: (sentence: Remembered) => void;
  readonly #states: Uint8Array;
  readonly #dueMs: Float64Array;
  readonly #sentMs: Float64Array;
  #oldestWaiting = 0;
  #highestAnswered = -1;

  /**
   * @param sentences How many will be sent at most; where nobody knows, the last {@link maxRememberedSentences} are remembered.
   * @param onUnanswered Told of each sentence that stays without a reply, at the end, or when it is forgotten.
   */
  constructor(replyTimeoutMs: number, sentences: number | null, onUnanswered: (sentence: Remembered) => void) {
    this.#replyTimeoutMs = replyTimeoutMs;
    this.#onUnanswered = onUnanswered;
    this.#capacity = Math.max(1, Math.min(sentences ?? maxRememberedSentences, maxRememberedSentences));
    this.#states = new Uint8Array(this.#capacity);
    this.#dueMs = new Float64Array(this.#capacity);
    this.#sentMs = new Float64Array(this.#capacity);
  }

  isCounted(sequence: number): boolean {
    return sequence >= this.firstCounted;
  }

  /** Notes that the next sentence was sent, and returns its number. */
  sent(dueMs: number, sentMs: number): number {
    const sequence = this.nextSequence++;
    const at = sequence % this.#capacity;
    if (sequence >= this.#capacity) this.#forget(sequence - this.#capacity);
    this.#states[at] = waiting;
    this.#dueMs[at] = dueMs;
    this.#sentMs[at] = sentMs;
    this.waiting++;
    if (this.isCounted(sequence)) this.counts.sent++;
    return sequence;
  }

  /** When this sentence was due and sent; it must be one that is remembered. */
  remembered(sequence: number): Remembered {
    const at = sequence % this.#capacity;
    return { sequence, dueMs: this.#dueMs[at] as number, sentMs: this.#sentMs[at] as number };
  }

  /** Takes a reply to a sentence. */
  reply(sequence: number, nowMs: number): Verdict {
    if (sequence >= this.nextSequence) return "unknown";
    const at = sequence % this.#capacity;
    const state = this.#states[at];
    if (state === unsent || this.#isForgotten(sequence)) return "forgotten";
    const counts = this.isCounted(sequence) ? this.counts : undefined;
    if (state === answered || state === answeredLate) {
      if (counts) counts.duplicates++;
      return "duplicate";
    }
    if (state === waiting) this.waiting--;
    // The clock decides, and not whether a timer has come round to it.
    const isLate = state === overdue || nowMs >= (this.#sentMs[at] as number) + this.#replyTimeoutMs;
    this.#states[at] = isLate ? answeredLate : answered;
    if (counts && sequence < this.#highestAnswered) counts.outOfOrder++;
    this.#highestAnswered = Math.max(this.#highestAnswered, sequence);
    if (counts) counts[isLate ? "late" : "answered"]++;
    return isLate ? "late" : "answered";
  }

  /** Gives up waiting for the sentences whose time is over, and returns how many that were. */
  expire(nowMs: number): number {
    let expired = 0;
    for (let deadlineMs = this.deadlineMs(); deadlineMs !== undefined && deadlineMs <= nowMs; expired++) {
      this.giveUp(this.#oldestWaiting);
      deadlineMs = this.deadlineMs();
    }
    return expired;
  }

  /** Gives up waiting for one sentence: its connection is gone. It may be answered all the same. */
  giveUp(sequence: number): void {
    const at = sequence % this.#capacity;
    if (this.#states[at] !== waiting || this.#isForgotten(sequence)) return;
    this.#states[at] = overdue;
    this.waiting--;
  }

  /** Gives up waiting for every sentence, and returns how many that were. */
  giveUpAll(): number {
    const given = this.waiting;
    this.expire(Number.POSITIVE_INFINITY);
    return given;
  }

  /** When the time of the sentence that waits longest is over; undefined where none waits. */
  deadlineMs(): number | undefined {
    if (this.waiting === 0) return undefined;
    while (this.#states[this.#oldestWaiting % this.#capacity] !== waiting) this.#oldestWaiting++;
    return (this.#sentMs[this.#oldestWaiting % this.#capacity] as number) + this.#replyTimeoutMs;
  }

  /**
   * Ends the account: what has no reply by now is unanswered.
   *
   * @param isCutShort What is still waited for counts as never sent.
   */
  close(isCutShort = false): void {
    const first = Math.max(0, this.nextSequence - this.#capacity);
    for (let sequence = first; sequence < this.nextSequence; sequence++) {
      if (!isCutShort || this.#states[sequence % this.#capacity] !== waiting) this.#forget(sequence);
      else if (this.isCounted(sequence)) this.counts.sent--;
    }
    this.waiting = 0;
  }

  /** Another sentence has its place. */
  #isForgotten(sequence: number): boolean {
    return sequence < this.nextSequence - this.#capacity;
  }

  #forget(sequence: number): void {
    const at = sequence % this.#capacity;
    const state = this.#states[at];
    if (state === waiting) this.waiting--;
    this.#states[at] = unsent;
    this.#oldestWaiting = Math.max(this.#oldestWaiting, sequence + 1);
    if (state !== waiting && state !== overdue) return;
    if (this.isCounted(sequence)) this.counts.unanswered++;
    this.#onUnanswered(this.remembered(sequence));
  }
}
