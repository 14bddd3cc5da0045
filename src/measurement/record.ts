/** What a measurement found: one record, whatever it is printed or written as. Every field is defined in docs/measuring.md. */

import type { Endpoint } from "../core/endpoint.ts";

export type Protocol = "udp" | "tcp";

/** How sentences are carried. */
export type Way =
  /** UDP, all from one socket. */
  | "datagrams"
  /** UDP, from a fresh socket each: what the textbook's client does. */
  | "socket-per-datagram"
  /** TCP, all over one connection. */
  | "one-connection"
  /** TCP, over a connection each: what the textbook's client does. */
  | "connection-per-sentence";

/** Statistics of times, in milliseconds. Percentiles are exact to 0.1 % (a histogram of three significant digits); the rest is exact. */
export interface Summary {
  readonly n: number;
  readonly minMs: number;
  readonly medianMs: number;
  readonly meanMs: number;
  readonly p90Ms: number;
  readonly p95Ms: number;
  readonly p99Ms: number;
  readonly p999Ms: number;
  readonly maxMs: number;
}

/** One bar of a histogram: how many times lay in `[fromMs, toMs)`. */
export interface Bin {
  readonly fromMs: number;
  readonly toMs: number;
  readonly count: number;
}

/** What became of the sentences after the warm-up. `sent = answered + late + unanswered`; the other counts come on top. */
export interface Counts {
  /** Given to the kernel, or to a connection. */
  sent: number;
  /** Answered with their exact upper case within the timeout. */
  answered: number;
  /** Answered after the timeout, before the end. */
  late: number;
  /** Not answered before the end: nobody here can tell whether the sentence or its reply was lost, or never made. */
  unanswered: number;
  /** Further replies to a sentence that was answered before (RFC 5560). */
  duplicates: number;
  /** Answered although a later sentence was answered before (RFC 4737 3.3: its number is below the highest one seen). */
  outOfOrder: number;
  /** Replies that are not the upper case of anything sent. */
  wrong: number;
  /** Datagrams from somebody else. */
  stray: number;
  /** Not taken by the kernel: its send queue was full, or it said no. Not in `sent`. */
  notSent: number;
  /** ICMP errors heard (UDP). */
  icmpErrors: number;
  /** Connections opened (TCP). */
  connections: number;
  /** Connections that the server ended with RST (TCP). */
  resets: number;
}

/** What the kernel says (Linux; null where it does not). */
export interface KernelFigures {
  /** Segments sent again by this kernel, SYN and FIN included (TCP_INFO tcpi_total_retrans). */
  readonly retransmissions: number | null;
  readonly segmentsOut: number | null;
  readonly segmentsIn: number | null;
  /** Datagrams that the server's socket had no room for, where the server is on this host (/proc/net/udp, drops). */
  readonly serverDrops: number | null;
}

/** One exchange that is kept to be drawn. Thinned out evenly when there are many: every `sampleEvery`-th sentence. */
export interface Sample {
  readonly sequence: number;
  /** When it was due, in milliseconds since the series began. */
  readonly atMs: number;
  /** Null: not answered. */
  readonly exchangeMs: number | null;
}

/** How a series or a run ended. */
export type End =
  | { readonly kind: "done" }
  /** Ctrl-C. */
  | { readonly kind: "interrupted" }
  /** Nothing listens there (any more): RST or ICMP, and no server came back within the time allowed. */
  | { readonly kind: "refused"; readonly peer: Endpoint }
  /** No answer at all for so long. */
  | { readonly kind: "silent"; readonly peer: Endpoint; readonly silentMs: number }
  /** The replies are not upper case; `got` is the beginning of the first one, `expected` of what it should have been. */
  | { readonly kind: "wrong-service"; readonly peer: Endpoint; readonly expected: string; readonly got: string }
  /** The connection was reset or closed in the middle, and no new one could be made; or the kernel would not send. `code` is its word. */
  | { readonly kind: "not-reachable"; readonly peer: Endpoint; readonly code: string };

/** Many sentences of one size, carried one way. */
export interface Series {
  readonly protocol: Protocol;
  readonly way: Way;
  readonly peer: Endpoint;
  readonly sentenceBytes: number;
  /** Closed: the next sentence waits for a reply. Open: sentences are due at fixed times, and times count from then. */
  readonly loop: "closed" | "open";
  readonly window: number;
  /** 0 in a closed loop. */
  readonly intervalMs: number;
  readonly replyTimeoutMs: number;
  /** Exchanges before the first that counts. */
  readonly warmup: number;
  readonly elapsedMs: number;
  readonly counts: Readonly<Counts>;
  /** From the send (closed loop) or the scheduled time (open loop) of a sentence to the last byte of its reply. Late ones are left out. */
  readonly exchangeMs: Summary | null;
  /** TCP: from connect() to the end of the handshake, a connection each. */
  readonly connectMs: Summary | null;
  /** Open loop: how long after its scheduled time a sentence was sent. */
  readonly sendDelayMs: Summary | null;
  /** Mean of |difference| between the exchange times of sentences with consecutive numbers. */
  readonly jitterMs: number | null;
  readonly sentencesPerSecond: number;
  /** Bytes of sentences and of replies, headers left out. */
  readonly bytesPerSecond: number;
  readonly histogram: readonly Bin[];
  readonly samples: readonly Sample[];
  readonly sampleEvery: number;
  readonly kernel: KernelFigures;
  /** The server closes after each reply, so the series went on with a connection for each sentence. */
  readonly fellBack: boolean;
  readonly end: End;
}

/** Where and under what a measurement was made. */
export interface Conditions {
  /** ISO 8601, UTC. */
  readonly startedAt: string;
  /** `udp-client 0.1.0` */
  readonly program: string;
  /** `Bun 1.4.5` */
  readonly runtime: string;
  /** `Linux 6.18.44 x64` */
  readonly system: string;
  /** `2 × Intel Xeon …` */
  readonly processors: string;
  /** What the user named, or `localhost`. */
  readonly host: string;
  /** Named by the user, found at the usual port, or started by this program in processes of their own. */
  readonly servers: "given" | "found" | "embedded";
  readonly udp: Endpoint | null;
  readonly tcp: Endpoint | null;
  /** The servers are on this host: no network was between. */
  readonly sameHost: boolean;
  /** TCP's congestion control (`cubic`, `bbr`). */
  readonly congestionControl: string | null;
}

/** What was asked for. */
export interface Plan {
  /** Sentences of each size after the warm-up. */
  readonly count: number | null;
  readonly durationMs: number | null;
  /** 0: closed loop. */
  readonly intervalMs: number;
  /** Bytes of a sentence; several make a sweep. */
  readonly sizes: readonly [number, ...number[]];
  readonly window: number;
  readonly warmup: number;
  readonly replyTimeoutMs: number;
  readonly connectTimeoutMs: number;
  readonly reconnect: boolean;
}
