/** A UDP socket in the hands of a test: what it sends, and every datagram that it gets. */

import { createSocket, type Socket } from "node:dgram";
import type { Endpoint } from "../../src/core/endpoint.ts";
import { Mailbox } from "../../src/core/mailbox.ts";

export interface Datagram {
  readonly bytes: Buffer;
  readonly peer: Endpoint;
}

export class RawUdpPeer implements Disposable {
  readonly local: Endpoint;
  readonly #socket: Socket;
  readonly #datagrams = new Mailbox<Datagram>();
  #received = 0;

  private constructor(socket: Socket, local: Endpoint) {
    this.#socket = socket;
    this.local = local;
    socket.on("message", (bytes, { address, port }) => {
      this.#received++;
      this.#datagrams.put({ bytes, peer: { address, port } });
    });
    // ICMP about somebody who left: nothing that this peer waits for.
    socket.on("error", () => {});
  }

  static async open(address = "127.0.0.1"): Promise<RawUdpPeer> {
    const socket = createSocket(address.includes(":") ? "udp6" : "udp4");
    await new Promise<void>((resolve) => socket.bind(0, address, resolve));
    return new RawUdpPeer(socket, { address, port: socket.address().port });
  }

  /** How many datagrams have arrived so far. */
  get received(): number {
    return this.#received;
  }

  /** Lets the kernel keep more for this socket until it is read. */
  raiseReceiveBuffer(bytes: number): void {
    this.#socket.setRecvBufferSize(bytes);
  }

  /** Resolves when the kernel has the datagram. */
  send(bytes: Uint8Array | string, to: Endpoint): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#socket.send(bytes, to.port, to.address, (error) => (error ? reject(error) : resolve()));
    });
  }

  /** Takes the oldest datagram, as soon as there is one. */
  next(): Promise<Datagram> {
    return this.#datagrams.take();
  }

  async ask(sentence: Uint8Array | string, server: Endpoint): Promise<Buffer> {
    await this.send(sentence, server);
    return (await this.next()).bytes;
  }

  [Symbol.dispose](): void {
    this.#socket.close();
  }
}
