/** Ctrl-C while measuring: what was measured is still reported. */

import { exitCodes } from "./program.ts";

/** The first signal cuts the measurement short; a second one ends the process at once. */
export class Interruption implements Disposable {
  readonly #controller = new AbortController();

  constructor() {
    process.on("SIGINT", this.interrupt);
    process.on("SIGTERM", this.interrupt);
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  readonly interrupt = (): void => {
    if (this.signal.aborted) process.exit(exitCodes.interrupted);
    this.#controller.abort();
  };

  [Symbol.dispose](): void {
    process.off("SIGINT", this.interrupt);
    process.off("SIGTERM", this.interrupt);
  }
}
