/** A client's executable as a server: the streams and the signals of {@link serveEmbedded}. */

import { serveEmbedded } from "../comparison/embedded-server.ts";
import { lastOutputMs } from "../core/limits.ts";
import type { Protocol } from "../measurement/record.ts";
import { jsonLine } from "./json.ts";
import { Output } from "./output.ts";
import { stdinLines } from "./stdin.ts";

/** Serves until standard input ends: with the client that holds its other end, however that one ends. */
export async function runEmbedded(protocol: Protocol): Promise<void> {
  // Ctrl-C in a terminal reaches every process there. The client that started us still wants its last replies.
  process.on("SIGINT", () => {});
  const stdout = new Output(1);
  await serveEmbedded(protocol, stdinLines(), (told) => stdout.write(`${jsonLine(told)}\n`));
  await stdout.flush(lastOutputMs);
}
