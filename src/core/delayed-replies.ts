/** The replies of a UDP server in injected weather: which of them wait, how long, and what is never sent. The clock is the caller's. */

import type { DropReason } from "./events.ts";
import { maxHeldBackMs, maxWaitingReplies, maxWaitingReplyBytes, stopMs } from "./limits.ts";
import type { UdpTotals } from "./totals.ts";
import { type Fate, Weather, type WeatherOptions } from "./weather.ts";

/** A reply and where it goes. */
export interface Reply {
  readonly bytes: Uint8Array;
  readonly port: number;
  readonly address: string;
}

interface WaitingReply extends Reply {
  /** Replies are numbered in the order of their requests. */
  readonly number: number;
  readonly dueMs: number;
  readonly isHeldBack: boolean;
  readonly isCopy: boolean;
}

export class DelayedReplies {
  readonly #weather: Weather;
  readonly #totals: UdpTotals;
  /** The soonest first; of two that are due at the same time, the one that came first. */
  #waiting: WaitingReply[] = [];
  /** Due already, and to be overtaken: the one that was due first comes first. */
  #heldBack: WaitingReply[] = [];
  #waitingBytes = 0;
  #number = 0;
  /** Nothing goes out after this: the server stops. */
  #lastMs = Number.POSITIVE_INFINITY;

  constructor(options: WeatherOptions, totals: UdpTotals) {
    this.#weather = new Weather(options);
    this.#totals = totals;
  }

  /** When {@link takeDue} has something to hand out next; infinity where nothing waits. */
  get nextDueMs(): number {
    const [next] = this.#waiting;
    const [held] = this.#heldBack;
    return Math.min(next?.dueMs ?? Number.POSITIVE_INFINITY, (held?.dueMs ?? Number.POSITIVE_INFINITY) + maxHeldBackMs);
  }

  /** Takes a reply that is ready, and keeps its bytes. Returns what the weather does to it, or why it is never sent. */
  take(reply: Reply, nowMs: number): Fate | DropReason {
    const fate = this.#weather.next();
    const number = ++this.#number;
    if (fate.isDropped) return "injected-drop";
    const dueMs = nowMs + fate.delayMs;
    if (dueMs > this.#lastMs) return "injected-late";
    if ((fate.delayMs > 0 || fate.isHeldBack) && !this.#hasRoom(reply.bytes.length)) return "injected-overflow";
    if (fate.delayMs > 0) this.#totals["injected-delay"]++;
    if (fate.isDuplicated) this.#totals["injected-duplicate"]++;
    if (fate.isHeldBack) this.#totals["injected-hold"]++;
    this.#insert({ ...reply, number, dueMs, isHeldBack: fate.isHeldBack, isCopy: false });
    if (fate.isDuplicated) this.#insert({ ...reply, number, dueMs, isHeldBack: fate.isHeldBack, isCopy: true });
    return fate;
  }

  /** Hands out what is due by now, in the order in which it is to be sent. */
  takeDue(nowMs: number): Reply[] {
    const due: WaitingReply[] = [];
    for (let [next] = this.#waiting; next !== undefined && next.dueMs <= nowMs; [next] = this.#waiting) {
      this.#waiting.shift();
      if (next.isHeldBack && !this.#isStopping) this.#heldBack.push(next);
      else due.push(next, ...this.#takeOvertakenBy(next));
    }
    const [isOver, isNot] = parted(this.#heldBack, ({ dueMs }) => dueMs + maxHeldBackMs <= nowMs);
    this.#heldBack = isNot;
    due.push(...isOver);
    for (const { bytes } of due) this.#waitingBytes -= bytes.length;
    return due;
  }

  /**
   * Takes in that the server stops. What waits is still handed out when it is due, except where that is not within
   * {@link stopMs}: this is returned, and never sent. Nothing is held back any more.
   */
  stop(nowMs: number): Reply[] {
    const [inTime, late] = parted(this.#waiting, ({ dueMs }) => dueMs <= nowMs + stopMs);
    this.#waiting = [...this.#heldBack, ...inTime];
    this.#heldBack = [];
    for (const { bytes } of late) this.#waitingBytes -= bytes.length;
    this.#lastMs = this.#waiting.at(-1)?.dueMs ?? nowMs;
    return late;
  }

  get #isStopping(): boolean {
    return this.#lastMs !== Number.POSITIVE_INFINITY;
  }

  #hasRoom(bytes: number): boolean {
    if (this.#waiting.length + this.#heldBack.length >= maxWaitingReplies) return false;
    return this.#waitingBytes + bytes <= maxWaitingReplyBytes;
  }

  #insert(reply: WaitingReply): void {
    let at = this.#waiting.length;
    // From the end: without jitter a reply is due after all that wait.
    while (at > 0 && (this.#waiting[at - 1] as WaitingReply).dueMs > reply.dueMs) at--;
    this.#waiting.splice(at, 0, reply);
    this.#waitingBytes += reply.bytes.length;
  }

  /** Only a reply to a later request of the same client overtakes: RFC 4737 3.3 defines order within one stream of packets. */
  #takeOvertakenBy({ number, port, address }: WaitingReply): WaitingReply[] {
    if (this.#heldBack.length === 0) return [];
    const [overtaken, rest] = parted(
      this.#heldBack,
      (held) => held.number < number && held.port === port && held.address === address,
    );
    this.#heldBack = rest;
    this.#totals["injected-reorder"] += overtaken.filter(({ isCopy }) => !isCopy).length;
    return overtaken;
  }
}

function parted<Item>(items: readonly Item[], isFirst: (item: Item) => boolean): [Item[], Item[]] {
  const first: Item[] = [];
  const second: Item[] = [];
  for (const item of items) (isFirst(item) ? first : second).push(item);
  return [first, second];
}
