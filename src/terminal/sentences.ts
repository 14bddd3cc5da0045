/** Where a client's sentences come from: the command line, a prompt, or standard input. */

import { isTerminal } from "./is-terminal.ts";
import type { Options } from "./options.ts";
import { askForSentence } from "./prompt.ts";
import { stdinLines } from "./stdin.ts";

export type Source = "arguments" | "prompt" | "lines";

export async function sourceOfSentences(options: Options): Promise<Source> {
  if (options.words.length > 0) return "arguments";
  return (await isTerminal(0)) && (await isTerminal(1)) ? "prompt" : "lines";
}

/** The user pressed Ctrl-C at the prompt. */
export class Interrupted extends Error {}

/** Yields the sentences. Throws {@link Interrupted}, or `LineTooLong` for a line beyond the limit. */
export async function* sentencesFrom(source: Source, options: Options): AsyncGenerator<Uint8Array> {
  if (source === "lines") return yield* stdinLines();
  if (source === "arguments") return yield Buffer.from(options.words.join(" "));
  const answer = await askForSentence(options.color);
  if (answer === "interrupted") throw new Interrupted();
  if (answer !== "ended") yield Buffer.from(answer.sentence);
}
