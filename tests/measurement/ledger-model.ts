/** The ledger as one would keep it on paper: every sentence stays written down. The measure for the one with a ring. */

import { newCounts, type Verdict } from "../../src/measurement/ledger.ts";

interface Entry {
  readonly sentMs: number;
  readonly isCounted: boolean;
  fate: "waiting" | "overdue" | "answered" | "late" | "unanswered";
}

export class LedgerModel {
  readonly counts = newCounts();
  readonly unanswered: number[] = [];
  readonly #entries = new Map<number, Entry>();
  readonly #capacity: number;
  readonly #replyTimeoutMs: number;
  readonly #firstCounted: number;
  #closed = false;

  constructor(replyTimeoutMs: number, capacity: number, firstCounted: number) {
    this.#replyTimeoutMs = replyTimeoutMs;
    this.#capacity = capacity;
    this.#firstCounted = firstCounted;
  }

  get sentences(): number {
    return this.#entries.size;
  }

  get waiting(): number {
    return [...this.#entries.values()].filter(({ fate }) => fate === "waiting").length;
  }

  get deadlineMs(): number | undefined {
    const deadlines = [...this.#entries.values()]
      .filter(({ fate }) => fate === "waiting")
      .map((e) => this.#deadline(e));
    return deadlines.length === 0 ? undefined : Math.min(...deadlines);
  }

  sent(sentMs: number): number {
    const sequence = this.#entries.size;
    this.#giveOut(sequence - this.#capacity);
    const isCounted = sequence >= this.#firstCounted;
    this.#entries.set(sequence, { sentMs, isCounted, fate: "waiting" });
    if (isCounted) this.counts.sent++;
    return sequence;
  }

  reply(sequence: number, nowMs: number): Verdict {
    const entry = this.#entries.get(sequence);
    if (entry === undefined) return "unknown";
    if (this.#closed || sequence < this.#entries.size - this.#capacity) return "forgotten";
    if (entry.fate === "answered" || entry.fate === "late") {
      if (entry.isCounted) this.counts.duplicates++;
      return "duplicate";
    }
    const laterOnes = [...this.#entries].filter(([other]) => other > sequence);
    const isOvertaken = laterOnes.some(([, { fate }]) => fate === "answered" || fate === "late");
    if (entry.isCounted && isOvertaken) this.counts.outOfOrder++;
    entry.fate = entry.fate === "overdue" || nowMs >= this.#deadline(entry) ? "late" : "answered";
    if (entry.isCounted) this.counts[entry.fate]++;
    return entry.fate;
  }

  expire(nowMs: number): number {
    const over = [...this.#entries.values()].filter((e) => e.fate === "waiting" && this.#deadline(e) <= nowMs);
    for (const entry of over) entry.fate = "overdue";
    return over.length;
  }

  giveUp(sequence: number): void {
    const entry = this.#entries.get(sequence);
    if (entry?.fate === "waiting") entry.fate = "overdue";
  }

  close(): void {
    this.#closed = true;
    for (const sequence of this.#entries.keys()) this.#giveOut(sequence);
  }

  /** Says of one sentence that it stays without a reply, where that is so. */
  #giveOut(sequence: number): void {
    const entry = this.#entries.get(sequence);
    if (entry?.fate !== "waiting" && entry?.fate !== "overdue") return;
    entry.fate = "unanswered";
    this.unanswered.push(sequence);
    if (entry.isCounted) this.counts.unanswered++;
  }

  #deadline({ sentMs }: Entry): number {
    return sentMs + this.#replyTimeoutMs;
  }
}
