/** Samples of every event that a page can tell: every reason, role and outcome. A kind without a sample does not compile. */

import type {
  Connection,
  ConnectionEnd,
  DropReason,
  EndReason,
  HostEvent,
  SocketEvent,
  TcpFigures,
  TurnAwayReason,
} from "../../src/core/events.ts";
import type { Point, Side } from "../../src/narration/explain.ts";

type Kind = SocketEvent["kind"];
type EventOf<K extends Kind> = Extract<SocketEvent, { kind: K }>;

export const clientEnd = { address: "127.0.0.1", port: 53_140 };
export const serverEnd = { address: "127.0.0.1", port: 12_000 };
export const connection: Connection = { number: 1, local: serverEnd, peer: clientEnd };

export const figures: TcpFigures = {
  segmentsOut: 6,
  segmentsIn: 4,
  retransmissions: 0,
  smoothedRttMs: 0.069,
  maxSegmentBytes: 32_768,
  congestionWindow: 12,
};

const ends = { local: clientEnd, peer: serverEnd };
const bytes = Buffer.from("hello");

/** Every word of a union: one that is left out does not compile. */
function every<Word extends string>(words: Record<Word, true>): Word[] {
  return Object.keys(words) as Word[];
}

export const sides: readonly Side[] = every<Side>({ client: true, server: true });

const clientsOnly =
  /^(name-|path-|stray-|reply-overdue|connecting|connected|not-conn|sentence-|client-sent|reply-chunk|server-sent|tcp-socket)/;
const serversOnly =
  /^(datagram-dropped|weather-|tcp-listening|connection-|chunk-|reply-written|reading-|client-half|server-half)/;

/** Who can be told an event at all. */
export function sidesOf({ kind }: SocketEvent): readonly Side[] {
  return sides.filter((side) => !(side === "client" ? serversOnly : clientsOnly).test(kind));
}

const moments = every<Extract<HostEvent, { kind: "tcp-figures" }>["when"]>({
  connected: true,
  answered: true,
  ended: true,
});

const dropReasons = every<DropReason>({
  "not-allowed": true,
  unanswerable: true,
  "service-port": true,
  "own-port": true,
  "over-rate": true,
  "over-rate-all": true,
  loop: true,
  "reply-too-long": true,
  "queue-full": true,
  "not-sendable": true,
  "injected-drop": true,
  "injected-overflow": true,
  "injected-late": true,
});

const endReasons = every<EndReason>({
  "keep-alive": true,
  "one-reply": true,
  "never-answered": true,
  "too-slow": true,
  lifetime: true,
  stopping: true,
});
const turnAwayReasons = every<TurnAwayReason>({ "not-allowed": true, "too-many": true, "too-many-from-address": true });
const connectionEnds = every<ConnectionEnd>({ closed: true, reset: true, "given-up": true });

