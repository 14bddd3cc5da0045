/**
 * A fast lane for datagrams that come in quick succession: taken by the batch and answered by the batch, with one system
 * call each (recvmmsg(2), sendmmsg(2)), and waited for in the kernel rather than in the event loop. At full speed most of a server's
 * time is the way into the kernel and back.
 */

import { laneMs, laneWaitMs, maxBurst, maxInOneTurn, recentMs } from "../core/limits.ts";
import type { Breather } from "./breather.ts";
import { DatagramSlots } from "./datagram-slots.ts";
import { type Libc, libc } from "./libc.ts";
import type { Settled } from "./send-burst.ts";
import { type DatagramSocket, sendto } from "./sendto.ts";

// asm-generic/socket.h, fcntl.h and linux/socket.h, the same on x86-64 and arm64.
const SOL_SOCKET = 1;
const SO_RCVTIMEO = 20;
const F_GETFL = 3;
const F_SETFL = 4;
const O_NONBLOCK = 0o4000;
const MSG_DONTWAIT = 0x40;
const MSG_WAITFORONE = 0x1_0000;

interface LaneSocket extends DatagramSocket {
  readonly fd: number;
}

export class DatagramLane {
  /** A batch is being taken: its replies are to be {@link put} here. */
  isOpen = false;
  readonly #c: Libc;
  readonly #breather: Breather;
  readonly #socket: LaneSocket;
  readonly #settled: Settled;
  readonly #replies: Uint8Array[] = [];
  readonly #ports = new Uint16Array(maxBurst);
  readonly #addresses: string[] = [];
  #slot = 0;
  #slotsMade: DatagramSlots | undefined;
  #lastTurnMs = Number.NEGATIVE_INFINITY;
  #isOver = false;

  /** Undefined where the system has no such calls. */
  static open(socket: LaneSocket, breather: Breather, settled: Settled): DatagramLane | undefined {
    const c = libc();
    return c === undefined ? undefined : new DatagramLane(c, breather, socket, settled);
  }

  private constructor(c: Libc, breather: Breather, socket: LaneSocket, settled: Settled) {
    this.#c = c;
    this.#breather = breather;
    this.#socket = socket;
    this.#settled = settled;
    // The lane waits in recvmmsg(). Bun never does: it says so at each call (MSG_DONTWAIT), whatever the socket's flags are.
    c.setsockopt(socket.fd, SOL_SOCKET, SO_RCVTIMEO, new BigInt64Array([0n, BigInt(laneWaitMs * 1_000)]), 16);
    c.fcntl(socket.fd, F_SETFL, c.fcntl(socket.fd, F_GETFL, 0) & ~O_NONBLOCK);
  }

  /** Made for the first batch: to lay out so much memory is a tenth of a start, and few servers ever have a batch. */
  get #slots(): DatagramSlots {
    this.#slotsMade ??= new DatagramSlots(this.#c);
    return this.#slotsMade;
  }

  /** To be called at the end of a turn of the event loop: where datagrams come in quick succession, the lane takes the next ones. */
  turned(datagrams: number): void {
    const lastMs = this.#lastTurnMs;
    this.#lastTurnMs = performance.now();
    if (datagrams >= maxInOneTurn || this.#lastTurnMs - lastMs < recentMs) this.#run();
  }

  /** No more is done with the socket. */
  end(): void {
    this.#isOver = true;
  }

  /** Takes batches until none comes for a while. The event loop has a turn in between. */
  #run(): void {
    if (this.#isOver) return;
    this.#breather.release();
    const untilMs = performance.now() + laneMs;
    do {
      const count = this.#c.recvmmsg(this.#socket.fd, this.#slots.incoming, maxBurst, MSG_WAITFORONE, null);
      // Nothing came, or the kernel has an error of the past to tell: both are for the event loop.
      if (count <= 0) return;
      this.#takeBatch(count);
    } while (!this.#isOver && performance.now() < untilMs);
    // Where the event loop has to hear of the socket itself, it brings the next datagrams, too.
    if (this.#breather.holdNextTurn()) setImmediate(() => this.#run());
  }

  #takeBatch(count: number): void {
    this.isOpen = true;
    for (this.#slot = 0; this.#slot < count; this.#slot++) {
      const slot = this.#slot;
      this.#breather.take(this.#slots.message(slot), this.#slots.port(slot), this.#slots.address(slot));
    }
    this.isOpen = false;
    if (!this.#isOver) this.#send();
  }

  /** Memory for the reply to the datagram that is being taken; undefined where no batch is, or where the lane has none so large. */
  room(bytes: number): Uint8Array | undefined {
    return this.isOpen ? this.#slots.room(this.#replies.length, bytes) : undefined;
  }

  /** Answers the datagram that is being taken, which came from this port and address. The bytes are to stay as they are. */
  put(bytes: Uint8Array, port: number, address: string): void {
    const index = this.#replies.push(bytes) - 1;
    this.#ports[index] = port;
    this.#addresses[index] = address;
    this.#slots.reply(index, bytes, this.#slot);
  }

  #send(): void {
    const replies = this.#replies;
    const all = replies.length;
    for (let at = 0; at < all; ) {
      const sent = this.#c.sendmmsg(this.#socket.fd, this.#slots.outgoing(at), all - at, MSG_DONTWAIT);
      at = this.#settle(at, at + Math.max(0, sent), "sent");
      if (at === all) break;
      const bytes = this.#replies[at] as Uint8Array;
      const outcome = sendto(this.#socket, bytes, this.#ports[at] as number, this.#addresses[at] as string);
      at = this.#settle(at, outcome === "queue-full" ? all : at + 1, outcome);
    }
    replies.length = 0;
  }

  #settle(from: number, to: number, outcome: string): number {
    for (let at = from; at < to; at++) {
      this.#settled(this.#replies[at] as Uint8Array, this.#ports[at] as number, this.#addresses[at] as string, outcome);
    }
    return to;
  }
}
