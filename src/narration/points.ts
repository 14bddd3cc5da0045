/** Notices the textbook's finer points when they occur. */

import { type Endpoint, formatEndpoint, isIPv6 } from "../core/endpoint.ts";
import type { SocketEvent } from "../core/events.ts";
import type { Point, Side } from "./explain.ts";

const newline = 0x0a;
const udpHeaderBytes = 8;

/** Follows one conversation. Its memory is a few numbers, whatever the conversation's length. */
export class Points {
  readonly #side: Side;
  #mtuBytes: number | undefined;
  /** How often each server was sent to since the last reply. */
  #sends = new Map<string, number>();
  #tries = 0;
  #replyChunks = 0;
  #writing = false;
  #firstFin: Side | undefined;

  constructor(side: Side) {
    this.#side = side;
  }

  /** Takes an event and returns what is worth a remark about it. */
  take(event: SocketEvent): Point[] {
    switch (event.kind) {
      case "path-mtu":
        this.#mtuBytes = event.mtuBytes;
        return [];
      case "datagram-sent":
        return this.#side === "client" ? this.#sent(event) : [];
      case "datagram-received":
        return this.#side === "client" ? this.#answered(event.peer) : [];
      case "icmp-error":
        // Only this one comes from the host itself (RFC 792, port unreachable); the others from routers on the way.
        return this.#side === "client" && event.code === "ECONNREFUSED" ? [{ kind: "refused-is-not-silence" }] : [];
      case "reply-overdue":
        return event.attempt === 1 ? [{ kind: "silence-has-no-cause" }] : [];
      case "chunk-received":
        return chunkPoints(event.bytes, event.heldBytes);
      default:
        return this.#takeTcp(event);
    }
  }

  #takeTcp(event: SocketEvent): Point[] {
    switch (event.kind) {
      case "sentence-written":
        // A long sentence is written in parts, and its reply begins before the last of them.
        if (!this.#writing) this.#replyChunks = 0;
        this.#writing = event.waiting > 0;
        return [];
      case "reply-chunk-received":
        this.#replyChunks++;
        return [];
      case "client-sent-fin":
        this.#firstFin ??= event.afterServers ? "server" : "client";
        return [];
      case "client-half-closed":
        this.#firstFin ??= "client";
        return [];
      case "server-sent-fin":
        this.#firstFin ??= "server";
        return this.#replyChunks > 1 ? [{ kind: "reply-in-chunks", chunks: this.#replyChunks }] : [];
      case "server-half-closed":
        this.#firstFin ??= event.afterClients ? "client" : "server";
        return [];
      case "tcp-socket-closed":
        return event.reset || event.givenUp ? [] : this.#timeWait();
      case "connection-closed":
        return event.end === "closed" ? this.#timeWait() : [];
      default:
        return [];
    }
  }

  #timeWait(): Point[] {
    const whose = this.#firstFin;
    this.#firstFin = undefined;
    return whose === undefined ? [] : [{ kind: "time-wait", whose }];
  }

  #sent({ peer, bytes, attempt }: Extract<SocketEvent, { kind: "datagram-sent" }>): Point[] {
    const server = formatEndpoint(peer);
    this.#sends.set(server, (this.#sends.get(server) ?? 0) + 1);
    this.#tries = attempt;
    return this.#fragmented(bytes.length, peer.address);
  }

  /** Where each try went to another server, the reply's source says which one it answers. */
  #answered(peer: Endpoint): Point[] {
    const isUnclear = (this.#sends.get(formatEndpoint(peer)) ?? 0) > 1;
    this.#sends.clear();
    return isUnclear ? [{ kind: "answered-after-retry", tries: this.#tries }] : [];
  }

  /** RFC 791 3.2: every fragment but the last carries a multiple of 8 bytes; the UDP header is in the first one only. */
  #fragmented(bytes: number, address: string): Point[] {
    if (this.#mtuBytes === undefined) return [];
    const long = isIPv6(address);
    const payload = bytes + udpHeaderBytes;
    if (payload + (long ? 40 : 20) <= this.#mtuBytes) return [];
    // IPv6 adds an 8-byte header to each fragment (RFC 8200 4.5), and Linux fills its last one no further than the others.
    const room = this.#mtuBytes - (long ? 48 : 20);
    const usual = Math.floor(room / 8) * 8;
    const fragments = 1 + Math.ceil((payload - (long ? usual : room)) / usual);
    return [{ kind: "fragmented", bytes, mtuBytes: this.#mtuBytes, fragments }];
  }
}

function chunkPoints(chunk: Uint8Array, heldBytes: number): Point[] {
  const points: Point[] = [];
  let lines = 0;
  for (let at = chunk.indexOf(newline); at !== -1; at = chunk.indexOf(newline, at + 1)) lines++;
  if (lines > 1) points.push({ kind: "lines-in-chunk", lines });
  if (heldBytes > 0) points.push({ kind: "character-cut", heldBytes });
  return points;
}
