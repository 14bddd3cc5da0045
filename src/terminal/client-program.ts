/** A client as a program; and, when another one starts it so, as a server that is embedded in that one. */

import { embeddedProtocol } from "../comparison/embedded-talk.ts";
import type { Program } from "../narration/topics.ts";
import { type ExitCode, exitCodes, type Run, runProgram } from "./program.ts";

/** Runs a client from its command line to its exit code. Never returns. */
export async function runClientProgram(program: Program, main: (run: Run) => Promise<ExitCode>): Promise<never> {
  const embedded = embeddedProtocol(process.argv[2]);
  if (embedded === undefined) return runProgram(program, main);
  await (await import("./embedded.ts")).runEmbedded(embedded);
  return process.exit(exitCodes.done);
}
