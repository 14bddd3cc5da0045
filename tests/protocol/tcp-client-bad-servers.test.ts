/** The TCP client and servers that are silent, endless, or speak first. */

import { expect, test } from "bun:test";
import { maxUpperCaseGrowth, replySlackBytes } from "../../src/core/limits.ts";
import type { Framing } from "../../src/core/reply-reader.ts";
import { connected } from "./connected.ts";
import type { RawTcpPeer } from "./raw-tcp-peer.ts";
import { RawTcpServer } from "./raw-tcp-server.ts";

const framings: readonly Framing[] = ["line", "to-end"];
const hello = Buffer.from("hello");

test.each(framings)(
  "ask() ends unanswered with what had arrived, when the server falls silent, framing %s",
  async (framing) => {
    using server = await RawTcpServer.open();
    using client = await connected(server, { silenceTimeoutMs: 100 });
    const asking = client.connection.ask(hello, framing);
    const peer = await server.accepted();
    await peer.take(5);
    await peer.write("HAL");
    const exchange = await asking;
    expect(exchange).toMatchObject({
      outcome: "unanswered",
      tries: 1,
      peer: server.local,
      partial: Buffer.from("HAL"),
    });
    expect("waitedMs" in exchange && exchange.waitedMs).toBeGreaterThanOrEqual(100);
    expect((await client.log.seen("tcp-socket-closed")).reset).toBe(false);
    expect(client.connection.open).toBe(false);
  },
);

test("ask() ends unanswered, when the server does not even take the sentence", async () => {
  using server = await RawTcpServer.open();
  using client = await connected(server, { silenceTimeoutMs: 100 });
  (await server.accepted()).stopReading();
  const exchange = await client.connection.ask(Buffer.alloc(32 * 1024 * 1024, "x"), "to-end");
  expect(exchange).toMatchObject({ outcome: "unanswered", partial: Buffer.alloc(0) });
});

test("ask() waits on beyond its patience, as long as the server sends something", async () => {
  using server = await RawTcpServer.open();
  using client = await connected(server, { silenceTimeoutMs: 400 });
  const askedMs = performance.now();
  const asking = client.connection.ask(hello, "line");
  const peer = await server.accepted();
  let sent = 0;
  while (performance.now() - askedMs < 1_000) {
    await peer.write("x");
    await client.log.seen("reply-chunk-received", ++sent);
  }
  await peer.write("\n");
  expect(await asking).toMatchObject({ outcome: "replied", reply: Buffer.alloc(sent, "x") });
});

async function sendForEver(peer: RawTcpPeer): Promise<void> {
  const piece = Buffer.alloc(16 * 1024, "x");
  while (peer.end !== "reset") await peer.write(piece);
}

test.each(framings)("ask() gives up with too-much, when the reply never ends, framing %s", async (framing) => {
  using server = await RawTcpServer.open();
  using client = await connected(server);
  const asking = client.connection.ask(hello, framing);
  const peer = await server.accepted();
  await peer.take(5);
  const sending = sendForEver(peer);
  const exchange = await asking;
  const most = hello.length * maxUpperCaseGrowth + replySlackBytes;
  expect(exchange).toMatchObject({ outcome: "too-much", peer: server.local });
  expect("bytes" in exchange && exchange.bytes).toBeGreaterThan(most);
  await sending; // until the client's RST
});

test("ask() gives up with too-much, when the server has sent without end before anything was asked", async () => {
  using server = await RawTcpServer.open();
  using client = await connected(server);
  const peer = await server.accepted();
  const sending = sendForEver(peer);
  const received = () => client.log.of("reply-chunk-received").reduce((sum, { bytes }) => sum + bytes.length, 0);
  for (let chunks = 1; received() <= 4 * replySlackBytes; chunks++)
    await client.log.seen("reply-chunk-received", chunks);
  const exchange = await client.connection.ask(hello, "line");
  expect(exchange.outcome).toBe("too-much");
  await sending;
});

test("connectTcp() loses nothing of a banner that comes with the connection", async () => {
  using server = await RawTcpServer.open();
  server.accepted().then((peer) => peer.write("WELCOME\n"));
  using client = await connected(server);
  const peer = await server.accepted();
  const asking = client.connection.ask(hello, "to-end");
  expect((await peer.takeAll()).bytes.toString()).toBe("hello");
  await peer.write("HELLO");
  peer.halfClose();
  expect(await asking).toMatchObject({ outcome: "replied", reply: Buffer.from("WELCOME\nHELLO") });
  expect((await client.log.seen("reply-chunk-received")).local).toEqual(client.connection.local);
  expect(client.connection.local.port).toBeGreaterThan(0);
});

test("connectTcp() keeps a server's FIN that comes with the connection", async () => {
  using server = await RawTcpServer.open();
  server.accepted().then((peer) => peer.halfClose());
  using client = await connected(server);
  await client.log.seen("server-sent-fin");
  expect(client.connection.open).toBe(false);
  expect(await client.connection.ask(hello, "line")).toEqual({
    outcome: "closed",
    peer: server.local,
    partial: Buffer.alloc(0),
  });
});
