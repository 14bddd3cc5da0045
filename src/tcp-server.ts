/**
 * TCPServer: the textbook's upper-case server over a stream (Kurose & Ross, "Socket Programming with TCP").
 *
 *     serverSocket = socket(AF_INET, SOCK_STREAM)
 *     serverSocket.bind(('', 12000)); serverSocket.listen(1)
 *     while True:
 *         connectionSocket, addr = serverSocket.accept()
 *         sentence = connectionSocket.recv(1024)
 *         connectionSocket.send(sentence.upper()); connectionSocket.close()
 *
 * Two kinds of socket: one that welcomes, and one for each client that came. Where the textbook waits in `accept`
 * and `recv`, here the kernel's news arrive as calls: `open`, `data`, `drain`, `end`, `close`.
 */

import { Conversation } from "./core/conversation.ts";
import { Door } from "./core/door.ts";
import { bothEnds, endpoint } from "./core/endpoint.ts";
import type { EndReason, SocketObserver } from "./core/events.ts";
import { lingerMs, stopMs, sweepMs } from "./core/limits.ts";
import { patience } from "./core/patience.ts";
import type { Server, TcpServerOptions } from "./core/server.ts";
import { newTcpTotals, type TcpTotals } from "./core/totals.ts";
import { anyAddress } from "./system/addresses.ts";
import { Dialogue } from "./system/dialogue.ts";
import type { ConnectionSocket } from "./system/own-calls.ts";
import { peerFinIsIn, tellFigures } from "./system/tcp-figures.ts";
import { runTcpServer } from "./terminal/run-server.ts";

