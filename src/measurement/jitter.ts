/** Jitter: how much the exchange times of neighbouring sentences differ. */

/** Replies that overtake each other are neighbours all the same, as long as they come within so many sentences. */
const remembered = 4_096;

export class Jitter {
  /** By number, modulo the capacity: which sentence it was, and how long it took. */
  readonly #sequences = new Float64Array(remembered).fill(-1);
  readonly #exchangesMs = new Float64Array(remembered);
  #differencesMs = 0;
  #pairs = 0;

  /** Adds an answered sentence. Numbers come in any order, each of them once. */
  add(sequence: number, exchangeMs: number): void {
    this.#sequences[sequence % remembered] = sequence;
    this.#exchangesMs[sequence % remembered] = exchangeMs;
    this.#pair(sequence - 1, exchangeMs);
    this.#pair(sequence + 1, exchangeMs);
  }

  /** Mean of |difference| over all pairs of consecutive sentences that were both answered; null where there is none. */
  get meanMs(): number | null {
    return this.#pairs === 0 ? null : this.#differencesMs / this.#pairs;
  }

  #pair(neighbour: number, exchangeMs: number): void {
    const at = neighbour % remembered;
    if (neighbour < 0 || this.#sequences[at] !== neighbour) return;
    this.#differencesMs += Math.abs(exchangeMs - (this.#exchangesMs[at] as number));
    this.#pairs++;
  }
}
