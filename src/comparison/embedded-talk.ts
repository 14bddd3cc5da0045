/** What a client and the servers that it starts say to each other: orders on their standard input, answers in lines of JSON. */

import type { Endpoint } from "../core/endpoint.ts";
import type { Protocol } from "../measurement/record.ts";

const option = "--embedded-server=";

/** The first word of a client's command line that makes a server of it. It is no user's: no help names it. */
export function embeddedWord(protocol: Protocol): string {
  return option + protocol;
}

/** Reads it; undefined where it is anything else. */
export function embeddedProtocol(word: string | undefined): Protocol | undefined {
  return word === embeddedWord("udp") ? "udp" : word === embeddedWord("tcp") ? "tcp" : undefined;
}

/** `watch`: tell each piece that arrives from now on, at a socket of its own. `rest`: no more of it. */
export type Order = "watch" | "rest";

/** A datagram or a chunk, as the server got it: its bytes, and whose it was. */
export interface Piece {
  readonly port: number;
  readonly bytes: number;
}

export type Told =
  | { readonly event: "listening"; readonly protocol: Protocol; readonly local: Endpoint }
  /** No socket could be opened; `code` is the system's word. */
  | { readonly event: "cannot-listen"; readonly protocol: Protocol; readonly code: string }
  /** `local` is where what is to be watched has to be sent. */
  | { readonly event: "watching"; readonly local: Endpoint }
  | ({ readonly event: "piece" } & Piece)
  /** All pieces before this have been told. */
  | { readonly event: "resting" };
