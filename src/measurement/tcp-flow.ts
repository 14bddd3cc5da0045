/**
 * One TCP connection that carries many sentences at a time: `tcp-client.ts` without the waiting. What it gets is a
 * stream, and where a sentence ends is its owner's to find.
 */

import { type Endpoint, endpoint } from "../core/endpoint.ts";
import type { ConnectFailure } from "../core/exchange.ts";
import { Outbox } from "../core/outbox.ts";
import { connectOrCause } from "../system/connect.ts";

export interface TcpFlowOwner {
  /** Some bytes of the stream. */
  chunk(bytes: Uint8Array): void;
  /** All that waited is with the kernel now. */
  drained(): void;
  /** The server sent FIN, or the connection was reset: told once, and not after a close of ours. */
  ended(by: "fin" | "reset"): void;
}

export interface TcpFlow {
  readonly local: Endpoint;
  readonly connectMs: number;
  /** The socket, for what the kernel says of it. */
  readonly socket: object;
  /** What the kernel has not taken yet. */
  readonly waitingBytes: number;
  /** Writes, and keeps what the kernel does not take now. The bytes are the flow's from then on. */
  write(bytes: Uint8Array): void;
  close(): void;
}

export async function openTcpFlow(
  server: Endpoint,
  connectTimeoutMs: number,
  owner: TcpFlowOwner,
): Promise<TcpFlow | ConnectFailure> {
  const outbox = new Outbox();
  let over = false;

  const startedMs = performance.now();
  const clientSocket = await connectOrCause<Bun.Socket<undefined>>(server, connectTimeoutMs, () =>
    Bun.connect<undefined>({
      hostname: server.address,
      port: server.port,
      allowHalfOpen: true,
      socket: {
        data: (_socket, bytes) => owner.chunk(bytes),
        drain(socket) {
          const isWaiting = outbox.unsent.length > 0;
          send(socket);
          if (isWaiting && outbox.unsent.length === 0) owner.drained();
        },
        // Where a write met a reset, Bun tells of an end first, and then of a close.
        end: () => (outbox.gone ? undefined : ended("fin")),
        close: (_socket, error) => ended(error === undefined && !outbox.gone ? "fin" : "reset"),
        connectError() {},
      },
    }),
  );
  const connectMs = performance.now() - startedMs;
  if ("cause" in clientSocket) {
    over = true;
    return { peer: server, ...clientSocket };
  }

  function send(socket: Bun.Socket<undefined>): void {
    if (outbox.unsent.length > 0) outbox.taken(socket.write(outbox.unsent));
  }

  function ended(by: "fin" | "reset"): void {
    if (over) return;
    over = true;
    owner.ended(by);
  }

  return {
    local: endpoint(clientSocket.localAddress, clientSocket.localPort),
    connectMs,
    socket: clientSocket,
    get waitingBytes() {
      return outbox.unsent.length;
    },
    write(bytes) {
      outbox.put(bytes);
      send(clientSocket);
    },
    close() {
      over = true;
      clientSocket.end();
    },
  };
}
