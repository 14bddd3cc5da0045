/** A carrier without sockets: a test says what becomes of each sentence, and sees when it was sent. */

import { Account, type SeriesPlan } from "../../src/measurement/account.ts";
import { type Carrier, type CarrierEnd, type CarrierOwner, noFigures } from "../../src/measurement/carrier.ts";
import type { ExchangeRow } from "../../src/measurement/exchange-row.ts";
import { Loop, type LoopPlan } from "../../src/measurement/loop.ts";
import type { Series } from "../../src/measurement/record.ts";

interface SentSentence {
  readonly dueMs: number;
  readonly sentMs: number;
}

export class FakeCarrier implements Carrier {
  readonly sent: SentSentence[] = [];
  /** Between what was sent before the mark and after it. */
  markedAfter = -1;
  mostWaiting = 0;
  /** Called for each sentence, with its number. Nothing is answered where there is none. */
  onSent: (sequence: number) => void = () => {};
  onMark: () => void = () => {};
  accepts: () => boolean = () => true;
  /** How many were sent together, each time, where the test wants that. */
  together: number[] | undefined;
  end: CarrierEnd | undefined;
  listenOn = 0;
  readonly account: Account;
  readonly #owner: CarrierOwner;

  constructor(account: Account, owner: CarrierOwner) {
    this.account = account;
    this.#owner = owner;
  }

  get sendTogether(): ((count: number) => boolean) | undefined {
    const { together } = this;
    if (together === undefined) return undefined;
    return (count) => {
      together.push(count);
      const nowMs = performance.now();
      for (let i = 0; i < count; i++) if (!this.send(nowMs, nowMs)) return false;
      return true;
    };
  }

  answer(sequence: number): void {
    this.account.received(this.account.sentences.expected(sequence), performance.now());
    this.#owner.changed();
  }

  /** Tells that something is new. */
  news(): void {
    this.#owner.changed();
  }

  send(dueMs: number, nowMs: number): boolean {
    if (!this.accepts()) return false;
    this.sent.push({ dueMs, sentMs: nowMs });
    const sequence = this.account.sent(dueMs, nowMs);
    this.mostWaiting = Math.max(this.mostWaiting, this.account.ledger.waiting);
    this.onSent(sequence);
    return true;
  }

  flush(): void {}

  verdict(): CarrierEnd | undefined {
    return this.end;
  }

  gone(): undefined {}

  mark(): void {
    this.markedAfter = this.sent.length;
    this.onMark();
  }

  kernel() {
    return noFigures;
  }

  headers(): undefined {}

  listenOnMs(): number {
    return this.listenOn;
  }

  close(): void {}
}

const peer = { address: "127.0.0.1", port: 9 };

export function accountFor(
  plan: Partial<SeriesPlan>,
  nowMs = performance.now(),
  onRow?: (row: ExchangeRow) => void,
): Account {
  const usual = { protocol: "udp", way: "datagrams", peer, sentenceBytes: 32, intervalMs: 0, window: 1 } as const;
  return new Account({ ...usual, replyTimeoutMs: 20_000, mostSentences: null, ...plan }, nowMs, onRow);
}

/** Runs a loop over a fake carrier, which the test prepares. */
export async function runLoop(
  plan: Partial<SeriesPlan & LoopPlan>,
  prepare: (carrier: FakeCarrier) => void,
): Promise<{ series: Series; carrier: FakeCarrier }> {
  const { count = null, durationMs = null, warmup = 0, signal = new AbortController().signal, onTick } = plan;
  const account = accountFor(plan);
  const loop = new Loop(account, { count, durationMs, warmup, signal, ...(onTick === undefined ? {} : { onTick }) });
  const carrier = new FakeCarrier(account, loop);
  prepare(carrier);
  const { end, settledMs } = await loop.run(carrier);
  if (end === "one-reply-each") throw new TypeError("nobody said so");
  const series = account.close(settledMs - account.countingSinceMs, { kernel: noFigures, fellBack: false, end });
  return { series, carrier };
}
