/** Runs one series: the warm-up, then a closed loop or an open one, until the end. */

import { spinMs } from "../core/limits.ts";
import type { Account } from "./account.ts";
import type { Carrier, CarrierEnd, CarrierOwner } from "./carrier.ts";
import { type Extent, Phases } from "./phases.ts";
import { Turn } from "./turn.ts";

export interface LoopPlan extends Extent {
  /** Cuts the series short. */
  readonly signal: AbortSignal;
  /** Told about ten times a second. */
  readonly onTick?: (account: Account, nowMs: number) => void;
}

/** How often deadlines, the duration and a silent server are looked after when nothing comes. */
const tickMs = 100;
/** Bun takes datagrams as long as there are any, and hears neither timers nor signals meanwhile: so we pause now and then. */
const breathMs = 50;
/** An open loop that is behind sends so long at a stretch; then it looks at what came back. */
const stretchMs = 1;

export class Loop implements CarrierOwner {
  readonly #account: Account;
  readonly #plan: LoopPlan;
  readonly #ended = Promise.withResolvers<CarrierEnd>();
  #carrier: Carrier | undefined;
  readonly #phases: Phases;
  readonly #turn = new Turn(() => this.#look());
  #nextDueMs = 0;
  #scheduled = 0;
  #settledMs: number | undefined;
  #lastBreathMs = 0;
  #breathing = false;
  #timer: Timer | undefined;

  constructor(account: Account, plan: LoopPlan) {
    this.#account = account;
    this.#plan = plan;
    this.#phases = new Phases(account, plan);
  }

  /** Runs to the end, and returns it with the moment when the last sentence was settled. */
  async run(carrier: Carrier): Promise<{ end: CarrierEnd; settledMs: number }> {
    this.#carrier = carrier;
    this.#maySend(performance.now()); // where there is no warm-up, counting begins before the clock runs
    this.#phases.startedMs = this.#nextDueMs = this.#lastBreathMs = performance.now();
    const abort = () => this.#finish({ kind: "interrupted" });
    this.#plan.signal.addEventListener("abort", abort);
    if (this.#plan.signal.aborted) abort();
    const ticking = setInterval(() => this.#tick(), tickMs);
    this.changed();
    if (this.#account.plan.intervalMs > 0) this.#keepSchedule();
    const end = await this.#ended.promise;
    clearInterval(ticking);
    clearTimeout(this.#timer);
    this.#plan.signal.removeEventListener("abort", abort);
    return { end, settledMs: this.#settledMs ?? performance.now() };
  }

  /** Something came, or became possible. */
  changed(): void {
    if (this.#account.plan.window === 1) this.#look();
    else this.#turn.news();
  }

  #look(): void {
    const carrier = this.#carrier;
    if (carrier === undefined || this.#phases.current === "over") return;
    const nowMs = performance.now();
    const end = carrier.verdict(nowMs);
    if (end !== undefined) return this.#finish(end);
    if (this.#account.plan.intervalMs === 0) this.#fill(carrier, nowMs);
    this.#drain(carrier, nowMs);
  }

  #tick(): void {
    const nowMs = performance.now();
    this.#account.ledger.expire(nowMs);
    this.#plan.onTick?.(this.#account, nowMs);
    this.changed();
  }

  /** Closed loop: as many in flight as the window allows. */
  #fill(carrier: Carrier, nowMs: number): void {
    if (this.#breathing) return;
    if (nowMs - this.#lastBreathMs > breathMs) return this.#breathe(nowMs);
    const { ledger, plan } = this.#account;
    while (ledger.waiting < plan.window) {
      const askedMs = performance.now();
      if (!this.#maySend(askedMs)) break;
      const count = Math.min(plan.window - ledger.waiting, this.#phases.left());
      if (!this.#send(carrier, count, askedMs)) break;
    }
    carrier.flush();
    this.#watchDeadline();
  }

  /** One by one, each is sent at the moment that was asked about; or, where that began the counting, at the beginning of it. */
  #send(carrier: Carrier, count: number, askedMs: number): boolean {
    if (carrier.sendTogether !== undefined) return carrier.sendTogether(count);
    const sentMs = Math.max(askedMs, this.#account.countingSinceMs);
    return carrier.send(sentMs, sentMs);
  }

  #breathe(nowMs: number): void {
    this.#breathing = true;
    this.#lastBreathMs = nowMs;
    setImmediate(() => {
      this.#breathing = false;
      this.#lastBreathMs = performance.now();
      this.changed();
    });
  }

  /** Open loop: each sentence when it is due, whatever became of the others. */
  #keepSchedule(): void {
    const carrier = this.#carrier;
    if (carrier === undefined || this.#phases.current === "over") return;
    this.#timer = undefined;
    const { intervalMs } = this.#account.plan;
    const beganMs = performance.now();
    let nowMs = beganMs;
    while (this.#nextDueMs <= nowMs && nowMs - beganMs < stretchMs && this.#maySend(this.#nextDueMs)) {
      carrier.send(this.#nextDueMs, nowMs);
      this.#nextDueMs = this.#phases.startedMs + ++this.#scheduled * intervalMs;
      nowMs = performance.now();
    }
    carrier.flush();
    // After the last sentence, nothing is due: so the end is not waited for until then, nor that of the warm-up.
    if (this.#phases.hasSentAll()) this.#maySend(this.#nextDueMs);
    if (this.#phases.current === "draining") return this.#drain(carrier, nowMs);
    const waitMs = this.#nextDueMs - nowMs;
    // Timers come a millisecond or two late, and the time would count: the last bit is waited for awake.
    if (waitMs > spinMs) this.#timer = setTimeout(() => this.#keepSchedule(), waitMs - spinMs);
    else setImmediate(() => this.#keepSchedule());
  }

  #maySend(nowMs: number): boolean {
    return this.#phases.maySend(nowMs, () => this.#carrier?.mark());
  }

  /** After the last sentence: waits until each is settled, and then a little for what nobody expects. */
  #drain(carrier: Carrier, nowMs: number): void {
    if (this.#phases.current !== "draining") return;
    if (this.#account.ledger.waiting > 0) return this.#watchDeadline();
    this.#settledMs ??= nowMs;
    if (nowMs - this.#settledMs >= carrier.listenOnMs()) return this.#finish(carrier.gone() ?? { kind: "done" });
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.changed(), this.#settledMs + carrier.listenOnMs() - nowMs);
  }

  /** One timer, for the sentence that waits longest. */
  #watchDeadline(): void {
    const deadlineMs = this.#account.ledger.deadlineMs();
    if (this.#timer !== undefined || deadlineMs === undefined) return;
    const inMs = deadlineMs - performance.now();
    if (inMs > tickMs) return; // the next ticks will see to it
    this.#timer = setTimeout(
      () => {
        this.#timer = undefined;
        this.#account.ledger.expire(performance.now());
        this.changed();
      },
      Math.max(0, inMs),
    );
  }

  #finish(end: CarrierEnd): void {
    this.#phases.current = "over";
    this.#ended.resolve(end);
  }
}
