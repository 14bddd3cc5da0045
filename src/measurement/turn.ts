/** News of one turn of the event loop, looked at together: so what it allows to be sent goes in few system calls. */

import { maxBurst } from "../core/limits.ts";

export class Turn {
  readonly #look: () => void;
  #has = 0;

  constructor(look: () => void) {
    this.#look = look;
  }

  /** Something came. The first of a turn is looked at at once, so who asks alone never waits; the others at its end, or when they are many. */
  news(): void {
    if (this.#has++ > 0) return this.#has % maxBurst === 0 ? this.#look() : undefined;
    setImmediate(() => {
      const others = this.#has - 1;
      this.#has = 0;
      if (others > 0) this.#look();
    });
    this.#look();
  }
}
