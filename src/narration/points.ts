/** Notices the textbook's finer points when they occur. */

import type { SocketEvent } from "../core/events.ts";
import type { Point, Side } from "./explain.ts";

const newline = 0x0a;
const udpHeaderBytes = 8;

/** Follows one conversation. Its memory is a few numbers, whatever the conversation's length. */
export class Points {
  readonly #side: Side;
  #mtuBytes: number | undefined;
  #tries = 0;
  #replyChunks = 0;
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
        this.#tries = event.attempt;
        return this.#side === "client" ? this.#fragmented(event.bytes.length, event.peer.address) : [];
      case "datagram-received":
        return this.#side === "client" && this.#tries > 1 ? [{ kind: "answered-after-retry", tries: this.#tries }] : [];
      case "icmp-error":
        return this.#side === "client" ? [{ kind: "refused-is-not-silence" }] : [];
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
        this.#replyChunks = 0;
        return [];
      case "reply-chunk-received":
        this.#replyChunks++;
        return [];
      case "client-sent-fin":
      case "client-half-closed":
        this.#firstFin ??= "client";
        return [];
      case "server-sent-fin":
        this.#firstFin ??= "server";
        return this.#replyChunks > 1 ? [{ kind: "reply-in-chunks", chunks: this.#replyChunks }] : [];
      case "server-half-closed":
        this.#firstFin ??= "server";
        return [];
      case "tcp-socket-closed":
        return event.reset ? [] : this.#timeWait();
      case "connection-closed":
        return event.end === "closed" ? this.#timeWait() : [];
      default:
        return [];
    }
  }

  #timeWait(): Point[] {
    return this.#firstFin === undefined ? [] : [{ kind: "time-wait", whose: this.#firstFin }];
  }

  /** RFC 791 3.2: every fragment but the last carries a multiple of 8 bytes; the UDP header is in the first one only. */
  #fragmented(bytes: number, address: string): Point[] {
    if (this.#mtuBytes === undefined) return [];
    const isIPv6 = address.includes(":");
    const payload = bytes + udpHeaderBytes;
    if (payload + (isIPv6 ? 40 : 20) <= this.#mtuBytes) return [];
    // IPv6 adds an 8-byte header to each fragment (RFC 8200 4.5).
    const room = Math.floor((this.#mtuBytes - (isIPv6 ? 48 : 20)) / 8) * 8;
    return [{ kind: "fragmented", bytes, mtuBytes: this.#mtuBytes, fragments: Math.ceil(payload / room) }];
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
