/** What the signals mean that ask a program to end: who sends a second one has had enough, if it is a second one. */

import { sameSignalMs } from "./limits.ts";

/**
 * One wish can come as two signals: timeout(1) tells the program, and then the process group that it is in; a terminal tells
 * the whole group, and npm passes on what it was told. Only the time between them tells that from a person.
 */
export class StopSignals {
  #firstMs: number | undefined;

  /** Takes a signal that comes at this time: `stop` in good order, the `same` wish once more, or `now`. */
  take(nowMs: number): "stop" | "same" | "now" {
    if (this.#firstMs === undefined) {
      this.#firstMs = nowMs;
      return "stop";
    }
    return nowMs - this.#firstMs < sameSignalMs ? "same" : "now";
  }
}
