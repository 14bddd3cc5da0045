/**
 * When a server gives its processor away for a moment, rather than be woken up. Where clients share it, the first thing that one of them
 * does would wake us up at once, and the next thing once more: its FIN and its new connection, or the sentences of several. Given the
 * processor, they do all that they want to, and we find it together. (On Linux, clients of the same session: sched(7), autogroup.)
 */

import { momentsBetweenWaits, mostWaitsBetweenMoments } from "./limits.ts";

export class GivingWay {
  readonly #longMs: number;
  /** Moments that are left before a wait has to show again that nobody else wants anything. */
  #left = 0;
  /** Waits until it is tried again, after it was in vain; each time in a row twice as many. */
  #waitsBefore = 0;
  #lastWaitsBefore = 1;

  /** What takes as long as `longMs` has been somebody else's. */
  constructor(longMs: number) {
    this.#longMs = longMs;
  }

  get isDue(): boolean {
    return this.#left > 0;
  }

  /** Notes a wait that brought something: nobody else was there meanwhile. */
  waited(): void {
    if (this.#waitsBefore > 0) this.#waitsBefore--;
    else this.#left = momentsBetweenWaits;
  }

  /**
   * Notes a moment: how long it took, and whether the client has used it. Where it has not, it runs on another processor; where it took long,
   * somebody else works on ours, who would have been interrupted for us if we had waited.
   */
  gave(ms: number, isUsed: boolean): void {
    this.#left--;
    if (isUsed && ms < this.#longMs) {
      if (this.#left === 0) this.#lastWaitsBefore = Math.max(1, this.#lastWaitsBefore / 2);
      return;
    }
    this.#left = 0;
    this.#lastWaitsBefore = Math.min(this.#lastWaitsBefore * 2, mostWaitsBetweenMoments);
    this.#waitsBefore = this.#lastWaitsBefore;
  }
}
