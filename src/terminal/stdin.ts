/** Standard input, line by line and byte by byte: no decoder between the user's bytes and the server. */

import { maxSentenceBytes } from "../core/limits.ts";
import { LineSplitter } from "../core/line-splitter.ts";

/** Yields every line of standard input without its line end. Throws `LineTooLong`. */
export async function* stdinLines(): AsyncGenerator<Uint8Array> {
  const lines = new LineSplitter(maxSentenceBytes);
  for await (const chunk of Bun.stdin.stream()) yield* lines.push(chunk);
  const last = lines.end();
  if (last !== undefined) yield last;
}
