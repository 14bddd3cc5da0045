/** Asks sentence by sentence, and prints what became of each. */

import type { ConnectFailure, Exchange } from "../core/exchange.ts";
import { LineTooLong } from "../core/line-splitter.ts";
import { errorCode } from "../system/error-code.ts";
import { reportConnectFailures, reportExchange } from "./client-report.ts";
import { type ExitCode, exitCodes, type Run } from "./program.ts";
import { Interrupted, type Source, sentencesFrom } from "./sentences.ts";

/** Asks one sentence; the promise tells whether it is the last one. */
export type Ask = (sentence: Uint8Array, isLast: Promise<boolean>) => Promise<Exchange | ConnectFailure[]>;

/** Asks every sentence in turn. Goes on after one that failed, except where there is no server to connect to any more. */
export async function askAll(run: Run, source: Source, ask: Ask): Promise<ExitCode> {
  if (source === "prompt") await run.stderr.flush(); // the question is drawn by others, and must not be written over
  const sentences = sentencesFrom(source, run.options);
  let code: ExitCode = exitCodes.done;
  let current = await nextSentence(sentences);
  if (current === "end" && source === "lines") run.tell(run.messages.nothingToSend);
  while (current instanceof Uint8Array) {
    const sentence = current;
    const following = nextSentence(sentences); // read ahead by one, to know the last sentence while it is asked
    const result = await ask(
      sentence,
      following.then((next) => !(next instanceof Uint8Array)),
    );
    code = worse(
      code,
      Array.isArray(result) ? reportConnectFailures(run, result) : reportExchange(run, sentence, result),
    );
    await run.stdout.flush();
    if (run.stdout.error !== undefined) return outputFailed(run, code);
    if (Array.isArray(result)) return code;
    current = await following;
  }
  return current === "end" ? code : inputFailed(run, current.failed);
}

type Sentences = AsyncGenerator<Uint8Array>;

/** The next sentence, the end of them, or why there is none: never a rejection, for it is awaited late. */
async function nextSentence(sentences: Sentences): Promise<Uint8Array | "end" | { failed: unknown }> {
  try {
    const { value, done } = await sentences.next();
    return done ? "end" : value;
  } catch (failed) {
    return { failed };
  }
}

function worse(a: ExitCode, b: ExitCode): ExitCode {
  return a === exitCodes.done ? b : a;
}

/** A reader that has seen enough (`client | head -1`) is no failure. A full disk is. */
function outputFailed(run: Run, code: ExitCode): ExitCode {
  if (run.stdout.closed) return code;
  run.tell(run.messages.cannotWrite(run.stdout.error ?? ""));
  return exitCodes.failed;
}

function inputFailed(run: Run, error: unknown): ExitCode {
  if (error instanceof Interrupted) return exitCodes.interrupted;
  if (error instanceof LineTooLong) {
    run.tell(run.messages.sentenceTooLong(error.maxBytes));
    return exitCodes.misuse;
  }
  run.tell(run.messages.cannotRead(errorCode(error)));
  return exitCodes.failed;
}