export const sampleEvents: { readonly [K in Kind]: readonly EventOf<K>[] } = {
  "name-resolved": [
    { kind: "name-resolved", host: "localhost", addresses: ["::1", "127.0.0.1"] },
    { kind: "name-resolved", host: "127.0.0.1", addresses: ["127.0.0.1"] },
  ],
  "path-mtu": [
    { kind: "path-mtu", peer: serverEnd, mtuBytes: 1_500 },
    { kind: "path-mtu", peer: serverEnd, mtuBytes: undefined },
  ],
  "tcp-figures": [
    ...moments.map((when) => ({ kind: "tcp-figures", when, ...ends, figures }) as const),
    { kind: "tcp-figures", when: "ended", ...ends, figures: undefined },
  ],
  "udp-socket-opened": [
    {
      kind: "udp-socket-opened",
      role: "client",
      local: { address: "::", port: 48_970 },
      receiveBufferBytes: undefined,
    },
    { kind: "udp-socket-opened", role: "server", local: serverEnd, receiveBufferBytes: 8_388_608 },
    { kind: "udp-socket-opened", role: "server", local: { address: "::", port: 1 }, receiveBufferBytes: undefined },
  ],
  "datagram-received": [{ kind: "datagram-received", local: serverEnd, peer: clientEnd, bytes }],
  "datagram-sent": [
    { kind: "datagram-sent", ...ends, bytes, attempt: 1 },
    { kind: "datagram-sent", ...ends, bytes: Buffer.alloc(0), attempt: 2 },
  ],
  "datagram-dropped": dropReasons.map((reason) => ({
    kind: "datagram-dropped",
    peer: clientEnd,
    reason,
    ...(reason === "not-sendable" ? { detail: "ENETUNREACH" } : {}),
  })),
  "weather-injected": [
    { isDropped: false, delayMs: 62.34, isDuplicated: false, isHeldBack: false },
    { isDropped: false, delayMs: 0, isDuplicated: true, isHeldBack: false },
    { isDropped: false, delayMs: 1_200, isDuplicated: true, isHeldBack: true },
  ].map((fate) => ({ kind: "weather-injected", peer: clientEnd, fate })),
  "icmp-error": [
    { kind: "icmp-error", code: "ECONNREFUSED" },
    { kind: "icmp-error", code: "EHOSTUNREACH" },
  ],
  "stray-datagram": [{ kind: "stray-datagram", peer: clientEnd, bytes: 5 }],
  "reply-overdue": [
    { kind: "reply-overdue", attempt: 1, waitedMs: 1_000 },
    { kind: "reply-overdue", attempt: 2, waitedMs: 2_000 },
  ],
  "udp-socket-closed": [{ kind: "udp-socket-closed", local: serverEnd }],
  "tcp-listening": [
    { kind: "tcp-listening", local: serverEnd },
    { kind: "tcp-listening", local: { address: "::", port: 12_000 } },
  ],
  "connection-accepted": [{ kind: "connection-accepted", connection }],
  "connection-turned-away": turnAwayReasons.map((reason) => ({
    kind: "connection-turned-away",
    peer: clientEnd,
    reason,
    open: 9_936,
  })),
  "chunk-received": [
    { kind: "chunk-received", connection, bytes, heldBytes: 0 },
    { kind: "chunk-received", connection, bytes: Buffer.from([0x61, 0xec, 0x95]), heldBytes: 2 },
  ],
  "reply-written": [
    { kind: "reply-written", connection, taken: 5, waiting: 0 },
    { kind: "reply-written", connection, taken: 2_626_560, waiting: 373_440 },
    { kind: "reply-written", connection, taken: 0, waiting: 5 },
    { kind: "reply-written", connection, taken: -1, waiting: 5 },
  ],
  "reading-paused": [{ kind: "reading-paused", connection }],
  "reading-resumed": [{ kind: "reading-resumed", connection }],
  "client-half-closed": [{ kind: "client-half-closed", connection }],
  "server-half-closed": endReasons.map((reason) => ({ kind: "server-half-closed", connection, reason })),
  "connection-closed": connectionEnds.map((end) => ({ kind: "connection-closed", connection, end })),
  "tcp-listening-ended": [{ kind: "tcp-listening-ended", local: serverEnd }],
  connecting: [{ kind: "connecting", peer: serverEnd }],
  connected: [{ kind: "connected", ...ends, connectMs: 2.31 }],
  "not-connected": [
    { kind: "not-connected", peer: serverEnd, cause: "ECONNREFUSED", waitedMs: 0.4 },
    { kind: "not-connected", peer: { address: "::1", port: 12_000 }, cause: "timeout", waitedMs: 10_000 },
  ],
  "sentence-written": [
    { kind: "sentence-written", ...ends, taken: 5, waiting: 0 },
    { kind: "sentence-written", ...ends, taken: 2_626_560, waiting: 373_440 },
    { kind: "sentence-written", ...ends, taken: -1, waiting: 5 },
  ],
  "client-sent-fin": [{ kind: "client-sent-fin", ...ends }],
  "reply-chunk-received": [{ kind: "reply-chunk-received", ...ends, bytes }],
  "server-sent-fin": [{ kind: "server-sent-fin", ...ends }],
  "tcp-socket-closed": [
    ...[false, true].map((reset) => ({ kind: "tcp-socket-closed", ...ends, reset, serverFinSeen: !reset }) as const),
    { kind: "tcp-socket-closed", ...ends, reset: false, serverFinSeen: false },
    { kind: "tcp-socket-closed", ...ends, reset: true, givenUp: true, serverFinSeen: false },
  ],
  mistake: [{ kind: "mistake", mistake: new TypeError("not a function") }],
};

type PointOf<K extends Point["kind"]> = Extract<Point, { kind: K }>;

export const samplePoints: { readonly [K in Point["kind"]]: readonly PointOf<K>[] } = {
  "lines-in-chunk": [{ kind: "lines-in-chunk", lines: 3 }],
  "character-cut": [1, 2, 3].map((heldBytes) => ({ kind: "character-cut", heldBytes })),
  "reply-in-chunks": [{ kind: "reply-in-chunks", chunks: 2 }],
  fragmented: [{ kind: "fragmented", bytes: 3_000, mtuBytes: 1_500, fragments: 3 }],
  "answered-after-retry": [{ kind: "answered-after-retry", tries: 2 }],
  "refused-is-not-silence": [{ kind: "refused-is-not-silence" }],
  "silence-has-no-cause": [{ kind: "silence-has-no-cause" }],
  "time-wait": sides.map((whose) => ({ kind: "time-wait", whose })),
};
