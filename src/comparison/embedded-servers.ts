/** Both upper-case servers, started by a client that found none: each in a process of its own, from the client's own executable. */

import type { Endpoint } from "../core/endpoint.ts";
import { maxEmbeddedLineBytes, stopMs } from "../core/limits.ts";
import { LineSplitter } from "../core/line-splitter.ts";
import { Mailbox } from "../core/mailbox.ts";
import type { Protocol } from "../measurement/record.ts";
import { errorCode } from "../system/error-code.ts";
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
  /** The system's word where it could not start or listen; else how it ended: `SIGKILL`, `exit code 1`. */
  readonly cause: string;
}

/** The words that start this very program again: an executable of its own, or Bun with a source file. */
export function ownCommand(): string[] {
  return Bun.isStandaloneExecutable ? [process.execPath] : [process.execPath, Bun.main];
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
  readonly #process: Bun.Subprocess<"pipe", "pipe", "inherit"> | undefined;
  readonly #answers = new Mailbox<Endpoint | "resting" | "gone">();
  readonly #failure = Promise.withResolvers<EmbeddedFailure>();
  #pieces: Piece[] = [];
  #gone = false;
  #stopping = false;

  constructor(protocol: Protocol, command: readonly string[]) {
    this.#protocol = protocol;
    try {
      const words = [...command, embeddedWord(protocol)];
      this.#process = Bun.spawn(words, { stdin: "pipe", stdout: "pipe", stderr: "inherit" });
      this.#read(this.#process);
    } catch (error) {
      this.#end(errorCode(error));
    }
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
    if (this.#process === undefined) return;
    this.#process.stdin.end();
    const hung = setTimeout(() => this.#process?.kill("SIGKILL"), stopMs);
    await this.#process.exited;
    clearTimeout(hung);
  }

  #order(order: Order): void {
    this.#process?.stdin.write(`${order}\n`);
    this.#process?.stdin.flush();
  }

  async #read(process: Bun.Subprocess<"pipe", "pipe", "inherit">): Promise<void> {
    const lines = new LineSplitter(maxEmbeddedLineBytes);
    for await (const chunk of process.stdout) {
      for (const line of lines.push(chunk)) this.#hear(JSON.parse(Buffer.from(line).toString()) as Told);
    }
    await process.exited;
    this.#end(process.signalCode === null ? `exit code ${process.exitCode}` : `${process.signalCode}`);
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