/** Opens the server. Throws the kernel's error (`EADDRINUSE`, `EACCES`, …) where it cannot listen. */
export function openTcpServer(options: TcpServerOptions, observe?: SocketObserver): Server<TcpTotals> {
  const totals = newTcpTotals();
  const shared = { totals, observe: options.quiet ? undefined : observe, patience: patience(options) };
  const door = new Door(options, shared.observe !== undefined);
  const dialogue = shared.observe === undefined ? new Dialogue({ send, error }) : undefined;
  const connectionSockets = new Set<ConnectionSocket>();
  let lastOneLeft: (() => void) | undefined; // once the server is told to stop

  // socket(), bind() and listen() in one. allowHalfOpen: a client that has said everything may still listen to us.
  const welcomingSocket = Bun.listen<Conversation>({
    hostname: options.host ?? anyAddress(),
    port: options.port,
    allowHalfOpen: true,
    ...(options.reusePort ? { reusePort: true } : {}), // one of several workers: the kernel spreads connections among them
    socket: { open, data, drain: send, end, close, error },
  });
  const local = endpoint(welcomingSocket.hostname, welcomingSocket.port);
  observe?.({ kind: "tcp-listening", local });

  /** accept(): the handshake is over, the kernel did it alone, and here is a second socket, for this client only. */
  function open(connectionSocket: ConnectionSocket): void {
    const reason = door.turnsAway(connectionSocket, connectionSockets);
    // A client can reset between its handshake and our accept().
    if (reason === "gone") {
      totals.connections++;
      totals.reset++;
      return void connectionSocket.terminate();
    }
    if (reason !== undefined) {
      totals[reason]++;
      const peer = endpoint(connectionSocket.remoteAddress ?? "", connectionSocket.remotePort);
      observe?.({ kind: "connection-turned-away", peer, reason, open: connectionSockets.size });
      return void connectionSocket.end();
    }
    connectionSocket.data = new Conversation(shared, shared.observe && bothEnds(connectionSocket));
    connectionSockets.add(connectionSocket);
    if (options.figures) tellFigures(observe, "connected", connectionSocket.data.connection, connectionSocket);
    dialogue?.stay(connectionSocket);
  }

  /** recv(): some bytes of the stream, cut wherever the network liked. A chunk is not a sentence. */
  function data(connectionSocket: ConnectionSocket, chunk: Uint8Array): void {
    connectionSocket.data.receive(chunk);
    send(connectionSocket);
    dialogue?.stay(connectionSocket); // recv(), send(), recv(), …: as the textbook does, while nobody else waits
  }

  /** recv() returned nothing: the client's FIN. It sends no more; it is answered to the last byte, and then we close too. */
  function end(connectionSocket: ConnectionSocket): void {
    connectionSocket.data.receiveEnd();
    if (options.figures) tellFigures(observe, "ended", connectionSocket.data.connection, connectionSocket);
    send(connectionSocket);
  }

  /** send(): the kernel takes what its buffer has room for. While a rest waits we read no more, and TCP slows the client. */
  function send(connectionSocket: ConnectionSocket): void {
    const conversation = connectionSocket.data;
    dialogue?.send(connectionSocket);
    if (conversation.unsent.length > 0) conversation.sent(connectionSocket.write(conversation.unsent));
    const next = conversation.next();
    if (next === "close") connectionSocket.end();
    else if (next === "half-close") halfClose(connectionSocket);
    else read(connectionSocket, next === "read on");
  }

  /** Reads on, or lets the client wait: its bytes stay in our kernel, whose receive window closes. */
  function read(connectionSocket: ConnectionSocket, on: boolean): void {
    if (connectionSocket.data.reading(on)) connectionSocket[on ? "resume" : "pause"]();
  }

  /** Ends the conversation from our side, after everything that is owed. */
  function finish(connectionSocket: ConnectionSocket, reason: EndReason): void {
    connectionSocket.data.finish(reason);
    send(connectionSocket);
  }

  /**
   * shutdown(SHUT_WR): our FIN. A close() here, the textbook's way, lets the kernel answer anything that the client
   * still sends with RST, and that can cost the client our reply (RFC 9112 9.6). So we read on for a while, to discard.
   */
  function halfClose(connectionSocket: ConnectionSocket): void {
    const afterClients = options.figures === true && peerFinIsIn(connectionSocket);
    connectionSocket.shutdown();
    connectionSocket.data.linger(afterClients);
    read(connectionSocket, true);
  }

  /** Ends it now: with RST where some of the reply is left, for who takes no reply would not take a FIN either. */
  function cutOff(connectionSocket: ConnectionSocket): void {
    if (connectionSocket.data.unsent.length === 0) return void connectionSocket.end();
    connectionSocket.data.giveUp();
    connectionSocket.terminate();
  }

  /** close(): this socket is gone, for whatever reason. The welcoming socket has not noticed. */
  function close(connectionSocket: ConnectionSocket, reset?: Error): void {
    if (!connectionSockets.delete(connectionSocket)) return; // it was turned away
    connectionSocket.data.closed(reset);
    door.left(connectionSocket);
    if (connectionSockets.size === 0) lastOneLeft?.();
  }

  /** A handler above threw: our mistake, which costs this connection and no other. */
  function error(connectionSocket: ConnectionSocket, mistake: Error): void {
    observe?.({ kind: "mistake", mistake });
    connectionSocket.terminate();
  }

  /** One timer for the deadlines of all connections. */
  const sweeping = setInterval(() => {
    for (const connectionSocket of connectionSockets) {
      const due = connectionSocket.data.sweep(lastOneLeft !== undefined);
      if (due === "cut-off") cutOff(connectionSocket);
      else if (due !== undefined) finish(connectionSocket, due);
    }
  }, sweepMs);

  async function stop(): Promise<void> {
    welcomingSocket.stop();
    const { promise: everyoneLeft, resolve } = Promise.withResolvers<void>();
    lastOneLeft = resolve;
    // Who keeps asking is told with FIN, early enough to read the last reply.
    const finishAll = () => Array.from(connectionSockets, (connectionSocket) => finish(connectionSocket, "stopping"));
    const finishing = setTimeout(finishAll, stopMs - lingerMs);
    const cuttingOff = setTimeout(() => Array.from(connectionSockets, cutOff), stopMs);
    if (connectionSockets.size > 0) await everyoneLeft;
    for (const timer of [finishing, cuttingOff]) clearTimeout(timer);
    clearInterval(sweeping);
    observe?.({ kind: "tcp-listening-ended", local });
  }

  return { local, totals, stop, openConnections: () => connectionSockets.size };
}

if (import.meta.main) await runTcpServer(openTcpServer);
