/** What the kernel counts of a TCP connection (getsockopt TCP_INFO, tcp(7)). */

import type { TcpFigures } from "../core/events.ts";
import { libc } from "./libc.ts";

const IPPROTO_TCP = 6;
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

/** Reads the figures of the connection behind a descriptor; undefined where this system does not tell them. */
export function tcpFigures(descriptor: number): TcpFigures | undefined {
  const c = libc();
  if (c === undefined || descriptor < 0) return undefined;
  const info = Buffer.alloc(256);
  const length = new Uint32Array([info.length]);
  if (c.getsockopt(descriptor, IPPROTO_TCP, TCP_INFO, info, length) !== 0) return undefined;
  if ((length[0] as number) < leastBytes) return undefined;
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
 * A second descriptor of a client's connection. Bun gives the first one back before it says that the connection is
 * closed; through this one the last segments can still be counted. Only for a client that has sent its FIN with
 * shutdown(): a connection is closed when its last descriptor is.
 */
export class SecondDescriptor {
  #descriptor: number;

  constructor(descriptor: number) {
    this.#descriptor = libc()?.dup(descriptor) ?? -1;
  }

  figures(): TcpFigures | undefined {
    return tcpFigures(this.#descriptor);
  }

  /** Reads the figures once more, and lets go of the connection. */
  release(): TcpFigures | undefined {
    const figures = this.figures();
    if (this.#descriptor >= 0) libc()?.close(this.#descriptor);
    this.#descriptor = -1;
    return figures;
  }
}

/** The descriptor of a socket of Bun's: it is there, though the types leave it out. -1 where the socket is closed. */
export function descriptorOf(socket: object): number {
  return "fd" in socket && typeof socket.fd === "number" ? socket.fd : -1;
}
