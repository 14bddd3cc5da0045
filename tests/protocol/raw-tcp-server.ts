/** A TCP server in the hands of a test: it accepts, and the test does the rest with each connection. */

import { once } from "node:events";
import { createServer, type Server } from "node:net";
import type { Endpoint } from "../../src/core/endpoint.ts";
import { Changes } from "./changes.ts";
import { RawTcpPeer } from "./raw-tcp-peer.ts";

export class RawTcpServer implements Disposable {
  readonly local: Endpoint;
  readonly #server: Server;
  readonly #peers: RawTcpPeer[] = [];
  readonly #changes = new Changes();

  private constructor(server: Server, local: Endpoint) {
    this.#server = server;
    this.local = local;
    server.on("connection", (socket) => {
      this.#peers.push(new RawTcpPeer(socket));
      this.#changes.tell();
    });
  }

  static async open(address = "127.0.0.1"): Promise<RawTcpServer> {
    const server = createServer({ allowHalfOpen: true }).listen(0, address);
    await once(server, "listening");
    const bound = server.address();
    if (bound === null || typeof bound === "string") throw new TypeError("a listening socket has a port");
    return new RawTcpServer(server, { address, port: bound.port });
  }

  get connections(): number {
    return this.#peers.length;
  }

  /** Resolves with the connection of this number (from 1), as soon as it is there. */
  async accepted(number = 1): Promise<RawTcpPeer> {
    await this.#changes.until(() => this.#peers.length >= number);
    return this.#peers[number - 1] as RawTcpPeer;
  }

  [Symbol.dispose](): void {
    for (const peer of this.#peers) peer[Symbol.dispose]();
    this.#server.close();
  }
}
