/** A UDP socket in this process that keeps what it was told. */

/** Bun's types leave out the descriptor, which is there. */
export type DatagramSocket = Bun.udp.Socket<"buffer"> & { readonly fd: number };

export class Inbox implements Disposable {
  readonly messages: { readonly bytes: Buffer; readonly port: number; readonly address: string }[] = [];
  /** The arguments of each call of error(). */
  readonly errors: unknown[][] = [];
  #socket: DatagramSocket | undefined;
  #listeners = new Set<() => void>();

  /** Binds a free port of an address. */
  static async at(hostname: string, onMessage?: (bytes: Buffer) => void): Promise<Inbox> {
    const inbox = new Inbox();
    const socket = await Bun.udpSocket({
      hostname,
      socket: {
        data: (_socket, bytes, port, address) => {
          inbox.messages.push({ bytes, port, address });
          inbox.#tell();
          onMessage?.(bytes);
        },
        error: (...news: unknown[]) => {
          inbox.errors.push(news);
          inbox.#tell();
        },
      },
    });
    inbox.#socket = socket as DatagramSocket;
    return inbox;
  }

  get socket(): DatagramSocket {
    if (this.#socket === undefined) throw new Error("not bound yet");
    return this.#socket;
  }

  /** Resolves with this when there are so many messages. */
  async has(messages: number): Promise<this> {
    return await this.until(() => this.messages.length >= messages);
  }

  async until(condition: () => boolean): Promise<this> {
    while (!condition()) await new Promise<void>((resolve) => this.#listeners.add(resolve));
    return this;
  }

  get texts(): string[] {
    return this.messages.map(({ bytes }) => `${bytes}`);
  }

  [Symbol.dispose](): void {
    this.socket.close();
  }

  #tell(): void {
    const listeners = this.#listeners;
    this.#listeners = new Set();
    for (const listener of listeners) listener();
  }
}
