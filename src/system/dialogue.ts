/**
 * The textbook's loop with one client, recv() and send() by the kernel's own calls, for a server whose event loop would turn for
 * each sentence. One turn costs as much as a short sentence's answer, and what Bun receives it copies into fresh memory, which
 * for a long chunk costs as much as all the rest.
 */

import { GivingWay } from "../core/giving-way.ts";
import { chunksBetweenStays, longMomentMs, stayMs } from "../core/limits.ts";
import { eventLoopDescriptor } from "./event-loop.ts";
import { type Libc, libc } from "./libc.ts";
import {
  type ConnectionSocket,
  EAGAIN,
  giveAway,
  isReadable,
  MSG_DONTWAIT,
  note,
  type OwnCalls,
  openOwnCalls,
  type Page,
  POLLIN,
  take,
} from "./own-calls.ts";
import { Round } from "./round.ts";
import { descriptorOf } from "./tcp-figures.ts";

// linux/socket.h, the same on x86-64 and arm64.
const MSG_NOSIGNAL = 0x4000;
const MSG_MORE = 0x8000;

export class Dialogue {
  readonly #page: Page;
  readonly #open: () => Libc | undefined;
  /** Undefined until they are needed: to open them takes some milliseconds, which a server that starts does not have. */
  #calls: OwnCalls | undefined;
  /** Two `struct pollfd`, the client's and the event loop's: a descriptor; what is asked for and, above, what came. */
  readonly #polled = new Int32Array(new ArrayBuffer(16));
  readonly #givingWay = new GivingWay(longMomentMs);
  readonly #round: Round;
  #chunksWithout: number;

  constructor(page: Page, open: () => Libc | undefined = libc, chunksBefore = chunksBetweenStays) {
    this.#page = page;
    this.#round = new Round(page);
    this.#open = open;
    this.#chunksWithout = chunksBefore;
  }

  /**
   * Answers this client for as long as it goes on talking and nobody else wants anything, or for {@link stayMs}.
   */
  stay(socket: ConnectionSocket): void {
    // Where it brought nothing, it is not tried for a while: the client may be far, or others as busy.
    if (this.#chunksWithout > 0) {
      this.#chunksWithout--;
      if (this.#calls !== undefined) this.#round.add(this.#calls, socket);
      return;
    }
    this.#calls ??= openOwnCalls(this.#open());
    // This system has no such calls: all goes through the event loop.
    if (this.#calls === undefined) this.#chunksWithout = Number.POSITIVE_INFINITY;
    else this.#talk(this.#calls, socket);
  }

  #talk(calls: OwnCalls, socket: ConnectionSocket): void {
    const descriptor = descriptorOf(socket);
    const untilMs = performance.now() + stayMs;
    while (socket.data.next() === "read on" && performance.now() < untilMs) {
      if (this.#recv(calls, descriptor, socket.data) === "nothing") return;
      this.#page.send(socket);
    }
  }

  #recv(calls: OwnCalls, descriptor: number, conversation: ConnectionSocket["data"]): "something" | "nothing" {
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
    note(conversation, length);
    return "something";
  }

  #giveWayAndTake(calls: OwnCalls, descriptor: number): number {
    const ms = giveAway(calls);
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
    return isReadable(polled[1] as number);
  }
}
