/** Message boundaries: three writes back to back, and in how many pieces the other side gets them. */

import type { Endpoint } from "../core/endpoint.ts";
import { defaultReplyTimeoutMs } from "../core/limits.ts";
import type { Plan, Protocol } from "../measurement/record.ts";
import { openTcpFlow } from "../measurement/tcp-flow.ts";
import { openUdpFlow } from "../measurement/udp-flow.ts";
import type { EmbeddedServers } from "./embedded-servers.ts";
import type { Boundaries } from "./record.ts";

type Patience = Pick<Plan, "replyTimeoutMs" | "connectTimeoutMs">;

/** Of different lengths, so that a piece shows which of them it has; lines, for servers that wait for one. */
const sentences = ["abcd\n", "abcde\n", "abcdef\n"].map((text) => Buffer.from(text));
const writes: readonly number[] = sentences.map(({ length }) => length);

/**
 * Writes three times at once. An embedded server is watched and tells what it got; another one cannot be asked, and then
 * the pieces are those in which its reply came back here: none, where it could not be had.
 */
export async function messageBoundaries(
  protocol: Protocol,
  server: Endpoint,
  patience: Patience,
  embedded?: EmbeddedServers,
): Promise<Boundaries> {
  const watch = await embedded?.watch(protocol);
  const send = protocol === "udp" ? sendDatagrams : sendStream;
  const { port, pieces } = await send(watch?.server ?? server, patience);
  if (watch === undefined) return { protocol, writes, pieces, seenBy: "client" };
  const watched = (await watch.end()).filter((piece) => piece.port === port);
  return { protocol, writes, pieces: watched.map(({ bytes }) => bytes), seenBy: "server" };
}

/** Our port, and the pieces of the reply. */
interface Sent {
  readonly port: number;
  readonly pieces: readonly number[];
}

async function sendDatagrams(server: Endpoint, { replyTimeoutMs }: Patience): Promise<Sent> {
  const reply = new Reply();
  const flow = await openUdpFlow(server, {
    reply: (bytes) => reply.add(bytes),
    stray() {},
    icmp: () => reply.end(),
  });
  for (const sentence of sentences) flow.send(sentence);
  await reply.whole(replyTimeoutMs);
  flow.close();
  return { port: flow.local.port, pieces: reply.pieces };
}

async function sendStream(server: Endpoint, { replyTimeoutMs, connectTimeoutMs }: Patience): Promise<Sent> {
  const reply = new Reply();
  const flow = await openTcpFlow(server, connectTimeoutMs, {
    chunk: (bytes) => reply.add(bytes),
    drained() {},
    ended: () => reply.end(),
  });
  if ("cause" in flow) return { port: 0, pieces: [] };
  for (const sentence of sentences) flow.write(sentence);
  await reply.whole(replyTimeoutMs);
  flow.close();
  return { port: flow.local.port, pieces: reply.pieces };
}

/** The reply to all three, piece by piece: their upper case is as long as they are. */
class Reply {
  readonly pieces: number[] = [];
  readonly #over = Promise.withResolvers<void>();
  #missing = writes.reduce((bytes, one) => bytes + one, 0);

  add(piece: Uint8Array): void {
    this.pieces.push(piece.length);
    this.#missing -= piece.length;
    if (this.#missing <= 0) this.end();
  }

  /** There is no more to come. */
  end(): void {
    this.#over.resolve();
  }

  /** Resolves when all is there, or nothing more comes, or patience ends. */
  async whole(timeoutMs: number): Promise<void> {
    const patienceMs = timeoutMs > 0 && Number.isFinite(timeoutMs) ? timeoutMs : defaultReplyTimeoutMs;
    const timer = setTimeout(() => this.end(), patienceMs);
    await this.#over.promise;
    clearTimeout(timer);
  }
}
