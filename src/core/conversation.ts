/**
 * What a TCP server knows of one connection and what is to be done next: the thinking of `tcp-server.ts`, without its
 * sockets. The page moves the bytes; this counts them, tells the observer, and keeps the order of the end.
 */

import type { Connection, ConnectionEnd, EndReason, SocketObserver } from "./events.ts";
import { LeastRate } from "./least-rate.ts";
import type { Patience } from "./patience.ts";
import type { TcpTotals } from "./totals.ts";
import { UpperCaseStream } from "./upper-case.ts";
import { clearedFromWorkbench } from "./workbench.ts";

/** What all conversations of a server share. */
export interface Shared {
  readonly totals: TcpTotals;
  readonly patience: Patience;
  readonly observe: SocketObserver | undefined;
}

const nothing = new Uint8Array(0);

export class Conversation {
  /** Bytes of the reply that the kernel has not taken yet. While there are any, nothing is read. */
  unsent: Uint8Array = nothing;
  /** The server has sent FIN, and reads on only to discard. */
  isLingering = false;
  readonly #shared: Shared;
  readonly #upperCase = new UpperCaseStream();
  #reading = true;
  #answered = false;
  #clientFinished = false;
  #ending: EndReason | undefined;
  #givenUp = false;
  /** A write met a reset. Bun then tells of an end and a close, and of no error. */
  #gone = false;
  #silentSweeps = 0;
  readonly #leastRate: LeastRate;
  #sweeps = 0;
  readonly #observed: { readonly observe: SocketObserver; readonly connection: Connection } | undefined;

  /** Where nobody observes, nobody asks the kernel for the ends of the connection. */
  constructor(shared: Shared, ends?: Pick<Connection, "local" | "peer">) {
    const { observe } = shared;
    this.#shared = shared;
    this.#leastRate = new LeastRate(shared.patience);
    const number = ++shared.totals.connections;
    this.#observed = observe && ends && { observe, connection: { number, ...ends } };
    this.#observed?.observe({ kind: "connection-accepted", connection: this.#observed.connection });
  }

  get connection(): Connection | undefined {
    return this.#observed?.connection;
  }

  /** Takes a chunk and owes its upper case, except where the conversation is ending: then it is read to be discarded. */
  receive(chunk: Uint8Array): void {
    this.#shared.totals.bytesReceived += chunk.length;
    this.#leastRate.moved(chunk.length);
    if (this.#ending !== undefined) return;
    // It is mapped where it is; who observes sees it as it came.
    const reply = this.#upperCase.push(this.#observed === undefined ? chunk : Uint8Array.from(chunk));
    this.#observed?.observe({
      kind: "chunk-received",
      connection: this.#observed.connection,
      bytes: chunk,
      heldBytes: this.#upperCase.heldBytes,
    });
    this.#owe(reply);
    if (this.#shared.patience.oneReply && reply.length > 0) this.finish("one-reply");
  }

  /** Takes the client's FIN: what is held back can become no character any more, and is owed as it is. */
  receiveEnd(): void {
    if (this.#gone) return;
    this.#clientFinished = true;
    this.#observed?.observe({ kind: "client-half-closed", connection: this.#observed.connection });
    this.#owe(this.#upperCase.end());
  }

  /** Notes how many bytes the kernel took of what is unsent: 0 where it has no room, -1 where the connection is gone. */
  sent(taken: number): void {
    const observed = this.#observed;
    this.#gone ||= taken < 0;
    const isAll = taken === this.unsent.length;
    this.unsent = isAll ? nothing : clearedFromWorkbench(this.unsent.subarray(Math.max(0, taken)));
    if (taken > 0) {
      this.#answered = true;
      this.#silentSweeps = 0;
      this.#leastRate.moved(taken);
      this.#shared.totals.bytesSent += taken;
    }
    observed?.observe({ kind: "reply-written", connection: observed.connection, taken, waiting: this.unsent.length });
  }

  /** Tells whether FIN follows as soon as the kernel has taken what is unsent. */
  get isEnding(): boolean {
    return this.#clientFinished || (this.#ending !== undefined && !this.isLingering);
  }

  /** Tells what the page does once the kernel took what it would. */
  next(): "wait for room" | "read on" | "half-close" | "close" {
    // Nobody takes what is left, and Bun tells no end of a socket that is paused.
    if (this.#gone) return "close";
    if (this.unsent.length > 0) return "wait for room";
    if (this.#clientFinished) return "close";
    return this.#ending === undefined || this.isLingering ? "read on" : "half-close";
  }

  /** Notes whether the page reads from this client; tells whether that is a change. */
  reading(on: boolean): boolean {
    if (this.#reading === on) return false;
    this.#reading = on;
    const kind = on ? "reading-resumed" : "reading-paused";
    this.#observed?.observe({ kind, connection: this.#observed.connection });
    return true;
  }

  /** Begins the end from the server's side: what is held back is owed too, and then comes FIN. */
  finish(reason: EndReason): void {
    if (this.#ending !== undefined) return;
    this.#ending = reason;
    if (reason === "too-slow") this.#shared.totals.tooSlow++;
    if (reason === "lifetime") this.#shared.totals.lifetimeOver++;
    this.#owe(this.#upperCase.end());
  }

  /** Notes that the server sent FIN; from now on sweeps count toward the end of lingering. */
  linger(afterClients = false): void {
    this.isLingering = true;
    this.#silentSweeps = 0;
    const reason = this.#ending ?? "keep-alive";
    this.#observed?.observe({
      kind: "server-half-closed",
      connection: this.#observed.connection,
      reason,
      ...(afterClients ? { afterClients } : {}),
    });
  }

  giveUp(): void {
    this.#givenUp = true;
  }

  /** Takes the end of the connection, with the kernel's error where there was one. */
  closed(error: Error | undefined): void {
    const end = this.#howItEnded(error);
    const { totals } = this.#shared;
    if (this.#answered) totals.answered++;
    if (end === "reset") totals.reset++;
    if (end === "given-up") totals.givenUp++;
    this.#observed?.observe({ kind: "connection-closed", connection: this.#observed.connection, end });
  }

  /** Counts one sweep and tells what is due. A server that is `stopping` stays with those who keep asking. */
  sweep(stopping: boolean): EndReason | "cut-off" | undefined {
    const silent = ++this.#silentSweeps;
    const { keepAliveSweeps, idleSweeps, lingerSweeps, lifetimeSweeps } = this.#shared.patience;
    const isTooSlow = this.#answered && this.#leastRate.isMissed();
    if (this.isLingering) return silent >= lingerSweeps ? "cut-off" : undefined;
    if (++this.#sweeps === lifetimeSweeps) return "lifetime";
    if (this.unsent.length > 0) return isTooSlow || silent >= idleSweeps ? "cut-off" : undefined;
    if (stopping) return silent > 1 ? "stopping" : undefined;
    if (!this.#answered) return silent >= idleSweeps ? "never-answered" : undefined;
    if (silent >= keepAliveSweeps) return "keep-alive";
    return isTooSlow ? "too-slow" : undefined;
  }

  #owe(reply: Uint8Array): void {
    this.unsent = this.unsent.length === 0 ? reply : Buffer.concat([this.unsent, reply]);
    this.#silentSweeps = 0;
  }

  #howItEnded(error: Error | undefined): ConnectionEnd {
    if (this.#givenUp) return "given-up";
    return error !== undefined || this.#gone || this.unsent.length > 0 ? "reset" : "closed";
  }
}
