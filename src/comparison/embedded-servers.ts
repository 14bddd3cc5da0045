/** Both upper-case servers, started by a client that found none: each in a process of its own, from the client's own executable. */

import type { Endpoint } from "../core/endpoint.ts";
import { maxEmbeddedLineBytes } from "../core/limits.ts";
import { Mailbox } from "../core/mailbox.ts";
import type { Protocol } from "../measurement/record.ts";
import { OwnCopy, ownCommand } from "../system/own-copy.ts";
import { embeddedWord, type Order, type Piece, type Told } from "./embedded-talk.ts";

export interface EmbeddedServers {
  readonly udp: Endpoint;
  readonly tcp: Endpoint;
  /** Resolves when one of them has ended although nobody stopped it. */
  readonly failed: Promise<EmbeddedFailure>;
  /** Has a server tell each piece that it gets, at an endpoint of its own. One watch of a server at a time. Undefined: it is gone. */
  watch(protocol: Protocol): Promise<Watch | undefined>;
  /** Ends both; resolves when they are gone. */
  stop(): Promise<void>;
}

export interface Watch {
  /** Where to send what is to be watched. */
  readonly server: Endpoint;
  /** Ends it, and resolves with every piece that arrived until now, in order. */
  end(): Promise<readonly Piece[]>;
}

/** Why there is no server (any more). */
export interface EmbeddedFailure {
  readonly protocol: Protocol;
  /** The system's word where it could not start or listen; else what `CopyListener.ended` tells. */
  readonly cause: string;
}

/** Starts both servers on free loopback ports. `command` starts a client of ours. */
export async function startEmbeddedServers(
  command: readonly string[] = ownCommand(),
): Promise<EmbeddedServers | EmbeddedFailure> {
  const servers = { udp: new EmbeddedServer("udp", command), tcp: new EmbeddedServer("tcp", command) };
  const failed = Promise.race([servers.udp.failed, servers.tcp.failed]);
  const stop = async () => void (await Promise.all([servers.udp.stop(), servers.tcp.stop()]));
  const [udp, tcp] = await Promise.all([servers.udp.listening(), servers.tcp.listening()]);
  if (udp !== undefined && tcp !== undefined) {
    return { udp, tcp, failed, stop, watch: (protocol) => servers[protocol].watch() };
  }
  await stop();
  return await failed;
}

/** One of the two: its process, and what it says. */
class EmbeddedServer {
  readonly #protocol: Protocol;
  readonly #copy: OwnCopy<Told>;
  readonly #answers = new Mailbox<Endpoint | "resting" | "gone">();
  readonly #failure = Promise.withResolvers<EmbeddedFailure>();
  #pieces: Piece[] = [];
  #gone = false;
  #stopping = false;

  constructor(protocol: Protocol, command: readonly string[]) {
    this.#protocol = protocol;
    this.#copy = new OwnCopy<Told>([...command, embeddedWord(protocol)], maxEmbeddedLineBytes, {
      hear: (told) => this.#hear(told),
      ended: (cause) => this.#end(cause),
    });
  }

  get failed(): Promise<EmbeddedFailure> {
    return this.#failure.promise;
  }

  /** Where it listens; undefined where it does not. */
  async listening(): Promise<Endpoint | undefined> {
    const answer = await this.#answers.take();
    return typeof answer === "string" ? undefined : answer;
  }

  async watch(): Promise<Watch | undefined> {
    if (this.#gone) return undefined;
    this.#pieces = [];
    this.#order("watch");
    const server = await this.listening();
    return server === undefined ? undefined : { server, end: () => this.#endWatch() };
  }

  async #endWatch(): Promise<readonly Piece[]> {
    if (!this.#gone) {
      this.#order("rest");
      await this.#answers.take();
    }
    return this.#pieces;
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    await this.#copy.end();
  }

  #order(order: Order): void {
    this.#copy.order(order);
  }

  #hear(told: Told): void {
    switch (told.event) {
      case "listening":
      case "watching":
        return this.#answers.put(told.local);
      case "resting":
        return this.#answers.put("resting");
      case "piece":
        return void this.#pieces.push({ port: told.port, bytes: told.bytes });
      case "cannot-listen":
        return this.#end(told.code);
    }
  }

  #end(cause: string): void {
    if (!this.#stopping) this.#failure.resolve({ protocol: this.#protocol, cause });
    if (!this.#gone) this.#answers.put("gone");
    this.#gone = true;
  }
}
