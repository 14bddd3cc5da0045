/** How far a measurement has come, in a terminal, where it takes longer than a second. */

import { progressAfterMs } from "../core/limits.ts";
import { isInForeground } from "../system/foreground.ts";
import type { Interruption } from "./interruption.ts";
import { isTerminal } from "./is-terminal.ts";
import type { Run } from "./program.ts";

type Bar = ReturnType<typeof import("@clack/prompts").progress>;

const steps = 100;
const widestBar = 30;
const narrowestBar = 4;
/** Columns beside the bar and its text: the turning sign, blanks, up to three dots, and room for a number that grows. */
const spareColumns = 12;
const endOfText = 0x03; // Ctrl-C, in a terminal that is in raw mode

export class Progress {
  readonly #interruption: Interruption;
  readonly #startedMs = performance.now();
  #state: "hidden" | "opening" | "shown" | "over";
  #bar: Bar | undefined;
  #done = 0;

  private constructor(isWanted: boolean, interruption: Interruption) {
    this.#state = isWanted ? "hidden" : "over";
    this.#interruption = interruption;
    // At once, and before clack hears of the signal: it would write "Canceled".
    interruption.signal.addEventListener("abort", () => this.end());
  }

  static begin({ options, stderrIsTerminal }: Run, interruption: Interruption): Progress {
    const isScreen = stderrIsTerminal && process.env.TERM !== "dumb";
    return new Progress(isScreen && !options.quiet && options.measure.reportEveryMs === null, interruption);
  }

  /** Shows that a share of the work is done, from 0 to 1, with a word on it. */
  show(share: number, text: string): void {
    if (this.#state === "hidden" && performance.now() - this.#startedMs >= progressAfterMs) void this.#open(text);
    if (this.#state !== "shown") return;
    const done = Math.floor(share * steps);
    this.#bar?.advance(Math.max(0, done - this.#done), text);
    this.#done = Math.max(done, this.#done);
  }

  /** Takes the bar away, so that something can be said in its place. It comes back below. */
  hide(): void {
    if (this.#state !== "shown") return;
    this.#state = "hidden";
    process.stdin.off("data", this.#watch);
    process.off("SIGWINCH", this.#resized);
    this.#bar?.clear();
    process.stdin.pause();
    this.#done = 0;
  }

  /** Takes the bar away for good; the next line stands where it was. */
  end(): void {
    this.hide();
    this.#state = "over";
  }

  async #open(text: string): Promise<void> {
    // clack reads keys and sets the terminal's mode, and a job in the background would be stopped for that.
    if (!isInForeground()) return;
    this.#state = "opening";
    const { progress, settings } = await import("@clack/prompts");
    const { WriteStream } = await import("node:tty");
    // A stream asks for the columns once, and so does clack. A bar that needs two lines would leave one behind each time.
    const output = new WriteStream(2);
    const size = Math.min(widestBar, output.columns - Bun.stringWidth(text) - spareColumns);
    const readsKeys = await isTerminal(0);
    if (this.#isOver) return;
    if (size < narrowestBar) return this.end();
    // clack would end the process at Ctrl-C and Escape, and what was measured would be gone with it.
    for (const key of ["\x03", "escape"]) settings.aliases.delete(key);
    // It has the terminal in raw mode: Ctrl-C is a byte, and no signal.
    if (readsKeys) process.stdin.on("data", this.#watch);
    process.on("SIGWINCH", this.#resized);
    this.#bar = progress({ output, max: steps, size, style: "heavy", withGuide: false });
    this.#bar.start(text);
    this.#state = "shown";
  }

  /** It can be over while the bar is loaded. */
  get #isOver(): boolean {
    return this.#state === "over";
  }

  /** Where there are fewer columns now, it would write line below line. */
  readonly #resized = (): void => this.hide();

  readonly #watch = (bytes: Buffer | string): void => {
    if (Buffer.from(bytes).includes(endOfText)) this.#interruption.interrupt();
  };
}
