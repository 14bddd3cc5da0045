/** What carries the sentences of a series, as the loops see it. The sockets are behind it, in the pages and the two flows. */

import type { Endpoint } from "../core/endpoint.ts";
import { visible } from "../core/visible.ts";
import type { WrongReply } from "./account.ts";
import type { End, KernelFigures } from "./record.ts";

/** Bytes of TCP's header on a segment after the handshake, and on a SYN. */
export interface TcpHeaders {
  readonly headerBytes: number;
  readonly synHeaderBytes: number;
}

/** `one-reply-each`: the server closes after each reply, so each sentence needs a connection of its own. */
export type CarrierEnd = End | "one-reply-each";

export interface Carrier {
  /** Sends the next sentence, which was due then. Returns false where it cannot be sent now. */
  send(dueMs: number, nowMs: number): boolean;
  /**
   * Sends so many of the next sentences together, which are due now. Returns false where not all of them can be sent now.
   * Where there is none, they go one by one.
   */
  readonly sendTogether?: ((count: number) => boolean) | undefined;
  /** Says that no more will be sent before the next news. */
  flush(): void;
  /** Tells why no more is to be expected of the server, once that is so. */
  verdict(nowMs: number): CarrierEnd | undefined;
  /** Asked at the end: why the server is not there now, though there is still hope that it comes back. */
  gone(): End | undefined;
  /** The warm-up is over: what the kernel counted so far is not asked for. */
  mark(): void;
  kernel(): KernelFigures;
  /** TCP's headers on its connection, where there is one that stays and the kernel tells them. */
  headers(): TcpHeaders | undefined;
  /** How long to listen on after the last sentence is settled. */
  listenOnMs(): number;
  close(): void;
}

/** Who is told that something came, or became possible. */
export interface CarrierOwner {
  changed(): void;
}

export const noFigures: KernelFigures = {
  retransmissions: null,
  segmentsOut: null,
  segmentsIn: null,
  serverDrops: null,
};

/** Bytes of a wrong reply that are shown: with how many there were, they fit a line. */
const shownBytes = 40;

/** Says what came instead of upper case. */
export function wrongService(peer: Endpoint, { expected, got }: WrongReply): End {
  return { kind: "wrong-service", peer, expected: shown(expected), got: shown(got) };
}

function shown(bytes: Uint8Array): string {
  const cut = bytes.length > shownBytes ? `… (${bytes.length} bytes)` : "";
  return visible(bytes.subarray(0, shownBytes)) + cut;
}
