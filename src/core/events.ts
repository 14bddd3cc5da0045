/**
 * What a page tells an observer while it runs: one event for each step that the program saw happen. Nothing here is
 * guessed; what the kernel did meanwhile is the narrator's to say. An observer is called at once, so the moment of
 * the call is the moment of the event, and it must not keep `bytes` after it returns: the page may reuse them.
 */

import type { Endpoint } from "./endpoint.ts";
import type { Fate } from "./weather.ts";

export type SocketObserver = (event: SocketEvent) => void;

export type SocketEvent =
  | HostEvent
  | UdpEvent
  | TcpServerEvent
  | TcpClientEvent
  /** A handler of ours threw: never expected, never hidden. */
  | { kind: "mistake"; mistake: Error };

/** Why a datagram gets no reply whatever is in it: the reply could harm somebody, or nobody would get it. */
export type Refusal =
  /** Its source is not on the list of those that are answered. */
  | "not-allowed"
  /** No host or no program has that source: port 0, a multicast or broadcast address. */
  | "unanswerable"
  /** Its source port belongs to a service that may answer our reply. */
  | "service-port"
  /** Its source port is this server's own: it is this very socket, or another such server. */
  | "own-port"
  /** Its source gets as many replies as allowed. */
  | "over-rate"
  /** All sources together get as many replies as allowed. */
  | "over-rate-all";

/** Why a datagram got no reply although it arrived. */
export type DropReason =
  | Refusal
  /** It may be one of our replies, come back: one too many in a row that were in upper case already. */
  | "loop"
  /** Its upper case does not fit a datagram. */
  | "reply-too-long"
  /** The kernel's send queue had no room. */
  | "queue-full"
  /** The kernel would not send it: no route, a firewall, an address that cannot be sent to. */
  | "not-sendable"
  /** Injected weather: it was rolled for, and lost. */
  | "injected-drop"
  /** Injected weather: it would have to wait, and as many as allowed are waiting. */
  | "injected-overflow"
  /** Injected weather: it would have to wait until after the server has stopped. */
  | "injected-late";

/** What the kernel counts of one TCP connection, both directions apart (Linux, TCP_INFO, tcp(7)). */
export interface TcpFigures {
  readonly segmentsOut: number;
  readonly segmentsIn: number;
  /** Segments sent again, SYN and FIN included. */
  readonly retransmissions: number;
  /** The kernel's smoothed round-trip time (RFC 6298), which counts no time in the application. */
  readonly smoothedRttMs: number;
  readonly maxSegmentBytes: number;
  /** How many segments may be under way unacknowledged. */
  readonly congestionWindow: number;
}

/** The figures of a connection at one moment. Undefined where this system does not tell them. */
export interface TcpFiguresEvent {
  kind: "tcp-figures";
  when: "connected" | "answered" | "ended";
  local: Endpoint;
  peer: Endpoint;
  figures: TcpFigures | undefined;
  /** A server says which of its connections. */
  connection?: Connection;
}

/** What this host's system says, beside the sockets. */
export type HostEvent =
  | { kind: "name-resolved"; host: string; addresses: readonly string[] }
  | { kind: "path-mtu"; peer: Endpoint; mtuBytes: number | undefined }
  | TcpFiguresEvent;

export type UdpEvent =
  | { kind: "udp-socket-opened"; role: "server" | "client"; local: Endpoint; receiveBufferBytes: number | undefined }
  | { kind: "datagram-received"; local: Endpoint; peer: Endpoint; bytes: Uint8Array }
  /** `attempt` counts a client's tries from 1; a server's reply is always the first. */
  | { kind: "datagram-sent"; local: Endpoint; peer: Endpoint; bytes: Uint8Array; attempt: number }
  /** `detail` is the kernel's own word (`ENETUNREACH`), where it said one. */
  | { kind: "datagram-dropped"; peer: Endpoint; reason: DropReason; detail?: string }
  /** Injected weather does something to the reply to this client, other than to drop it. */
  | { kind: "weather-injected"; peer: Endpoint; fate: Fate }
  /** ICMP said that an earlier datagram found nobody (the kernel does not say which). */
  | { kind: "icmp-error"; code: string }
  | { kind: "stray-datagram"; peer: Endpoint; bytes: number }
  | { kind: "reply-overdue"; attempt: number; waitedMs: number }
  | { kind: "udp-socket-closed"; local: Endpoint };

