/** What the kernel counts of a TCP connection (getsockopt TCP_INFO, tcp(7)). */

import type { Endpoint } from "../core/endpoint.ts";
import type { Connection, SocketObserver, TcpFigures } from "../core/events.ts";
import { duplicate } from "./duplicate.ts";
import { libc } from "./libc.ts";

export const IPPROTO_TCP = 6;
const TCP_INFO = 11;

/** Where the fields of `struct tcp_info` lie on 64-bit Linux (linux/tcp.h); older kernels return a shorter struct. */
const offsets = {
  maxSegment: 16,
  smoothedRtt: 68,
  congestionWindow: 80,
  retransmissions: 100,
  segmentsOut: 136,
  segmentsIn: 140,
};
const leastBytes = 144;

/** Reads `struct tcp_info` of a connection, as long as this kernel has it; undefined where this system does not tell it. */
export function tcpInfo(descriptor: number): Buffer | undefined {
  const c = libc();
  if (c === undefined || descriptor < 0) return undefined;
  const info = Buffer.alloc(256);
  const length = new Uint32Array([info.length]);
  if (c.getsockopt(descriptor, IPPROTO_TCP, TCP_INFO, info, length) !== 0) return undefined;
  return info.subarray(0, length[0]);
}

/** Reads the figures of the connection behind a descriptor; undefined where this system does not tell them. */
export function tcpFigures(descriptor: number): TcpFigures | undefined {
  const info = tcpInfo(descriptor);
  if (info === undefined || info.length < leastBytes) return undefined;
  return {
    segmentsOut: info.readUInt32LE(offsets.segmentsOut),
    segmentsIn: info.readUInt32LE(offsets.segmentsIn),
    retransmissions: info.readUInt32LE(offsets.retransmissions),
    smoothedRttMs: info.readUInt32LE(offsets.smoothedRtt) / 1_000,
    maxSegmentBytes: info.readUInt32LE(offsets.maxSegment),
    congestionWindow: info.readUInt32LE(offsets.congestionWindow),
  };
}

/**
 * Tells the figures of a client's connection, where they are wanted. It holds a second descriptor, because Bun gives the
 * first one back before it says that the connection is closed, and the last segments are worth counting. Only for a
 * client: a connection is closed when its last descriptor is, and a server that closes must not wait for ours.
 */
export class FiguresTeller {
  readonly #observe: SocketObserver | undefined;
  #ends: { local: Endpoint; peer: Endpoint } | undefined;
  #descriptor = -1;

  constructor(wanted: boolean | undefined, observe: SocketObserver | undefined) {
    this.#observe = wanted ? observe : undefined;
  }

  begin(socket: object, local: Endpoint, peer: Endpoint): void {
    if (this.#observe === undefined) return;
    this.#ends = { local, peer };
    this.#descriptor = duplicate(descriptorOf(socket));
    this.tell("connected");
  }

  tell(when: "connected" | "answered" | "ended"): void {
    if (this.#ends === undefined) return;
    this.#observe?.({ kind: "tcp-figures", when, ...this.#ends, figures: tcpFigures(this.#descriptor) });
  }

  /** Tells them for the last time, and lets go of the connection. */
  end(): void {
    this.tell("ended");
    if (this.#descriptor >= 0) libc()?.close(this.#descriptor);
    this.#ends = undefined;
    this.#descriptor = -1;
  }
}

const closeWait = 8; // TCP_CLOSE_WAIT in linux/tcp_states.h: the peer's FIN is in, and ours is not out

/** Tells whether the peer's FIN has arrived, whatever the program has heard of it; false where this system does not say. */
export function peerFinIsIn(socket: object): boolean {
  const info = Buffer.alloc(1);
  const length = new Uint32Array([info.length]);
  const failed = libc()?.getsockopt(descriptorOf(socket), IPPROTO_TCP, TCP_INFO, info, length) !== 0;
  return !failed && info[0] === closeWait;
}

/** Tells the figures of one of a server's connections, while its socket is open. */
export function tellFigures(
  observe: SocketObserver | undefined,
  when: "connected" | "ended",
  connection: Connection | undefined,
  socket: object,
): void {
  if (connection === undefined) return; // nobody observes it
  const { local, peer } = connection;
  observe?.({ kind: "tcp-figures", when, local, peer, connection, figures: tcpFigures(descriptorOf(socket)) });
}

/** The descriptor of a socket of Bun's: it is there, though the types leave it out. -1 where the socket is closed. */
export function descriptorOf(socket: object): number {
  return "fd" in socket && typeof socket.fd === "number" ? socket.fd : -1;
}
