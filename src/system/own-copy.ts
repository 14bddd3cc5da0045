/** Another process of this very program, that takes orders, says lines of JSON, and ends with the process that started it. */

import { stopMs } from "../core/limits.ts";
import { LineSplitter } from "../core/line-splitter.ts";
import { visibleText } from "../core/visible.ts";
import { errorCode } from "./error-code.ts";

type Child = Bun.Subprocess<"pipe", "pipe", "inherit">;

/** The words that start this very program again: an executable of its own, or Bun with a source file. */
export function ownCommand(): string[] {
  return Bun.isStandaloneExecutable ? [process.execPath] : [process.execPath, Bun.main];
}

export interface CopyListener<Told> {
  /** It said something. */
  hear(told: Told): void;
  /**
   * It is gone, or could not be started: then the cause is the system's word; else how it ended: `SIGKILL`, `exit code 1`; or why nobody
   * can read what it says, for which it was killed.
   */
  ended(cause: string): void;
}

/**
 * Orders go to its standard input, which it reads to the end: when we end, however that is, the kernel closes the pipe, and
 * the copy ends too. What it says comes from its standard output; its standard error is ours.
 */
export class OwnCopy<Told> {
  readonly #process: Child | undefined;
  #unreadable: string | undefined;

  /** Starts it. `maxLineBytes` is the longest line that it says. The listener is called later, never from here. */
  constructor(command: readonly string[], maxLineBytes: number, listener: CopyListener<Told>) {
    try {
      this.#process = Bun.spawn([...command], { stdin: "pipe", stdout: "pipe", stderr: "inherit" });
      this.#read(this.#process, new LineSplitter(maxLineBytes), listener);
    } catch (error) {
      const cause = errorCode(error);
      queueMicrotask(() => listener.ended(cause));
    }
  }

  order(line: string): void {
    try {
      this.#process?.stdin.write(`${line}\n`);
      this.#process?.stdin.flush();
    } catch (error) {
      if (errorCode(error) !== "EPIPE") throw error; // it has ended; that will be told
    }
  }

  /** Has no more orders for it, which ends it. Resolves when it is gone; kills it where it takes longer than this. */
  async end(timeoutMs = stopMs): Promise<void> {
    this.#process?.stdin.end();
    await this.gone(timeoutMs);
  }

  /** Resolves when it is gone; kills it where that takes longer than this. */
  async gone(timeoutMs: number): Promise<void> {
    const hung = setTimeout(() => this.#process?.kill("SIGKILL"), timeoutMs);
    await this.#process?.exited;
    clearTimeout(hung);
  }

  async #read(child: Child, lines: LineSplitter, { hear, ended }: CopyListener<Told>): Promise<void> {
    // Apart from each other: what is wrong with a line is the copy's, what the listener throws is ours.
    for await (const told of this.#toldBy(child, lines)) hear(told);
    await child.exited;
    const end = child.signalCode === null ? `exit code ${child.exitCode}` : `${child.signalCode}`;
    ended(this.#unreadable ?? end);
  }

  /** All that it says. It may be broken, or something else than a program of ours: then no more of it is believed. */
  async *#toldBy(child: Child, lines: LineSplitter): AsyncGenerator<Told> {
    try {
      for await (const chunk of child.stdout) {
        for (const line of lines.push(chunk)) yield parseTold(line) as Told;
      }
    } catch (error) {
      this.#unreadable = `unreadable: ${visibleText(error instanceof Error ? error.message : `${error}`)}`;
      child.kill("SIGKILL");
    }
  }
}

/** All that a copy of ours says is an object. */
function parseTold(line: Uint8Array): object {
  const told: unknown = JSON.parse(Buffer.from(line).toString());
  if (typeof told !== "object" || told === null) throw new TypeError("no message of this program");
  return told;
}
