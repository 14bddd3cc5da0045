/** One connection of a TCP client, as those who use it see it. */

import type { Endpoint } from "./endpoint.ts";
import type { Exchange } from "./exchange.ts";
import type { Collected, Framing } from "./reply-reader.ts";
import { upperCase } from "./upper-case.ts";

export interface TcpConnection {
  readonly local: Endpoint;
  readonly peer: Endpoint;
  readonly connectMs: number;
  /** False once the server has ended its side: another sentence needs another connection. */
  readonly open: boolean;
  /** Sends a sentence and waits for its reply. `to-end` makes it the last: FIN follows it, and the reply ends with the stream. */
  ask(sentence: Uint8Array, framing: Framing): Promise<Exchange>;
  /** Says that no sentence will follow: FIN, as soon as all that was asked is sent. */
  finish(): void;
  close(): void;
}

/** Tells what became of a sentence from what the connection collected for it. */
export function toExchange(
  { bytes, endedBy }: Collected,
  asked: { sentence: Uint8Array; framing: Framing; local: Endpoint; peer: Endpoint; waitedMs: number },
): Exchange {
  const { peer, local, waitedMs } = asked;
  if (endedBy === "timeout") return { outcome: "unanswered", peer, tries: 1, waitedMs, partial: bytes };
  if (endedBy === "too-much") return { outcome: "too-much", peer, bytes: bytes.length };
  if (endedBy === "reset") return { outcome: "reset", peer, partial: bytes };
  // The end of the stream ends the reply too, with a newline or without; but it can also come in the middle of one.
  const isCutOff = endedBy === "fin" && bytes.length < leastReplyBytes(asked.sentence, asked.framing);
  if (isCutOff) return { outcome: "closed", peer, partial: bytes };
  return { outcome: "replied", reply: bytes, local, peer, rttMs: waitedMs, tries: 1 };
}

/**
 * The fewest bytes that can answer a sentence whole. Servers differ in what they map (ASCII only, an older Unicode), and
 * some leave out ASCII white space at the end; an empty line is answered by nothing less than its newline.
 */
function leastReplyBytes(sentence: Uint8Array, framing: Framing): number {
  const end = sentence.findLastIndex((byte) => byte !== 0x20 && (byte < 0x09 || byte > 0x0d)) + 1;
  if (end === 0) return framing === "line" || sentence.length > 0 ? 1 : 0;
  return Math.min(end, upperCase(sentence.subarray(0, end)).length);
}
