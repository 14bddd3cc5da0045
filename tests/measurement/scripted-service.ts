/** What becomes of each sentence at a scripted server, over either protocol. */

import type { Script, ServerReport } from "./script.ts";

/** How a reply, or something in its place, gets out. */
export interface Way {
  reply(bytes: Buffer): void;
  stray?(bytes: Buffer): void;
  /** Bytes, and FIN behind them. */
  cut?(bytes: Buffer): void;
  reset?(): void;
  close?(): void;
}

export class ScriptedService {
  connections = 0;
  /** Told when the script says that the server dies. */
  onDeath: (backAfterMs: number | null) => void = () => {};
  readonly #script: Script;
  readonly #warmup: number;
  readonly #heldBack = new Map<number, (() => void)[]>();
  readonly #heldMs: [number, number][] = [];
  #received = 0;
  #outstanding = 0;
  #mostOutstanding = 0;
  /** Sentences that met what happens once. */
  readonly #met = new Set<number>();

  constructor(script: Script, warmup: number) {
    this.#script = script;
    this.#warmup = warmup;
  }

  report(): ServerReport {
    return {
      received: this.#received,
      answered: this.#heldMs.length,
      mostOutstanding: this.#mostOutstanding,
      connections: this.connections,
      heldMs: this.#heldMs,
    };
  }

  /** Takes one sentence; its memory is its giver's again afterwards. */
  take(given: Uint8Array, way: Way): void {
    const receivedMs = performance.now();
    const sentence = Buffer.from(given);
    const number = Number(sentence.toString("latin1", 0, 10)) - this.#warmup;
    this.#received++;
    const script = this.#script;
    const death = script.dies?.find(({ at }) => at === number);
    if (death !== undefined && this.#isFirstTime(number)) return this.onDeath(death.backAfterMs);
    if (script.drop?.includes(number)) return;
    if (script.resetAt?.includes(number)) return way.reset?.();
    if (script.closeAt?.includes(number)) return way.close?.();
    this.#outstanding++;
    this.#mostOutstanding = Math.max(this.#mostOutstanding, this.#outstanding);
    this.#whenDue(number, () => this.#answer(number, sentence, receivedMs, way));
  }

  #isFirstTime(number: number): boolean {
    const isFirst = !this.#met.has(number);
    this.#met.add(number);
    return isFirst;
  }

  #whenDue(number: number, answer: () => void): void {
    const after = this.#script.hold?.[number];
    const delayMs = this.#script.delays?.[number] ?? this.#script.delayMs ?? 0;
    if (after !== undefined) this.#heldBack.set(after, [...(this.#heldBack.get(after) ?? []), answer]);
    else if (delayMs > 0) setTimeout(answer, delayMs);
    else answer();
  }

  #answer(number: number, sentence: Buffer, receivedMs: number, way: Way): void {
    const upper = Buffer.from(sentence.toString("latin1").toUpperCase(), "latin1");
    const half = upper.subarray(0, upper.length >> 1);
    const wrong = this.#script.wrong?.[number];
    const reply = wrong === "lower" ? sentence : wrong === "cut" ? half : upper;
    if (this.#script.stray?.includes(number)) way.stray?.(reply);
    this.#outstanding--;
    this.#heldMs.push([number, performance.now() - receivedMs]);
    if (this.#script.cutAt?.includes(number) && this.#isFirstTime(number)) return way.cut?.(half);
    for (let copy = this.#script.duplicate?.[number] ?? 0; copy >= 0; copy--) way.reply(reply);
    for (const answer of this.#heldBack.get(number) ?? []) answer();
  }
}
