/** Two connected TCP sockets in this process, and what each was told, in order. */

type Handler = "open" | "data" | "end" | "drain" | "close";

/** What a side does when it is told something. */
export type Reactions = Partial<Record<Handler, (socket: Bun.Socket) => void>>;

/** One end of a connection. */
export class Side {
  /** The names of the handlers that were called; `drain` is left out, for it also comes when nothing waits. */
  readonly heard: string[] = [];
  readonly chunks: Uint8Array[] = [];
  readonly handlers: Bun.SocketHandler<undefined>;
  #socket: Bun.Socket | undefined;
  #listeners = new Set<() => void>();

  constructor(reactions: Reactions = {}) {
    const tell = (what: string, socket: Bun.Socket, handler: Handler) => {
      this.#socket = socket;
      this.#hear(what);
      reactions[handler]?.(socket);
    };
    this.handlers = {
      open: (socket) => tell("open", socket, "open"),
      data: (socket, chunk) => {
        this.chunks.push(chunk);
        tell("data", socket, "data");
      },
      end: (socket) => tell("end", socket, "end"),
      drain: (socket) => reactions.drain?.(socket),
      close: (socket, error) => tell(error === undefined ? "close" : `close ${codeOf(error)}`, socket, "close"),
      error: (_socket, mistake) => this.#hear(`error ${mistake.message}`),
    };
  }

  get socket(): Bun.Socket {
    if (this.#socket === undefined) throw new Error("not connected yet");
    return this.#socket;
  }

  get text(): string {
    return Buffer.concat(this.chunks).toString();
  }

  get received(): number {
    return this.chunks.reduce((bytes, chunk) => bytes + chunk.length, 0);
  }

  /** Resolves when this side was told so, now or earlier. */
  async hears(what: string): Promise<void> {
    await this.until(() => this.heard.includes(what));
  }

  async until(condition: () => boolean): Promise<void> {
    while (!condition()) await new Promise<void>((resolve) => this.#listeners.add(resolve));
  }

  #hear(what: string): void {
    this.heard.push(what);
    const listeners = this.#listeners;
    this.#listeners = new Set();
    for (const listener of listeners) listener();
  }
}

function codeOf(error: Error): string {
  return "code" in error ? `${error.code}` : error.message;
}

export interface Pair extends Disposable {
  readonly server: Side;
  readonly client: Side;
  readonly listener: Bun.TCPSocketListener<undefined>;
}

export async function connectedPair(
  reactions: { server?: Reactions; client?: Reactions; allowHalfOpen?: boolean; port?: number } = {},
): Promise<Pair> {
  const server = new Side(reactions.server);
  const client = new Side(reactions.client);
  const { allowHalfOpen = true } = reactions;
  const where = { hostname: "127.0.0.1", port: reactions.port ?? 0 };
  const listener = Bun.listen({ ...where, allowHalfOpen, socket: server.handlers });
  const { port } = listener;
  await Bun.connect({ hostname: "127.0.0.1", port, allowHalfOpen: true, socket: client.handlers });
  await server.hears("open");
  const end = () => {
    client.socket.terminate();
    server.socket.terminate();
    listener.stop(true);
  };
  return { server, client, listener, [Symbol.dispose]: end };
}

/**
 * A whole question and answer between two other sockets. Over loopback the kernel delivers at once, so whatever was
 * sent before this began and could be reported, has been reported when it is over.
 */
export async function roundTrip(): Promise<void> {
  using pair = await connectedPair({ server: { data: (socket) => socket.write("answer") } });
  pair.client.socket.write("question");
  await pair.client.hears("data");
}
