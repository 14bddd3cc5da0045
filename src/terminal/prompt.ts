/** The textbook's question. */

import { isTerminal } from "./is-terminal.ts";

/** What came of asking: a sentence, Ctrl-C, or Ctrl-D (the end of input, before a sentence). */
export type Answer = { readonly sentence: string } | "interrupted" | "ended";

const endOfTransmission = 0x04;

const showCursor = "\x1b[?25h";

/** Asks for the sentence in the terminal. Loads clack only here: nobody else pays for it. */
export async function askForSentence(color: boolean): Promise<Answer> {
  if (!color) process.env.NO_COLOR = "1"; // clack's colours know no other way
  const { isCancel, text } = await import("@clack/prompts");
  // clack knows no end of input. Ctrl-D reaches us as a byte, because the terminal is in raw mode while it asks.
  const ending = new AbortController();
  const watch = (bytes: Buffer | string) => {
    if (Buffer.from(bytes).includes(endOfTransmission)) ending.abort();
  };
  process.stdin.on("data", watch);
  // Results go to standard output; the question only where standard error is no terminal.
  const output = (await isTerminal(2)) ? process.stderr : process.stdout;
  // clack hides the cursor while it asks, and a signal from elsewhere (kill -INT) ends us without its leave.
  const restore = () => void output.write(showCursor);
  process.on("exit", restore);
  const answer = await text({
    message: "Input lowercase sentence:",
    output,
    signal: ending.signal,
  });
  process.off("exit", restore);
  process.stdin.off("data", watch);
  process.stdin.pause();
  if (!isCancel(answer)) return { sentence: answer ?? "" };
  return ending.signal.aborted ? "ended" : "interrupted";
}
