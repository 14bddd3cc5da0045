/** Our own patience with a silent peer: TCP itself waits for one for ever. */

export class Silence {
  readonly #allowedMs: number;
  #brokenMs = 0;
  #watching: Timer | undefined;

  /** `allowedMs` 0 allows silence for ever. */
  constructor(allowedMs: number) {
    this.#allowedMs = allowedMs;
  }

  /** Something happened. */
  broken(): void {
    this.#brokenMs = performance.now();
  }

  /** Calls back when it has been silent for too long from now on: not before, and at most a quarter later. */
  watch(tooLong: () => void): void {
    this.broken();
    if (this.#allowedMs === 0) return;
    this.#watching = setInterval(() => {
      if (performance.now() - this.#brokenMs >= this.#allowedMs) tooLong();
    }, this.#allowedMs / 4);
  }

  end(): void {
    clearInterval(this.#watching);
  }
}
