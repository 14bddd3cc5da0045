/** Clients that do nothing wrong: they check every reply, and ask why where there is none. */

import { createSocket, type Socket } from "node:dgram";
import { RawTcpPeer } from "../protocol/raw-tcp-peer.ts";
import type { GoodFigures } from "./judgement.ts";
import { below, type Random, sentence } from "./seeded.ts";
import type { Mark, SoakedServer } from "./soaked-server.ts";

/** After so long there is no reply. */
const patienceMs = 4_000;
const betweenDatagramsMs = 10;
const mostPieces = 40;
/** One stream in a few is this long: it does not fit a socket buffer. */
const longPieces = 40_000;

export type Counts = { -readonly [Name in keyof GoodFigures]: GoodFigures[Name] };

/** Asks over TCP, one connection after the other, until it is told to stop. */
export async function askOverTcp(
  server: SoakedServer,
  host: string,
  random: Random,
  counts: Counts,
  stop: AbortSignal,
) {
  while (!stop.aborted) {
    const mark = server.mark();
    const outcome = await inTime(converse(server.port, host, random));
    if (outcome === "answered" || outcome === "wrong") counts[outcome]++;
    else if (server.isExcusedSince(mark)) counts.excused++;
    else {
      counts.lost++;
      console.error(`tcp, ${host}: ${outcome}`);
    }
    // A server that is being started again is not asked a thousand times meanwhile.
    await Bun.sleep(1);
  }
}

async function inTime(outcome: Promise<string>): Promise<string> {
  const { promise: overdue, resolve } = Promise.withResolvers<string>();
  const timer = setTimeout(resolve, patienceMs, "no reply in time");
  const first = await Promise.race([outcome, overdue]);
  clearTimeout(timer);
  return first;
}

/** One connection: some sentences one after the other, or a stream and a FIN. Tells what came of it. */
async function converse(port: number, host: string, random: Random): Promise<string> {
  try {
    using peer = await RawTcpPeer.connect(port, { host });
    if (below(random, 2) === 0) return await askSome(peer, random);
    const text = sentence(random, below(random, 10) === 0 ? longPieces : mostPieces);
    void peer.write(text);
    peer.halfClose();
    const { bytes, end } = await peer.takeAll();
    const expected = Buffer.from(text.toUpperCase());
    if (!bytes.equals(expected.subarray(0, bytes.length))) return "wrong";
    // A server that is killed in the middle ends with FIN, too: the kernel closes for it.
    const isWhole = end === "fin" && bytes.length === expected.length;
    return isWhole ? "answered" : `${end} after ${bytes.length} of ${expected.length} bytes`;
  } catch (error) {
    return `${error}`;
  }
}

async function askSome(peer: RawTcpPeer, random: Random): Promise<string> {
  for (let number = 0; number < 5; number++) {
    const text = `${sentence(random, mostPieces)}\n`;
    const expected = Buffer.from(text.toUpperCase());
    await peer.write(text);
    if (!(await peer.take(expected.length)).equals(expected)) return "wrong";
  }
  return "answered";
}

/** Asks by datagram, one every {@link betweenDatagramsMs}, until it is told to stop; then waits for what is under way. */
export class DatagramAsker {
  readonly #server: SoakedServer;
  readonly #socket: Socket;
  readonly #host: string;
  readonly #random: Random;
  readonly #counts: Counts;
  readonly #waiting = new Map<string, { readonly expected: string; readonly sentMs: number; readonly mark: Mark }>();
  #number = 0;

  constructor(server: SoakedServer, host: string, random: Random, counts: Counts) {
    this.#server = server;
    this.#host = host;
    this.#random = random;
    this.#counts = counts;
    this.#socket = createSocket("udp4");
    this.#socket.on("message", (bytes) => this.#take(bytes.toString()));
    // ICMP, while the server is being started again.
    this.#socket.on("error", () => {});
  }

  async ask(stop: AbortSignal): Promise<void> {
    while (!stop.aborted) {
      this.#send();
      this.#giveUpBefore(performance.now() - patienceMs);
      await Bun.sleep(betweenDatagramsMs);
    }
    const endMs = performance.now() + patienceMs;
    while (this.#mayStillBeAnswered() && performance.now() < endMs) await Bun.sleep(betweenDatagramsMs);
    this.#giveUpBefore(Number.POSITIVE_INFINITY);
    this.#socket.close();
  }

  #mayStillBeAnswered(): boolean {
    return this.#waiting.values().some(({ mark }) => !this.#server.isExcusedSince(mark));
  }

  #send(): void {
    const name = `NUMBER${++this.#number}`;
    // In lower case, for capitals only would look like a loop of servers, and 1 in 93 gets no reply.
    const text = `${name.toLowerCase()} ${sentence(this.#random, below(this.#random, mostPieces))}`;
    const mark = this.#server.mark();
    this.#waiting.set(name, { expected: text.toUpperCase(), sentMs: performance.now(), mark });
    this.#socket.send(text, this.#server.port, this.#host);
  }

  /** A reply to nothing that waits is a second one, or of no sentence: wrong. */
  #take(reply: string): void {
    const name = reply.slice(0, reply.indexOf(" "));
    const asked = this.#waiting.get(name);
    if (!this.#waiting.delete(name)) this.#counts.wrong++;
    else if (asked?.expected === reply) this.#counts.answered++;
    else this.#counts.wrong++;
  }

  #giveUpBefore(ms: number): void {
    for (const [name, { sentMs, mark }] of this.#waiting) {
      if (sentMs >= ms) return;
      this.#waiting.delete(name);
      if (this.#server.isExcusedSince(mark)) this.#counts.excused++;
      else {
        this.#counts.lost++;
        console.error(`udp, ${this.#host}: no reply in time`);
      }
    }
  }
}
