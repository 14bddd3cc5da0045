/** Client pages without sockets: a test says what becomes of each connection and of each sentence. */

import type { Exchange } from "../../src/core/exchange.ts";
import type { TcpConnection } from "../../src/core/tcp-connection.ts";
import type { ConnectTcp } from "../../src/measurement/per-sentence.ts";

const local = { address: "127.0.0.1", port: 50_000 };
export const peer = { address: "127.0.0.1", port: 9 };

export function replied(sentence: Uint8Array, rttMs = 1): Exchange {
  return {
    outcome: "replied",
    reply: Buffer.from(Buffer.from(sentence).toString().toUpperCase()),
    local,
    peer,
    rttMs,
    tries: 1,
  };
}

export function refused(): Awaited<ReturnType<ConnectTcp>> {
  return [{ peer, cause: "ECONNREFUSED", waitedMs: 0 }];
}

/** A page that connects: what connections there were, and how many are open. */
export class FakePage {
  connections = 0;
  open = 0;
  mostOpen = 0;
  /** What becomes of a sentence, by how many connections there were; closing is what ends a wait. */
  answer: (sentence: Uint8Array, connection: number, closed: Promise<void>) => Promise<Exchange> = async (sentence) =>
    replied(sentence);
  /** Whether, and when, a connection is made. */
  connect: (connection: number) => Promise<boolean> = async () => true;

  readonly connectTcp: ConnectTcp = async () => {
    const connection = ++this.connections;
    if (!(await this.connect(connection))) return refused();
    return this.#opened(connection);
  };

  #opened(connection: number): TcpConnection {
    this.open++;
    this.mostOpen = Math.max(this.mostOpen, this.open);
    const { promise: closed, resolve } = Promise.withResolvers<void>();
    let isOpen = true;
    return {
      local,
      peer,
      connectMs: 0.5,
      open: true,
      ask: (sentence) => this.answer(sentence, connection, closed),
      finish() {},
      close: () => {
        if (isOpen) this.open--;
        isOpen = false;
        resolve();
      },
    };
  }
}
