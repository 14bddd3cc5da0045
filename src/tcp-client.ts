/**
 * TCPClient: asks the textbook's upper-case server over a stream (Kurose & Ross, "Socket Programming with TCP").
 *
 *     clientSocket = socket(AF_INET, SOCK_STREAM)
 *     clientSocket.connect((serverName, serverPort))
 *     sentence = input('Input lowercase sentence:')
 *     clientSocket.send(sentence.encode())
 *     modifiedSentence = clientSocket.recv(1024)
 *     print('From Server:', modifiedSentence.decode())
 *     clientSocket.close()
 *
 * The textbook takes what one `recv` returns for the reply. A stream has no messages, so here the end of a reply is
 * something the server says: FIN after the one sentence, or a newline after each of several.
 */

import type { TcpClientOptions } from "./core/client.ts";
import { type Endpoint, endpoint } from "./core/endpoint.ts";
import type { SocketObserver } from "./core/events.ts";
import type { ConnectFailure, Exchange } from "./core/exchange.ts";
import { maxUpperCaseGrowth, replySlackBytes } from "./core/limits.ts";
import { Outbox } from "./core/outbox.ts";
import { type Framing, ReplyReader } from "./core/reply-reader.ts";
import { type TcpConnection, toExchange } from "./core/tcp-connection.ts";
import { connectOrCause } from "./system/connect.ts";
import { Silence } from "./system/silence.ts";
import { FiguresTeller, peerFinIsIn } from "./system/tcp-figures.ts";
import { runTcpClient } from "./terminal/run-client.ts";

type ClientSocket = Bun.Socket<undefined>;

/** Connects to a server, its addresses in turn. Resolves with the connection, or with why there is none, address by address. */
export async function connectTcp(
  servers: readonly Endpoint[],
  options: TcpClientOptions,
  observe?: SocketObserver,
): Promise<TcpConnection | ConnectFailure[]> {
  const failures: ConnectFailure[] = [];
  for (const peer of servers) {
    const connection = await connectToOne(peer, options, observe);
    if (!("cause" in connection)) return connection;
    observe?.({ kind: "not-connected", ...connection });
    failures.push(connection);
  }
  return failures;
}

async function connectToOne(
  peer: Endpoint,
  options: TcpClientOptions,
  observe?: SocketObserver,
): Promise<TcpConnection | ConnectFailure> {
  const reader = new ReplyReader();
  const outbox = new Outbox();
  let local: Endpoint = { address: "", port: 0 };
  const silence = new Silence(options.silenceTimeoutMs);
  const figures = new FiguresTeller(options.figures, observe);
  let closing = false; // from our side, without waiting for the server's FIN
  let givenUp = false;
  let serverFinSeen = false;

  // socket() and connect() in one: SYN, SYN-ACK, ACK, and not a byte of ours before them. The kernel picks our port.
  observe?.({ kind: "connecting", peer });
  const startedMs = performance.now();
  const clientSocket = await connectOrCause<ClientSocket>(peer, options.connectTimeoutMs, () =>
    Bun.connect<undefined>({
      hostname: peer.address,
      port: peer.port,
      allowHalfOpen: true,
      socket: { open, data, drain: send, end, close, error, connectError() {} },
    }),
  );
  const connectMs = performance.now() - startedMs;
  closing = "cause" in clientSocket; // a connection that comes about after all is nobody's
  if ("cause" in clientSocket) return { peer, ...clientSocket };

  function open(socket: ClientSocket): void {
    if (closing) return;
    local = endpoint(socket.localAddress, socket.localPort);
    observe?.({ kind: "connected", local, peer, connectMs: performance.now() - startedMs });
    figures.begin(socket, local, peer);
  }

  /** send(): what the kernel has no room for waits here, and goes on with the next `drain`. */
  function send(socket: ClientSocket): void {
    if (outbox.unsent.length > 0) {
      const taken = socket.write(outbox.unsent);
      if (taken > 0) silence.broken();
      outbox.taken(taken);
      observe?.({ kind: "sentence-written", local, peer, taken, waiting: outbox.unsent.length });
    }
    if (!outbox.finIsDue()) return;
    const afterServers = options.figures === true && peerFinIsIn(socket);
    socket.shutdown(); // shutdown(SHUT_WR): our FIN says that we are done, and leaves the way back open
    observe?.({ kind: "client-sent-fin", local, peer, afterServers });
  }

  /** recv(): some bytes of the reply, cut wherever the network liked. */
  function data(_socket: ClientSocket, chunk: Uint8Array): void {
    silence.broken();
    observe?.({ kind: "reply-chunk-received", local, peer, bytes: chunk });
    reader.push(chunk);
  }

  /** recv() returned nothing: the server's FIN. */
  function end(): void {
    if (outbox.gone) return;
    if (reader.ended === undefined && !closing) {
      serverFinSeen = true;
      observe?.({ kind: "server-sent-fin", local, peer });
    }
    reader.end("fin");
  }

  /** The socket is gone. Where both sides sent FIN this is all that is heard. */
  function close(_socket: ClientSocket, error?: Error): void {
    if (local.port === 0) return; // nobody's: it came about too late
    const reset = error !== undefined || outbox.gone;
    if (reset) reader.end("reset");
    else end();
    figures.end();
    observe?.({ kind: "tcp-socket-closed", local, peer, reset, givenUp, serverFinSeen });
  }

  function error(socket: ClientSocket, mistake: Error): void {
    observe?.({ kind: "mistake", mistake });
    socket.terminate();
  }

  async function ask(socket: ClientSocket, sentence: Uint8Array, framing: Framing): Promise<Exchange> {
    const askedMs = performance.now();
    const reply = reader.next(framing, sentence.length * maxUpperCaseGrowth + replySlackBytes);
    if (framing === "line") outbox.putLine(sentence);
    else outbox.putLast(sentence);
    send(socket);
    silence.watch(() => reader.giveUp());
    const collected = await reply;
    silence.end();
    if (reader.ended === undefined) figures.tell("answered");
    givenUp = collected.endedBy === "timeout" || collected.endedBy === "too-much";
    closing ||= givenUp;
    if (givenUp) socket.terminate();
    return toExchange(collected, { sentence, framing, local, peer, waitedMs: performance.now() - askedMs });
  }

  return {
    local,
    peer,
    connectMs,
    get open() {
      return reader.ended === undefined;
    },
    ask: (sentence, framing) => ask(clientSocket, sentence, framing),
    finish() {
      outbox.finish();
      send(clientSocket);
    },
    /** close(): the textbook's last line. FIN, if it is not sent yet. Whose FIN was first keeps its port for a while: TIME_WAIT. */
    close() {
      closing = true;
      clientSocket.end();
    },
  };
}

if (import.meta.main) await runTcpClient(connectTcp);
