/** Many sentences over one connection, and over another one where the server closed the last: HTTP's keep-alive problem. */

import type { ConnectFailure, Exchange } from "./exchange.ts";
import type { Framing } from "./reply-reader.ts";
import type { TcpConnection } from "./tcp-connection.ts";

type Connect = () => Promise<TcpConnection | ConnectFailure[]>;

export class TcpSession {
  readonly #connect: Connect;
  readonly #onReconnect: () => void;
  #connection: TcpConnection;
  #asked = 0;
  #finishing = false;

  /** `onReconnect` is told each time a server's close makes another connection necessary. */
  constructor(first: TcpConnection, connect: Connect, onReconnect: () => void) {
    this.#connection = first;
    this.#connect = connect;
    this.#onReconnect = onReconnect;
  }

  /**
   * Asks one sentence. A server may close a connection just as the next sentence is on its way; nobody can tell whether
   * it was read. To ask again is safe here, as upper case changes nothing at the server (RFC 9110 9.2.2, idempotent).
   * It is done once, and only on a connection that has answered before: another server may just not want us.
   */
  async ask(sentence: Uint8Array, framing: Framing): Promise<Exchange | ConnectFailure[]> {
    if (!this.#connection.open) {
      const failures = await this.#reconnect();
      if (failures !== undefined) return failures;
    }
    const reused = this.#asked > 0;
    const exchange = await this.#askOnce(sentence, framing);
    if (!reused || !endedBeforeReply(exchange)) return exchange;
    return (await this.#reconnect()) ?? this.#askOnce(sentence, framing);
  }

  /** Says that no sentence will follow the one that is being asked. */
  finish(): void {
    this.#finishing = true;
    // A connection that the server has ended is not ours to end in the middle of opening another.
    if (this.#connection.open) this.#connection.finish();
  }

  close(): void {
    this.#connection.close();
  }

  #askOnce(sentence: Uint8Array, framing: Framing): Promise<Exchange> {
    this.#asked++;
    const exchange = this.#connection.ask(sentence, framing);
    if (this.#finishing) this.#connection.finish();
    return exchange;
  }

  async #reconnect(): Promise<ConnectFailure[] | undefined> {
    this.#onReconnect();
    this.#connection.close();
    const next = await this.#connect();
    if (Array.isArray(next)) return next;
    this.#connection = next;
    this.#asked = 0;
    return undefined;
  }
}

function endedBeforeReply(exchange: Exchange): boolean {
  return (exchange.outcome === "closed" || exchange.outcome === "reset") && exchange.partial.length === 0;
}
