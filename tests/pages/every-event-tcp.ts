/** Everything that can happen to the TCP pages, over real sockets of this host. */

import { type Endpoint, endpoint } from "../../src/core/endpoint.ts";
import type { SocketObserver } from "../../src/core/events.ts";
import type { TcpConnection } from "../../src/core/tcp-connection.ts";
import { connectTcp } from "../../src/tcp-client.ts";
import { openTcpServer } from "../../src/tcp-server.ts";
import { RawTcpPeer } from "../protocol/raw-tcp-peer.ts";
import { RawTcpServer } from "../protocol/raw-tcp-server.ts";
import { freePort } from "../support/ports.ts";
import type { ToldSoFar } from "./every-event-told.ts";

const limits = { keepAliveMs: 60_000, idleTimeoutMs: 60_000, maxConnections: 1 };
const open = { host: "127.0.0.1", port: 0, ...limits, figures: true };
const patient = { connectTimeoutMs: 20_000, silenceTimeoutMs: 20_000, figures: true };

export async function everythingOverTcp(told: ToldSoFar): Promise<void> {
  await cutAndTurnedAway(told);
  await slowReader(told);
  await oneReply(told);
  await answeredInChunks(told);
  await connectTcp([endpoint("127.0.0.1", await freePort())], patient, told.listen("client").observe);
  await mistaken(told);
}

async function cutAndTurnedAway(told: ToldSoFar): Promise<void> {
  const { log, observe } = told.listen("server");
  const server = openTcpServer(open, observe);
  using peer = await RawTcpPeer.connect(server.local.port);
  await peer.write(Buffer.from([0x61, 0x0a, 0x62, 0x0a, 0xc3]));
  await peer.take(4);
  using another = await RawTcpPeer.connect(server.local.port);
  await another.takeAll();
  await log.seen("connection-turned-away");
  peer.halfClose();
  await peer.takeAll();
  await log.seen("connection-closed");
  await server.stop();
}

async function slowReader(told: ToldSoFar): Promise<void> {
  const { log, observe } = told.listen("server");
  const server = openTcpServer(open, observe);
  using peer = await RawTcpPeer.connect(server.local.port, { reading: false });
  void peer.write(Buffer.alloc(64 * 1024 * 1024, "a"));
  await log.seen("reading-paused");
  peer.read();
  await log.seen("reading-resumed");
  peer.reset();
  await log.seen("connection-closed");
  await server.stop();
}

async function oneReply(told: ToldSoFar): Promise<void> {
  const { log, observe } = told.listen("server");
  const server = openTcpServer({ ...open, keepAliveMs: 0 }, observe);
  const client = told.listen("client");
  const connection = await connected(server.local, client.observe);
  await connection.ask(Buffer.from("hello"), "to-end");
  connection.close();
  await client.log.seen("tcp-socket-closed");
  await log.seen("connection-closed");
  await server.stop();
}

async function answeredInChunks(told: ToldSoFar): Promise<void> {
  const { log, observe } = told.listen("client");
  using server = await RawTcpServer.open();
  const connection = await connected(server.local, observe);
  const exchange = connection.ask(Buffer.from("hello"), "to-end");
  const peer = await server.accepted();
  await peer.write("HEL");
  await log.seen("reply-chunk-received", 1);
  await peer.write("LO");
  await log.seen("reply-chunk-received", 2);
  peer.halfClose();
  await exchange;
  connection.close();
  await log.seen("tcp-socket-closed");
}

/** An observer is part of the program; this one is at fault, once. */
async function mistaken(told: ToldSoFar): Promise<void> {
  const { log, observe } = told.listen("server");
  let isFirst = true;
  const server = openTcpServer(open, (event) => {
    observe(event);
    if (event.kind !== "chunk-received" || !isFirst) return;
    isFirst = false;
    throw new TypeError("not a function");
  });
  using peer = await RawTcpPeer.connect(server.local.port);
  await peer.write("hello");
  await log.seen("mistake");
  await log.seen("connection-closed");
  await server.stop();
}

async function connected(server: Endpoint, observe: SocketObserver): Promise<TcpConnection> {
  const connection = await connectTcp([server], patient, observe);
  if (Array.isArray(connection)) throw new Error(`not connected: ${connection[0]?.cause}`);
  return connection;
}
