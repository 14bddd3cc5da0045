/** Many datagrams in one system call (sendmmsg(2)): at full speed most of a server's time is the way into the kernel and back. */

import { maxBurst } from "../core/limits.ts";
import { type DatagramSocket, type SendOutcome, sendto } from "./sendto.ts";

export interface BurstSocket extends DatagramSocket {
  /** Takes bytes, port, address, bytes, port, … Returns how many datagrams went; throws where it is the first that does not. */
  sendMany(packets: readonly Part[]): number;
}

type Part = Uint8Array | number | string;

/** Told of each datagram what became of it, in order. */
export type Settled = (bytes: Uint8Array, port: number, address: string, outcome: SendOutcome) => void;

/** Replies that go out together: those that are made within one turn of the event loop, but no more than {@link maxBurst}. */
export class Burst {
  readonly #settled: Settled;
  #packets: Part[] = [];

  constructor(settled: Settled) {
    this.#settled = settled;
  }

  put(socket: BurstSocket, bytes: Uint8Array, port: number, address: string): void {
    this.#packets.push(bytes, port, address);
    if (this.#packets.length >= 3 * maxBurst) this.send(socket);
  }

  /**
   * Sends all that is collected. `sendMany` stops at the first datagram that the kernel does not take; that one is then sent
   * alone, which tells why, and the rest goes on behind it. Only a full queue ends the burst: it would take none of the rest.
   */
  send(socket: BurstSocket): void {
    const packets = this.#packets;
    if (packets.length === 0) return;
    this.#packets = [];
    for (let at = 0; at < packets.length; ) {
      at = this.#settle(packets, at, at + 3 * sentOf(socket, at === 0 ? packets : packets.slice(at)), "sent");
      if (at === packets.length) return;
      const [bytes, port, address] = packets.slice(at, at + 3) as [Uint8Array, number, string];
      const outcome = sendto(socket, bytes, port, address);
      at = this.#settle(packets, at, outcome === "queue-full" ? packets.length : at + 3, outcome);
    }
  }

  #settle(packets: readonly Part[], from: number, to: number, outcome: SendOutcome): number {
    for (let at = from; at < to; at += 3) {
      this.#settled(packets[at] as Uint8Array, packets[at + 1] as number, packets[at + 2] as string, outcome);
    }
    return to;
  }
}

/** How many went. An error is about the first of them, or about an earlier datagram: `sendto` finds out which. */
export function sentOf(socket: BurstSocket, packets: readonly Part[]): number {
  try {
    return socket.sendMany(packets);
  } catch {
    return 0;
  }
}
