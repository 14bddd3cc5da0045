/** What every program does around its page: the command line before it, the streams and the exit code after it. */

import { lastOutputMs } from "../core/limits.ts";
import { type Messages, messagesIn } from "../narration/language.ts";
import type { Program } from "../narration/topics.ts";
import { wrapLines } from "../narration/wrap.ts";
import { isSameFile } from "../system/same-file.ts";
import { type Colors, loadColors } from "./colors.ts";
import { readCommandLine } from "./command-line.ts";
import { formatHelp } from "./help.ts";
import { isTerminal } from "./is-terminal.ts";
import type { Options } from "./options.ts";
import { Output } from "./output.ts";
import { programVersion } from "./version.ts";

/** 0 done, 1 the network failed, 2 misuse, 130 interrupted (128 + SIGINT, as a shell counts). */
export const exitCodes = { done: 0, failed: 1, misuse: 2, interrupted: 130 } as const;
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** The standard streams of a program. */
interface Streams {
  /** Results only. */
  readonly stdout: Output;
  /** Prompts, warnings, progress. */
  readonly stderr: Output;
  readonly stdoutIsTerminal: boolean;
  readonly stderrIsTerminal: boolean;
  /** Writes lines to standard error; in a terminal, broken between words. */
  tell(lines: string): void;
}

/** A program at work: its options, its streams and its language. */
export interface Run extends Streams {
  readonly program: Program;
  readonly options: Options;
  readonly messages: Messages;
  readonly colors: Colors;
}

/** Runs a program from its command line to its exit code. Never returns. */
export async function runProgram(program: Program, main: (run: Run) => Promise<ExitCode>): Promise<never> {
  const streams = await openStreams();
  const code = await runCommandLine(program, streams, main);
  // Exiting at once would cut off what still waits; waiting for a reader that never reads would be for ever.
  await Promise.all([streams.stdout.flush(lastOutputMs), streams.stderr.flush(lastOutputMs)]);
  return process.exit(code);
}

async function openStreams(): Promise<Streams> {
  const stdout = new Output(1);
  const stdoutIsTerminal = await isTerminal(1);
  const stderrIsTerminal = await isTerminal(2);
  // Two writers to one terminal would write into each other's lines, and to one file (`2>&1`) in any order.
  const isOnePlace = (stdoutIsTerminal && stderrIsTerminal) || isSameFile(1, 2);
  const stderr = isOnePlace ? stdout : new Output(2);
  const tell = (lines: string) => {
    const fitting = stderrIsTerminal ? wrapLines(lines, process.stderr.columns) : lines;
    stderr.write(`${fitting}\n`);
  };
  return { stdout, stderr, stdoutIsTerminal, stderrIsTerminal, tell };
}

async function runCommandLine(
  program: Program,
  streams: Streams,
  main: (run: Run) => Promise<ExitCode>,
): Promise<ExitCode> {
  const commandLine = readCommandLine(program, process.argv.slice(2), process.env);
  switch (commandLine.kind) {
    case "misuse":
      streams.tell(commandLine.message);
      return exitCodes.misuse;
    case "help":
    case "version": {
      const messages = messagesIn(commandLine.language);
      const text = commandLine.kind === "help" ? formatHelp(program, messages.help) : `${program} ${programVersion}\n`;
      return printText(text, streams, messages);
    }
    case "run": {
      const { options } = commandLine;
      const colors = await loadColorsOf(options, streams.stdoutIsTerminal);
      return await main({ ...streams, program, options, messages: messagesIn(options.language), colors });
    }
  }
}

/** The colours of standard output. */
export function loadColorsOf({ color }: Options, stdoutIsTerminal: boolean): Promise<Colors> {
  return loadColors(color && stdoutIsTerminal && process.env.TERM !== "dumb");
}

async function printText(text: string, { stdout, tell }: Streams, messages: Messages): Promise<ExitCode> {
  stdout.write(text);
  await stdout.flush();
  if (stdout.error === undefined || stdout.closed) return exitCodes.done;
  tell(messages.cannotWrite(stdout.error));
  return exitCodes.failed;
}
