/**
 * Ends the turns of a busy server. Bun reads a UDP socket until the kernel has nothing more for it, so a turn of the event loop would
 * last as long as datagrams keep coming, and everything else would wait: timers, signals, replies that go together.
 */

import { maxInOneTurn } from "../core/limits.ts";
import { duplicate, putUnder } from "./duplicate.ts";
import { eventsOf, type Libc, libc, POLLOUT } from "./libc.ts";
import { AF_INET, SOCK_CLOEXEC, SOCK_DGRAM } from "./socket-address.ts";

/** Takes one datagram, as a socket's `data` does. */
export type Take = (message: Uint8Array, port: number, address: string) => void;

export interface Handlers {
  /** Is given each datagram, in order. */
  readonly data: Take;
  /** Is told of what `data` throws: a mistake of ours, which costs that datagram and no other. */
  readonly error: (mistake: unknown) => void;
  /** Tells how often the kernel had no room for a reply. */
  readonly queueFull: () => number;
  /** Is told at the end of each turn how many datagrams came in it. */
  readonly turned: (datagrams: number) => void;
}

/**
 * After {@link maxInOneTurn} datagrams Bun is shown another socket under the same descriptor (dup3(2)), one to which nothing ever comes. It
 * reads no more, and the turn ends; then the descriptor is the server's socket again. What comes meanwhile waits in the kernel:
 * nothing is dropped that has room there. Where there is no such call, turns are as long as they are.
 */
export class Breather {
  readonly #descriptor: number;
  readonly #handlers: Handlers;
  readonly #c: Libc | undefined = libc();
  /** A second name of the server's socket: it keeps it open, and watched, while it has lost its first. */
  readonly #own: number;
  readonly #empty: number;
  readonly #kept: Parameters<Take>[] = [];
  #datagrams = 0;
  #isHolding = false;
  #heardOfRoom = 0;
  #isOver = false;

  constructor(descriptor: number, handlers: Handlers) {
    this.#descriptor = descriptor;
    this.#handlers = handlers;
    this.#own = duplicate(descriptor);
    this.#empty = this.#c?.socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0) ?? -1;
  }

  /** The datagram that is being taken is not the first of its turn. */
  get isBusy(): boolean {
    return this.#datagrams > 1;
  }

  /** Passes on what Bun brings. */
  pass(message: Uint8Array, port: number, address: string): void {
    if (++this.#datagrams === 1) setImmediate(() => this.#endTurn());
    // Bun had read these before it was stopped. Their replies would leave from the other socket now.
    if (this.#isHolding) this.#kept.push([message, port, address]);
    else this.take(message, port, address);
    if (this.#datagrams === maxInOneTurn) this.hold();
  }

  /** Gives a datagram to the server, from wherever it came. */
  take(message: Uint8Array, port: number, address: string): void {
    try {
      this.#handlers.data(message, port, address);
    } catch (mistake) {
      this.#handlers.error(mistake);
    }
  }

  /** Lets Bun find nothing, until {@link release}. */
  hold(): void {
    if (this.#isOver || this.#own < 0 || this.#empty < 0) return;
    this.#isHolding = putUnder(this.#empty, this.#descriptor);
  }

  /**
   * The same for the whole of the next turn. Not where Bun waits to hear of room for what is sent: it would be told, take its wish
   * back from the wrong socket, and be told again for ever. Tells whether it is done.
   */
  holdNextTurn(): boolean {
    const fullTimes = this.#handlers.queueFull();
    if (fullTimes === this.#heardOfRoom) this.hold();
    // Where there is room, Bun hears of it in that turn.
    else if (this.#hasRoom()) this.#heardOfRoom = fullTimes;
    return this.#isHolding;
  }

  #hasRoom(): boolean {
    return this.#c !== undefined && (eventsOf(this.#c, this.#descriptor, POLLOUT) & POLLOUT) !== 0;
  }

  release(): void {
    if (!this.#isHolding) return;
    putUnder(this.#own, this.#descriptor);
    this.#isHolding = false;
    for (const datagram of this.#kept.splice(0)) this.take(...datagram);
  }

  /** To be called before the socket is closed: Bun closes what is under its descriptor. */
  end(): void {
    this.release();
    this.#isOver = true;
    for (const descriptor of [this.#own, this.#empty]) if (descriptor >= 0) this.#c?.close(descriptor);
  }

  #endTurn(): void {
    if (this.#isOver) return;
    this.release();
    const datagrams = this.#datagrams;
    this.#datagrams = 0;
    this.#handlers.turned(datagrams);
  }
}
