/** A program at work whose output is kept, instead of written to this process's own streams. */

import { messagesIn } from "../../src/narration/language.ts";
import type { Program } from "../../src/narration/topics.ts";
import { defaultOptions, type Options } from "../../src/terminal/options.ts";
import { Output } from "../../src/terminal/output.ts";
import type { Run } from "../../src/terminal/program.ts";

export class CapturedOutput extends Output {
  /** A full one takes nothing that is only offered. */
  full = false;
  #parts: Uint8Array[] = [];

  override offer(text: string): boolean {
    if (!this.full) this.write(text);
    return !this.full;
  }

  override write(text: string | Uint8Array): void {
    this.#parts.push(Buffer.from(text as Uint8Array));
  }

  /** What was written since the last look. */
  take(): Buffer {
    const bytes = Buffer.concat(this.#parts);
    this.#parts = [];
    return bytes;
  }

  /** The same as lines of text. */
  takeLines(): string[] {
    return this.take().toString().split("\n").slice(0, -1);
  }
}

export interface CapturedRun extends Run {
  readonly stdout: CapturedOutput;
  readonly stderr: CapturedOutput;
}

/** Colours are shown as angle brackets. */
export function capturedRun(program: Program, options: Partial<Options> = {}, stdoutIsTerminal = false): CapturedRun {
  const all = { ...defaultOptions(program, "en"), ...options };
  const stderr = new CapturedOutput(2);
  return {
    program,
    options: all,
    messages: messagesIn(all.language),
    stdout: new CapturedOutput(1),
    stderr,
    stdoutIsTerminal,
    stderrIsTerminal: false,
    colors: { bold: (text) => `*${text}*`, dim: (text) => `<${text}>` },
    tell: (line) => stderr.write(`${line}\n`),
  };
}
