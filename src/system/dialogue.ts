/**
 * The textbook's loop with one client, recv() and send() by the kernel's own calls, for a server whose event loop would turn for
 * each sentence. One turn costs as much as a short sentence's answer, and what Bun receives it copies into fresh memory, which
 * for a long chunk costs as much as all the rest.
 */

import { type Pointer, ptr, read } from "bun:ffi";
import type { Conversation } from "../core/conversation.ts";
import { GivingWay } from "../core/giving-way.ts";
import { chunksBetweenStays, stayMs, workbenchBytes } from "../core/limits.ts";
import { workbench } from "../core/workbench.ts";
import { eventLoopDescriptor } from "./event-loop.ts";
import { type Libc, libc } from "./libc.ts";
import { descriptorOf } from "./tcp-figures.ts";

// asm-generic/errno-base.h, asm-generic/poll.h and linux/socket.h, the same on x86-64 and arm64.
const EAGAIN = 11;
const POLLIN = 1;
const POLLERR = 8;
const MSG_DONTWAIT = 0x40;
const MSG_NOSIGNAL = 0x4000;
const MSG_MORE = 0x8000;

/** Bun's socket for one client, with the conversation that is had through it. */
export type ConnectionSocket = Bun.Socket<Conversation>;

/** The kernel's calls, and the memory that they are told of. */
interface Calls {
  readonly c: Libc;
  readonly roomAt: Pointer;
  readonly errorAt: number | bigint;
}

function openCalls(c: Libc | undefined): Calls | undefined {
  const errorAt = c?.__errno_location();
  return c === undefined || !errorAt ? undefined : { c, roomAt: ptr(workbench().room), errorAt };
}

export class Dialogue {
  readonly #open: () => Libc | undefined;
  /** Undefined until they are needed: to open them takes some milliseconds, which a server that starts does not have. */
  #calls: Calls | undefined;
  /** Two `struct pollfd`, the client's and the event loop's: a descriptor; what is asked for and, above, what came. */
  readonly #polled = new Int32Array(new ArrayBuffer(16));
  readonly #givingWay = new GivingWay();
  #chunksWithout: number;

  constructor(open: () => Libc | undefined = libc, chunksBefore = chunksBetweenStays) {
    this.#open = open;
    this.#chunksWithout = chunksBefore;
  }

  /**
   * Answers this client for as long as it goes on talking and nobody else wants anything, or for {@link stayMs}. `send` is the
   * page's: it sends what is owed, and does what is to be done then.
   */
  stay(socket: ConnectionSocket, send: (socket: ConnectionSocket) => void): void {
    // Where it brought nothing, it is not tried for a while: the client may be far, or others as busy.
    if (this.#chunksWithout > 0) {
      this.#chunksWithout--;
      return;
    }
    this.#calls ??= openCalls(this.#open());
    // This system has no such calls: all goes through the event loop.
    if (this.#calls === undefined) this.#chunksWithout = Number.POSITIVE_INFINITY;
    else this.#talk(this.#calls, socket, send);
  }

  #talk(calls: Calls, socket: ConnectionSocket, send: (socket: ConnectionSocket) => void): void {
    const descriptor = descriptorOf(socket);
    const untilMs = performance.now() + stayMs;
    while (socket.data.next() === "read on" && performance.now() < untilMs) {
      if (this.#recv(calls, descriptor, socket.data) === "nothing") return;
      send(socket);
    }
  }

  #recv(calls: Calls, descriptor: number, conversation: Conversation): "something" | "nothing" {
    const givesWay = conversation.isLingering && this.#givingWay.isDue;
    let length = givesWay ? this.#giveWayAndTake(calls, descriptor) : take(calls, descriptor);
    // On a processor that both ends share, the client has often answered by now; else it is waited for.
    if (length === -EAGAIN && this.#isTalking(calls.c, descriptor)) {
      this.#givingWay.waited();
      length = take(calls, descriptor);
    }
    if (length === -EAGAIN) {
      this.#chunksWithout = chunksBetweenStays;
      return "nothing";
    }
    if (length > 0) conversation.receive(workbench().put(length));
    else if (length === 0) conversation.receiveEnd();
    // The kernel says so once, and Bun would take it for the client's FIN.
    else conversation.sent(-1);
    return "something";
  }

  #giveWayAndTake(calls: Calls, descriptor: number): number {
    const sinceMs = performance.now();
    calls.c.sched_yield();
    const ms = performance.now() - sinceMs;
    const length = take(calls, descriptor);
    this.#givingWay.gave(ms, length !== -EAGAIN);
    return length;
  }

  /** Offers the kernel what is unsent. What it has no room for is left to Bun, which tells when it has. */
  send(socket: ConnectionSocket): void {
    const { unsent, isEnding } = socket.data;
    if (unsent.length === 0 || this.#calls === undefined) return;
    // Where FIN is next, one segment has room for both.
    const flags = MSG_DONTWAIT | MSG_NOSIGNAL | (isEnding ? MSG_MORE : 0);
    socket.data.sent(Math.max(0, this.#calls.c.send(descriptorOf(socket), unsent, unsent.length, flags)));
  }

  /**
   * Waits until this client says something. The event loop has something to do as soon as its own descriptor is readable: for
   * another client, a signal, a new connection.
   */
  #isTalking(c: Libc, descriptor: number): boolean {
    const eventLoop = eventLoopDescriptor(c, descriptor) ?? -1;
    const polled = this.#polled;
    polled[0] = descriptor;
    polled[1] = POLLIN;
    polled[2] = eventLoop;
    polled[3] = POLLIN;
    if (c.poll(polled, 2, eventLoop < 0 ? 0 : stayMs) < 1) return false;
    const came = (polled[1] as number) >> 16;
    return (came & (POLLIN | POLLERR)) === POLLIN;
  }
}

/** Takes what has arrived: how many bytes, 0 where FIN is next, or an error's number, negative. */
function take({ c, roomAt, errorAt }: Calls, descriptor: number): number {
  const length = c.recv(descriptor, roomAt, workbenchBytes, MSG_DONTWAIT);
  return length < 0 ? -read.i32(errorAt) : length;
}
