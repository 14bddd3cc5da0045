/** Wakes those who wait for a condition, each time that something changed. */

export class Changes {
  #waiting = new Set<() => void>();

  tell(): void {
    const waiting = this.#waiting;
    this.#waiting = new Set();
    for (const wake of waiting) wake();
  }

  /** Resolves as soon as the condition holds: looked at now, and after every change. */
  async until(condition: () => boolean): Promise<void> {
    while (!condition()) await new Promise<void>((wake) => this.#waiting.add(wake));
  }
}
