/**
 * Lets the event loop turn while datagrams keep coming. Bun reads a UDP socket until the kernel has nothing more for it, so
 * a flood would keep everything else waiting for as long as it lasts: timers, signals, other sockets.
 */

import { ptr } from "bun:ffi";
import { datagramsBetweenLooks, maxTurnMs } from "../core/limits.ts";
import { type Libc, libc } from "./libc.ts";

// asm-generic/socket.h, the same on x86-64 and arm64.
const SOL_SOCKET = 1;
const SO_ATTACH_FILTER = 26;
const SO_DETACH_FILTER = 27;
/** A filter of one instruction for the kernel: `BPF_RET | BPF_K` with 0, keep nothing (linux/filter.h, `struct sock_filter`). */
const keepNothing = new Uint16Array([0x06, 0, 0, 0]);

/**
 * Called for each datagram, it costs a count; it looks at a clock where many came. Where the loop has not turned for
 * {@link maxTurnMs}, the kernel is told to keep nothing more for the socket. What it has is read and answered, then the loop
 * turns, and the socket takes datagrams again. Linux counts what came between as the socket's drops.
 */
export class Breather {
  readonly #descriptor: number;
  readonly #c: Libc | undefined = libc();
  #datagrams = 0;
  #waitingSinceMs: number | undefined;
  #isHolding = false;
  #isOver = false;

  constructor(descriptor: number) {
    this.#descriptor = descriptor;
  }

  datagramCame(): void {
    if (++this.#datagrams % datagramsBetweenLooks === 0) this.#look();
  }

  /** No more is done to the descriptor: soon it may be another socket's. */
  end(): void {
    this.#isOver = true;
  }

  #look(): void {
    if (this.#waitingSinceMs === undefined) {
      this.#waitingSinceMs = performance.now();
      setImmediate(() => this.#turned());
    } else if (!this.#isHolding && performance.now() - this.#waitingSinceMs > maxTurnMs) this.#hold();
  }

  #turned(): void {
    this.#waitingSinceMs = undefined;
    if (this.#isHolding && !this.#isOver) this.#option(SO_DETACH_FILTER, new Uint32Array(1));
    this.#isHolding = false;
  }

  #hold(): void {
    if (this.#c === undefined) return;
    // struct sock_fprog: how many instructions, and where they are.
    const program = new BigUint64Array([1n, BigInt(ptr(keepNothing))]);
    this.#isHolding = this.#option(SO_ATTACH_FILTER, program);
  }

  #option(option: number, value: Uint32Array | BigUint64Array): boolean {
    return this.#c?.setsockopt(this.#descriptor, SOL_SOCKET, option, value, value.byteLength) === 0;
  }
}
