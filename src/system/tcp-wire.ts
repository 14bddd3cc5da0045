/** What a TCP connection put on the wire: its kernel's counts, and the headers that its segments carry. */

import { readFileSync } from "node:fs";
import { duplicate } from "./duplicate.ts";
import { libc } from "./libc.ts";
import { descriptorOf, IPPROTO_TCP, tcpInfo } from "./tcp-figures.ts";

const TCP_CONGESTION = 13; // linux/tcp.h

/** Where the fields of `struct tcp_info` lie on 64-bit Linux (linux/tcp.h). */
const offsets = {
  options: 5,
  retransmissions: 100,
  segmentsOut: 136,
  segmentsIn: 140,
  /** Since Linux 4.19, as is the next. */
  bytesSent: 200,
  bytesRetransmitted: 208,
};
const leastBytes = 144;
const bytesWithCounts = 216;

/** Bits of `tcpi_options` (linux/tcp.h): what both sides agreed on in the handshake. */
const options = { timestamps: 1, selectiveAcknowledgement: 2, windowScale: 4 };

/** The TCP header without options (RFC 9293 3.1). */
const bareHeaderBytes = 20;
/** A timestamp in each segment: 10 bytes and 2 of padding (RFC 7323 3.2 and appendix A). */
const timestampBytes = 12;

/** One connection, counted by this host's kernel; a server's `segmentsOut` leaves out its SYN-ACK. */
export interface TcpWireFigures {
  readonly segmentsOut: number;
  readonly segmentsIn: number;
  /** Segments sent again, SYN and FIN included. */
  readonly retransmissions: number;
  /** Both sides put timestamps into every segment (RFC 7323). */
  readonly timestamps: boolean;
  /** TCP header of a segment after the handshake, with its options. Selective acknowledgements, after a loss, come on top. */
  readonly headerBytes: number;
  /** TCP header of the SYN and of the SYN-ACK, by the options that both sides agreed on. */
  readonly synHeaderBytes: number;
  /** Payload given to the network, with what was sent again; undefined before Linux 4.19. */
  readonly bytesSent: number | undefined;
  /** Payload sent again; undefined before Linux 4.19. */
  readonly bytesRetransmitted: number | undefined;
}

/** Reads them; undefined where this system does not tell them, or where a socket of Bun's is closed already. */
export function tcpWireFigures(socket: object | number): TcpWireFigures | undefined {
  const info = tcpInfo(toDescriptor(socket));
  if (info === undefined || info.length < leastBytes) return undefined;
  const agreed = info.readUInt8(offsets.options);
  const counts = info.length >= bytesWithCounts;
  const timestamps = (agreed & options.timestamps) !== 0;
  return {
    segmentsOut: info.readUInt32LE(offsets.segmentsOut),
    segmentsIn: info.readUInt32LE(offsets.segmentsIn),
    retransmissions: info.readUInt32LE(offsets.retransmissions),
    timestamps,
    headerBytes: bareHeaderBytes + (timestamps ? timestampBytes : 0),
    synHeaderBytes: bareHeaderBytes + synOptionBytes(agreed),
    bytesSent: counts ? Number(info.readBigUInt64LE(offsets.bytesSent)) : undefined,
    bytesRetransmitted: counts ? Number(info.readBigUInt64LE(offsets.bytesRetransmitted)) : undefined,
  };
}

/** As Linux lays them out, each padded to 4 bytes; "SACK permitted" finds room in the padding of the timestamp. */
function synOptionBytes(agreed: number): number {
  const maxSegmentBytes = 4;
  const windowScaleBytes = (agreed & options.windowScale) === 0 ? 0 : 4;
  const permittedBytes = (agreed & options.selectiveAcknowledgement) === 0 ? 0 : 4;
  return maxSegmentBytes + windowScaleBytes + ((agreed & options.timestamps) === 0 ? permittedBytes : timestampBytes);
}

/**
 * A second descriptor of a client's connection: Bun gives the first one back before it says that the connection is
 * closed, and the last segments are to be counted too. The connection is closed when this is released as well.
 */
export class HeldConnection implements Disposable {
  #descriptor: number;

  constructor(socket: object) {
    this.#descriptor = duplicate(descriptorOf(socket));
  }

  figures(): TcpWireFigures | undefined {
    return tcpWireFigures(this.#descriptor);
  }

  [Symbol.dispose](): void {
    if (this.#descriptor >= 0) libc()?.close(this.#descriptor);
    this.#descriptor = -1;
  }
}

/**
 * Tells the congestion control (`cubic`, `bbr`) of a connection; without one, what this host's new connections begin with
 * (tcp(7), tcp_congestion_control). Undefined where this system does not say.
 */
export function congestionControl(socket?: object | number): string | undefined {
  const c = libc();
  if (c === undefined) return undefined;
  if (socket === undefined) return readFileSync("/proc/sys/net/ipv4/tcp_congestion_control", "latin1").trim();
  const name = Buffer.alloc(16); // TCP_CA_NAME_MAX in net/tcp.h, with its NUL
  const length = new Uint32Array([name.length]);
  if (c.getsockopt(toDescriptor(socket), IPPROTO_TCP, TCP_CONGESTION, name, length) !== 0) return undefined;
  return name.toString("latin1").split("\0", 1)[0];
}

function toDescriptor(socket: object | number): number {
  return typeof socket === "number" ? socket : descriptorOf(socket);
}
