/** One end of a TCP connection in the hands of a test: what it sends and when, and every byte and end that it sees. */

import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { Changes } from "./changes.ts";

/** How the other side ended its stream. */
export type StreamEnd = "fin" | "reset";

export class RawTcpPeer implements Disposable {
  readonly #socket: Socket;
  readonly #changes = new Changes();
  #chunks: Buffer[] = [];
  #bytes = 0;
  #ended: StreamEnd | undefined;

  constructor(socket: Socket) {
    this.#socket = socket;
    socket.on("data", (chunk: Buffer) => {
      this.#chunks.push(chunk);
      this.#bytes += chunk.length;
      this.#changes.tell();
    });
    socket.on("end", () => this.#end("fin"));
    // Whether the kernel names it at a read (ECONNRESET) or at a write (EPIPE), it was a RST.
    socket.on("error", () => this.#end("reset"));
  }

  /** Connects to a server of this host. A peer that is not `reading` takes nothing from its kernel until {@link read}. */
  static async connect(port: number, { host = "127.0.0.1", reading = true } = {}): Promise<RawTcpPeer> {
    const socket = connect({ port, host, allowHalfOpen: true });
    await once(socket, "connect");
    const peer = new RawTcpPeer(socket);
    if (!reading) socket.pause();
    return peer;
  }

  /** What has arrived and was not taken yet. */
  get received(): Buffer {
    return Buffer.concat(this.#chunks);
  }

  /** How the other side ended, once it has. A RST can follow a FIN: then it is what counts. */
  get end(): StreamEnd | undefined {
    return this.#ended;
  }

  /** The other side's port. */
  get peerPort(): number | undefined {
    return this.#socket.remotePort;
  }

  read(): void {
    this.#socket.resume();
  }

  stopReading(): void {
    this.#socket.pause();
  }

  /** Resolves when the kernel has all of it, or wants none of it any more. */
  write(bytes: Uint8Array | string): Promise<void> {
    return new Promise((resolve) => {
      this.#socket.write(bytes, () => resolve());
    });
  }

  /** Sends FIN, after all that was written. */
  halfClose(): void {
    this.#socket.end();
  }

  /** Sends RST. */
  reset(): void {
    this.#socket.resetAndDestroy();
  }

  /** Takes so many bytes as soon as they have arrived. Rejects where the stream ends before. */
  async take(bytes: number): Promise<Buffer> {
    await this.#changes.until(() => this.#bytes >= bytes || this.#ended !== undefined);
    const all = this.received;
    if (all.length < bytes) throw new Error(`${this.#ended} after ${all.length} of ${bytes} bytes`);
    this.#chunks = [all.subarray(bytes)];
    this.#bytes = all.length - bytes;
    return all.subarray(0, bytes);
  }

  /** Takes everything until the other side ends. */
  async takeAll(): Promise<{ bytes: Buffer; end: StreamEnd }> {
    await this.#changes.until(() => this.#ended !== undefined);
    return { bytes: this.received, end: this.#ended as StreamEnd };
  }

  /** Sends a sentence and takes a reply of the same length. */
  async ask(sentence: string): Promise<string> {
    await this.write(sentence);
    return (await this.take(Buffer.byteLength(sentence))).toString();
  }

  [Symbol.dispose](): void {
    this.#socket.destroy();
  }

  #end(by: StreamEnd): void {
    this.#ended = by;
    this.#changes.tell();
  }
}
