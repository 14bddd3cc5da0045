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
  let code: ExitCode = exitCodes.done;
  try {
    const sentences = sentencesFrom(source, run.options);
    let current = await sentences.next();
    if (current.done && source === "lines") run.tell(run.messages.nothingToSend);
    while (!current.done) {
      const sentence = current.value;
      const following = sentences.next(); // read ahead by one, to know the last sentence while it is asked
      following.catch(() => {}); // told below, after this one's answer
      const result = await ask(
        sentence,
        following.then(
          ({ done }) => done === true,
          () => true,
        ),
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
  } catch (error) {
    return inputFailed(run, error);
  }
  return code;
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
