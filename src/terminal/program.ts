/** What every program does around its page: the command line before it, the streams and the exit code after it. */

import { lastOutputMs } from "../core/limits.ts";
import { type Messages, messagesIn } from "../narration/language.ts";
import type { Program } from "../narration/topics.ts";
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

/** A program at work: its options, its streams and its language. */
export interface Run {
  readonly program: Program;
  readonly options: Options;
  readonly messages: Messages;
  /** Results only. */
  readonly stdout: Output;
  /** Prompts, warnings, progress. */
  readonly stderr: Output;
  readonly stdoutIsTerminal: boolean;
  readonly colors: Colors;
  /** Writes one line to standard error. */
  tell(line: string): void;
}

/** Runs a program from its command line to its exit code. Never returns. */
export async function runProgram(program: Program, main: (run: Run) => Promise<ExitCode>): Promise<never> {
  const stdout = new Output(1);
  const stderr = new Output(2);
  const code = await runCommandLine(program, stdout, stderr, main);
  // Exiting at once would cut off what still waits; waiting for a reader that never reads would be for ever.
  await Promise.all([stdout.flush(lastOutputMs), stderr.flush(lastOutputMs)]);
  return process.exit(code);
}

async function runCommandLine(
  program: Program,
  stdout: Output,
  stderr: Output,
  main: (run: Run) => Promise<ExitCode>,
): Promise<ExitCode> {
  const tell = (line: string) => stderr.write(`${line}\n`);
  const commandLine = readCommandLine(program, process.argv.slice(2), process.env);
  switch (commandLine.kind) {
    case "misuse":
      tell(commandLine.message);
      return exitCodes.misuse;
    case "help":
    case "version": {
      const messages = messagesIn(commandLine.language);
      stdout.write(commandLine.kind === "help" ? formatHelp(program, messages.help) : `${program} ${programVersion}\n`);
      await stdout.flush();
      if (stdout.error === undefined || stdout.closed) return exitCodes.done;
      tell(messages.cannotWrite(stdout.error));
      return exitCodes.failed;
    }
    case "run": {
      const { options } = commandLine;
      const stdoutIsTerminal = await isTerminal(1);
      const colors = await loadColors(options.color && stdoutIsTerminal && process.env.TERM !== "dumb");
      const messages = messagesIn(options.language);
      return await main({ program, options, messages, stdout, stderr, stdoutIsTerminal, colors, tell });
    }
  }
}
