/** How far a measurement has come, in a terminal, where it takes longer than a second. */

import { progressAfterMs } from "../core/limits.ts";
import { isTerminal } from "./is-terminal.ts";
import type { Run } from "./program.ts";

type Bar = ReturnType<typeof import("@clack/prompts").progress>;

const steps = 100;
const endOfText = 0x03; // Ctrl-C, in a terminal that is in raw mode

export class Progress {
  readonly #onInterrupt: () => void;
  readonly #startedMs = performance.now();
  #bar: Bar | undefined;
  #wanted: boolean;
  #done = 0;

  private constructor(wanted: boolean, onInterrupt: () => void) {
    this.#wanted = wanted;
    this.#onInterrupt = onInterrupt;
  }

  static begin({ options, stderrIsTerminal }: Run, onInterrupt: () => void): Progress {
    const isScreen = stderrIsTerminal && process.env.TERM !== "dumb";
    return new Progress(isScreen && !options.quiet && options.measure.reportEveryMs === null, onInterrupt);
  }

  /** Shows that a share of the work is done, from 0 to 1, with a word on it. */
  show(share: number, text: string): void {
    if (!this.#wanted || performance.now() - this.#startedMs < progressAfterMs) return;
    if (this.#bar === undefined) return void this.#open(text);
    const done = Math.floor(share * steps);
    this.#bar.advance(Math.max(0, done - this.#done), text);
    this.#done = Math.max(done, this.#done);
  }

  /** Takes the bar away; the next line stands where it was. */
  end(): void {
    this.#wanted = false;
    this.#bar?.clear();
    process.stdin.off("data", this.#watch);
    if (this.#bar !== undefined) process.stdin.pause();
    this.#bar = undefined;
  }

  async #open(text: string): Promise<void> {
    this.#wanted = false; // until it is loaded
    const { progress, settings } = await import("@clack/prompts");
    // clack would end the process at Ctrl-C and Escape, and what was measured would be gone with it.
    for (const key of ["\x03", "escape"]) settings.aliases.delete(key);
    // It has the terminal in raw mode: Ctrl-C is a byte, and no signal.
    if (await isTerminal(0)) process.stdin.on("data", this.#watch);
    this.#bar = progress({ output: process.stderr, max: steps, size: 30, style: "heavy", withGuide: false });
    this.#bar.start(text);
    this.#wanted = true;
  }

  readonly #watch = (bytes: Buffer | string): void => {
    if (Buffer.from(bytes).includes(endOfText)) this.#onInterrupt();
  };
}
