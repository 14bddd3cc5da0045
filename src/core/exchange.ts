/** One sentence and what became of it: the result of a client, the same for TCP and for UDP. */

import type { Endpoint } from "./endpoint.ts";

export type Exchange = Replied | NotReplied;

export interface Replied {
  readonly outcome: "replied";
  readonly reply: Uint8Array;
  readonly local: Endpoint;
  readonly peer: Endpoint;
  /** From the first send of the sentence to the last byte of its reply, seen by the application. */
  readonly rttMs: number;
  /** How often the sentence was sent: UDP's tries; always 1 over TCP, where the kernel sends again unseen. */
  readonly tries: number;
}

export type NotReplied =
  /** Our own patience ended. The sentence, or its reply, may be lost, late, or never have been made: nobody here can tell. */
  | {
      readonly outcome: "unanswered";
      readonly peer: Endpoint;
      readonly tries: number;
      readonly waitedMs: number;
      readonly partial: Uint8Array;
    }
  /** The peer's kernel says that no program is bound to that port (UDP: ICMP port unreachable, RFC 1122 4.1.3.1). */
  | { readonly outcome: "refused"; readonly peer: Endpoint }
  /** A RST ended the connection; `partial` is what had arrived. */
  | { readonly outcome: "reset"; readonly peer: Endpoint; readonly partial: Uint8Array }
  /** The server closed in good order before it answered, or after `partial`, which is too short for a reply. */
  | { readonly outcome: "closed"; readonly peer: Endpoint; readonly partial: Uint8Array }
  /** Nothing gets there: our kernel would not send, or ICMP said so; `code` is the word for it (`ENETUNREACH`). */
  | { readonly outcome: "not-sendable"; readonly peer: Endpoint; readonly code: string }
  /** The sentence does not fit a datagram. */
  | { readonly outcome: "too-long"; readonly bytes: number; readonly maxBytes: number }
  /** More came back than any upper case of the sentence could have. */
  | { readonly outcome: "too-much"; readonly peer: Endpoint; readonly bytes: number };

/** Why no connection came about, address by address. */
export interface ConnectFailure {
  readonly peer: Endpoint;
  /** The kernel's word (`ECONNREFUSED`), `timeout` when our own patience ended, `unknown` when nobody said. */
  readonly cause: string;
  readonly waitedMs: number;
}
