/** A server in a process that a client started: no command line and no output but lines of JSON, and it ends with its standard input. */

import type { SocketEvent, SocketObserver } from "../core/events.ts";
import { defaultIdleTimeoutMs, defaultMaxConnections, embeddedKeepAliveMs } from "../core/limits.ts";
import type { Server, ServerOptions } from "../core/server.ts";
import type { Protocol } from "../measurement/record.ts";
import { connectionLimit } from "../system/descriptors.ts";
import { errorCode } from "../system/error-code.ts";
import type { Order, Told } from "./embedded-talk.ts";
import { loadTcpServer, loadUdpServer } from "./pages.ts";

type Open = (options: ServerOptions, observe: SocketObserver) => Promise<Server<unknown>>;

/**
 * Serves on a free loopback port until the orders end.
 *
 * An observer of each datagram would cost a tenth of the speed, and a page takes its observer when it opens. So what is to
 * be watched goes to a second socket of the same page, which is open only meanwhile, and the first one costs nothing.
 */
export async function serveEmbedded(
  protocol: Protocol,
  orders: AsyncIterable<Uint8Array>,
  tell: (told: Told) => void,
): Promise<void> {
  const open = protocol === "udp" ? await udpOpener() : await tcpOpener();
  const quiet = { host: "127.0.0.1", port: 0, quiet: true };
  let server: Server<unknown>;
  try {
    server = await open(quiet, endAtMistake);
  } catch (error) {
    return tell({ event: "cannot-listen", protocol, code: errorCode(error) });
  }
  tell({ event: "listening", protocol, local: server.local });

  let watched: Server<unknown> | undefined;
  for await (const order of orders) {
    switch (Buffer.from(order).toString() as Order) {
      case "watch":
        watched ??= await open({ ...quiet, quiet: false }, tellPieces(tell));
        tell({ event: "watching", local: watched.local });
        break;
      case "rest":
        tell({ event: "resting" });
        watched?.stop(); // not waited for: a connection may take its time, and the next order must not
        watched = undefined;
    }
  }
}

async function udpOpener(): Promise<Open> {
  const { openUdpServer } = await loadUdpServer();
  return openUdpServer;
}

async function tcpOpener(): Promise<Open> {
  const { openTcpServer } = await loadTcpServer();
  const limits = {
    keepAliveMs: embeddedKeepAliveMs,
    idleTimeoutMs: defaultIdleTimeoutMs,
    maxConnections: Math.min(defaultMaxConnections, connectionLimit()),
  };
  return async (options, observe) => openTcpServer({ ...options, ...limits }, observe);
}

/** Nobody reads along here: a mistake of ours ends the process with its stack, and the client hears of that. */
function endAtMistake(event: SocketEvent): void {
  if (event.kind !== "mistake") return;
  const { mistake } = event;
  queueMicrotask(() => {
    throw mistake;
  });
}

function tellPieces(tell: (told: Told) => void): SocketObserver {
  return (event) => {
    endAtMistake(event);
    if (event.kind === "datagram-received") tell({ event: "piece", port: event.peer.port, bytes: event.bytes.length });
    if (event.kind !== "chunk-received") return;
    tell({ event: "piece", port: event.connection.peer.port, bytes: event.bytes.length });
  };
}