/** Why a server ended a connection before the client did. */
export type EndReason =
  /** It was answered and then silent for the keep-alive time. */
  | "keep-alive"
  /** It was answered once, and `--keep-alive 0` asks for no more: the textbook's server. */
  | "one-reply"
  /** It never sent a whole character. */
  | "never-answered"
  /** It was answered, and moves fewer bytes a second than the minimum. */
  | "too-slow"
  /** It lasted as long as a connection may. */
  | "lifetime"
  /** The server was told to stop. */
  | "stopping";

/** Why a client is turned away as soon as it has connected. */
export type TurnAwayReason =
  /** Its address is not on the list of those that may come in. */
  | "not-allowed"
  /** As many connections as allowed are open. */
  | "too-many"
  /** As many from its address are. */
  | "too-many-from-address";

/** How a connection was over: in good order, by the client's RST, or by ours because the client took nothing, or too little. */
export type ConnectionEnd = "closed" | "reset" | "given-up";

/** One connection of a server, numbered from 1. */
export interface Connection {
  readonly number: number;
  readonly local: Endpoint;
  readonly peer: Endpoint;
}

export type TcpServerEvent =
  | { kind: "tcp-listening"; local: Endpoint }
  | { kind: "connection-accepted"; connection: Connection }
  | { kind: "connection-turned-away"; peer: Endpoint; reason: TurnAwayReason; open: number }
  /** `heldBytes` of it begin a character that the next chunk may complete. */
  | { kind: "chunk-received"; connection: Connection; bytes: Uint8Array; heldBytes: number }
  /** `taken` bytes went to the kernel at once; `waiting` bytes did not fit its send buffer. */
  | { kind: "reply-written"; connection: Connection; taken: number; waiting: number }
  | { kind: "reading-paused"; connection: Connection }
  | { kind: "reading-resumed"; connection: Connection }
  | { kind: "client-half-closed"; connection: Connection }
  /** `afterClients`: the client's FIN was in our kernel already, though nobody had told us. Known where figures are asked for. */
  | { kind: "server-half-closed"; connection: Connection; reason: EndReason; afterClients?: boolean }
  | { kind: "connection-closed"; connection: Connection; end: ConnectionEnd }
  | { kind: "tcp-listening-ended"; local: Endpoint };

export type TcpClientEvent =
  | { kind: "connecting"; peer: Endpoint }
  | { kind: "connected"; local: Endpoint; peer: Endpoint; connectMs: number }
  | { kind: "not-connected"; peer: Endpoint; cause: string; waitedMs: number }
  | { kind: "sentence-written"; local: Endpoint; peer: Endpoint; taken: number; waiting: number }
  /** `afterServers`: the server's FIN was in our kernel already, though nobody had told us. Known where figures are asked for. */
  | { kind: "client-sent-fin"; local: Endpoint; peer: Endpoint; afterServers?: boolean }
  | { kind: "reply-chunk-received"; local: Endpoint; peer: Endpoint; bytes: Uint8Array }
  | { kind: "server-sent-fin"; local: Endpoint; peer: Endpoint }
  /** `givenUp`: by us, with RST, because our patience with the server ended. `serverFinSeen`: false where we did not wait for it. */
  | {
      kind: "tcp-socket-closed";
      local: Endpoint;
      peer: Endpoint;
      reset: boolean;
      givenUp?: boolean;
      serverFinSeen: boolean;
    };
