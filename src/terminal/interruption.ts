/** Ctrl-C while measuring: what was measured is still reported. */

import { StopSignals } from "../core/stop-signals.ts";
import { exitCodes } from "./program.ts";

/** The first signal cuts the measurement short; a second one ends the process at once, and so does one before anything counts. */
export class Interruption implements Disposable {
  readonly #controller = new AbortController();
  readonly #signals = new StopSignals();
  #hasFigures = false;

  constructor() {
    process.on("SIGINT", this.interrupt);
    process.on("SIGTERM", this.interrupt);
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** From now on there is something to report. */
  keepFigures(): void {
    this.#hasFigures = true;
  }

  readonly interrupt = (): void => {
    const wish = this.#signals.take(performance.now());
    this.#controller.abort();
    if (wish === "now" || !this.#hasFigures) process.exit(exitCodes.interrupted);
  };

  [Symbol.dispose](): void {
    process.off("SIGINT", this.interrupt);
    process.off("SIGTERM", this.interrupt);
  }
}
