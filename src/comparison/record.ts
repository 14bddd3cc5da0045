/** The whole of what is reported: a measurement with one protocol, or a comparison of both. Every field is defined in docs/measuring.md. */

import type { Conditions, End, Plan, Protocol, Series, Summary, Way } from "../measurement/record.ts";

export interface Report {
  readonly format: "tcp-udp-side-by-side";
  /** Raised when a field is removed or changes its meaning. */
  readonly version: 1;
  readonly kind: "measurement" | "comparison";
  readonly conditions: Conditions;
  readonly plan: Plan;
  /** One for each size and way. */
  readonly series: readonly Series[];
  readonly comparison: Comparison | null;
  readonly end: End;
}

export interface Comparison {
  /** The one server that was not there, and why (`refused`, `silent`, the system's word). */
  readonly missing: { readonly protocol: Protocol; readonly cause: string } | null;
  /** From a fresh socket to the first answer. */
  readonly firstAnswer: {
    readonly udp: FirstAnswer | null;
    readonly tcp: FirstAnswer | null;
    readonly ratio: number | null;
  };
  /** TCP minus UDP on the warm connection, one for each size. Empty where one of both is missing. */
  readonly differences: readonly Difference[];
  readonly wire: readonly Wire[];
  readonly boundaries: readonly Boundaries[];
  readonly nobody: readonly Nobody[];
}

export interface FirstAnswer {
  /** What the protocol costs by its rules: UDP 1, TCP 2 (the handshake, and the exchange). */
  readonly predictedRoundTrips: number;
  readonly measuredMs: Summary | null;
  /** The part of it that is the handshake (TCP). */
  readonly connectMs: Summary | null;
}

/** Paired: round for round, the exchange time over TCP minus the one over UDP. */
export interface Difference {
  readonly sentenceBytes: number;
  readonly pairs: number;
  /** Median of the differences, in milliseconds; positive: TCP took longer. */
  readonly medianMs: number;
  /** Bounds of the median's 95 % confidence interval (sign test: binomial order statistics). */
  readonly lowMs: number;
  readonly highMs: number;
  /** Differences below this are within this program's own measuring error. */
  readonly errorMs: number;
  readonly verdict: "tcp-slower" | "udp-slower" | "none-shown";
}

/** What went over the wire for the sentences of one way and size. */
export interface Wire {
  readonly way: Way;
  readonly sentenceBytes: number;
  readonly sentences: number;
  /** Datagrams (UDP) or segments (TCP). */
  readonly packetsOut: number;
  readonly packetsIn: number;
  /** `observed`: counted by the kernel (TCP) or by this program (UDP); `computed`: from the protocol's rules. */
  readonly packets: "observed" | "computed";
  /** IP and transport headers, both directions. */
  readonly headerBytesPerSentence: number;
  readonly headers: "observed" | "computed";
  /** Of them, sent again by this kernel. */
  readonly retransmissions: number | null;
}

/** Three writes back to back, and in how many pieces the other side got them. */
export interface Boundaries {
  readonly protocol: Protocol;
  readonly writes: readonly number[];
  /** Bytes of each piece: a datagram, or a chunk. */
  readonly pieces: readonly number[];
  /** `server`: what the server saw. `client`: what came back here, where the server cannot be asked. */
  readonly seenBy: "server" | "client";
}

/** What a sentence to a port without a program meets. */
export interface Nobody {
  readonly protocol: Protocol;
  readonly port: number;
  readonly outcome: "refused" | "silent" | "not-reachable" | "answered";
  /** The system's word. */
  readonly code: string | null;
  readonly afterMs: number;
}
