/**
 * The dialogue with several clients at once. Those who have just spoken will soon again: for a moment they are waited for, and
 * answered, by calls of our own, and then the event loop need not turn for each sentence.
 */

import { GivingWay } from "../core/giving-way.ts";
import { longRoundMs, mostInRound, stayMs } from "../core/limits.ts";
import { eventLoopDescriptor } from "./event-loop.ts";
import {
  type ConnectionSocket,
  EAGAIN,
  giveAway,
  isReadable,
  note,
  type OwnCalls,
  type Page,
  POLLIN,
  take,
} from "./own-calls.ts";
import { descriptorOf } from "./tcp-figures.ts";

export class Round {
  readonly #page: Page;
  readonly #givingWay = new GivingWay(longRoundMs);
  readonly #speakers = new Set<ConnectionSocket>();
  /** A `struct pollfd` for each, and one for the event loop: a descriptor; what is asked for and, above, what came. */
  readonly #polled = new Int32Array(new ArrayBuffer(8 * (mostInRound + 1)));

  constructor(page: Page) {
    this.#page = page;
  }

  /** Takes in a client that the event loop has served; at the end of its turn, the round begins. */
  add(calls: OwnCalls, socket: ConnectionSocket): void {
    this.#speakers.add(socket);
    if (this.#speakers.size === 1) setImmediate(() => this.#serve(calls));
  }

  #serve(calls: OwnCalls): void {
    const sockets = [...this.#speakers];
    this.#speakers.clear();
    // Of more, those outside the round would have to wait for it.
    if (sockets.length < 2 || sockets.length > mostInRound) return;
    if (!this.#watch(calls, sockets)) return;
    const untilMs = performance.now() + stayMs;
    while (performance.now() < untilMs && this.#wait(calls, sockets.length)) {
      if (!this.#answer(calls, sockets)) return; // somebody else wants something
      this.#giveWay(calls);
    }
  }

  /** Tells whether any of them is still read from. */
  #watch({ c }: OwnCalls, sockets: readonly ConnectionSocket[]): boolean {
    const polled = this.#polled;
    let watched = -1;
    for (let at = 0; at < sockets.length; at++) {
      const socket = sockets[at] as ConnectionSocket;
      polled[2 * at] = socket.data.next() === "read on" ? descriptorOf(socket) : -1; // poll(2) leaves out what is negative
      polled[2 * at + 1] = POLLIN;
      watched = Math.max(watched, polled[2 * at] as number);
    }
    polled[2 * sockets.length] = watched < 0 ? -1 : (eventLoopDescriptor(c, watched) ?? -1);
    polled[2 * sockets.length + 1] = POLLIN;
    return watched >= 0;
  }

  /** Waits until one of them says something, or the event loop has something to do. */
  #wait({ c }: OwnCalls, count: number): boolean {
    return c.poll(this.#polled, count + 1, (this.#polled[2 * count] as number) < 0 ? 0 : stayMs) > 0;
  }

  /** All of them say their next sentence, where they share the processor; else the first would wake us up, and then the second. */
  #giveWay(calls: OwnCalls): void {
    if (this.#givingWay.isDue) this.#givingWay.gave(giveAway(calls), true);
    else this.#givingWay.waited();
  }

  /** Answers those who have said something; tells whether anybody has. */
  #answer(calls: OwnCalls, sockets: readonly ConnectionSocket[]): boolean {
    let isAny = false;
    for (let at = 0; at < sockets.length; at++) {
      const socket = sockets[at] as ConnectionSocket;
      if (!isReadable(this.#polled[2 * at + 1] as number)) continue;
      const length = take(calls, this.#polled[2 * at] as number);
      if (length === -EAGAIN) continue;
      isAny = true;
      this.#tell(socket, length);
      if (socket.data.next() !== "read on") this.#polled[2 * at] = -1;
    }
    return isAny;
  }

  /** Bun catches what is thrown in its handlers, and this is none. */
  #tell(socket: ConnectionSocket, length: number): void {
    try {
      note(socket.data, length);
      this.#page.send(socket);
    } catch (mistake) {
      this.#page.error(socket, mistake instanceof Error ? mistake : new Error(`${mistake}`));
    }
  }
}
