/** Many clients of the TCP server at once: all are answered, nobody's end is felt by another, and there is a cap. */

import { expect, test } from "bun:test";
import { openedTcp } from "./opened.ts";
import { RawTcpPeer } from "./raw-tcp-peer.ts";
import { ServerProcess } from "./server-process.ts";

async function many<Made>(count: number, make: (number: number) => Promise<Made>): Promise<Made[]> {
  return Promise.all(Array.from({ length: count }, (_, number) => make(number)));
}

/**
 * Connects in waves that the server's accept queue (512) has room for: all of one are answered, so they are accepted,
 * before the next begins. When the queue is full the kernel answers with SYN cookies, and a late ACK then makes a
 * connection that no client knows of.
 */
async function connectMany(count: number, port: number): Promise<RawTcpPeer[]> {
  const peers: RawTcpPeer[] = [];
  while (peers.length < count) {
    peers.push(...(await many(Math.min(250, count - peers.length), () => RawTcpPeer.connect(port))));
    for (const peer of peers.slice(-250)) expect(await peer.ask("here")).toBe("HERE");
  }
  return peers;
}

test("tcp-server answers all of 5,000 connections that are open at once", async () => {
  await using server = await ServerProcess.start("tcp-server", ["--keep-alive", "600"]);
  const idleMiB = server.memoryMiB("VmRSS");
  const peers = await connectMany(5_000, server.port);
  try {
    const replies = await many(5_000, (number) => (peers[number] as RawTcpPeer).ask(`client ${number}`));
    expect(replies).toEqual(Array.from({ length: 5_000 }, (_, number) => `CLIENT ${number}`));
    expect(peers.filter(({ end }) => end !== undefined)).toEqual([]);
    const withThemMiB = server.memoryMiB("VmRSS");
    console.info(`tcp-server: ${idleMiB.toFixed(0)} MiB idle, ${withThemMiB.toFixed(0)} MiB with 5,000 connections`);
    for (const peer of peers) peer.halfClose();
    const ends = await many(5_000, (number) => (peers[number] as RawTcpPeer).takeAll());
    expect(ends.filter(({ end, bytes }) => end !== "fin" || bytes.length > 0)).toEqual([]);
    expect(await server.stop()).toMatchObject({ connections: 5_000, answered: 5_000, reset: 0, tooMany: 0 });
  } finally {
    for (const peer of peers) peer[Symbol.dispose]();
  }
}, 60_000);

test("openTcpServer() serves on and counts them, after 300 resets in the middle of a sentence", async () => {
  await using opened = openedTcp();
  using witness = await RawTcpPeer.connect(opened.port);
  expect(await witness.ask("before")).toBe("BEFORE");
  const peers = await many(300, () => RawTcpPeer.connect(opened.port));
  await many(300, (number) => (peers[number] as RawTcpPeer).write(Buffer.from([0x68, 0x61, 0x6c, 0xed, 0x95])));
  await opened.log.seen("chunk-received", 301);
  for (const peer of peers) peer.reset();
  await opened.log.seen("connection-closed", 300);
  expect(opened.log.of("connection-closed").every(({ end }) => end === "reset")).toBe(true);
  expect(opened.totals).toMatchObject({ connections: 301, reset: 300, givenUp: 0 });
  expect(opened.log.of("mistake")).toEqual([]);
  expect(await witness.ask("after")).toBe("AFTER");
  using newcomer = await RawTcpPeer.connect(opened.port);
  expect(await newcomer.ask("new")).toBe("NEW");
});

test("openTcpServer() serves on, when clients reset while much of their reply is unsent", async () => {
  await using opened = openedTcp();
  const peers = await many(10, () => RawTcpPeer.connect(opened.port, { reading: false }));
  for (const peer of peers) peer.write(Buffer.alloc(16 * 1024 * 1024, "x"));
  await opened.log.seen("reading-paused", 10);
  for (const peer of peers) peer.reset();
  await opened.log.seen("connection-closed", 10);
  expect(opened.totals).toMatchObject({ connections: 10, reset: 10, givenUp: 0 });
  using newcomer = await RawTcpPeer.connect(opened.port);
  expect(await newcomer.ask("new")).toBe("NEW");
});

test("openTcpServer() closes the connection beyond its cap at once, and takes another after one left", async () => {
  await using opened = openedTcp({ maxConnections: 2 });
  using first = await RawTcpPeer.connect(opened.port);
  using second = await RawTcpPeer.connect(opened.port);
  expect([await first.ask("one"), await second.ask("two")]).toEqual(["ONE", "TWO"]);
  using third = await RawTcpPeer.connect(opened.port);
  expect(await third.takeAll()).toEqual({ bytes: Buffer.alloc(0), end: "fin" });
  expect((await opened.log.seen("connection-turned-away")).open).toBe(2);
  expect(opened.totals).toMatchObject({ connections: 2, "too-many": 1 });

  first.halfClose();
  await opened.log.seen("connection-closed");
  using fourth = await RawTcpPeer.connect(opened.port);
  expect([await second.ask("still"), await fourth.ask("four")]).toEqual(["STILL", "FOUR"]);
  expect(opened.totals).toMatchObject({ connections: 3, "too-many": 1 });
});

test("openTcpServer() survives clients that are turned away while they speak", async () => {
  await using opened = openedTcp({ maxConnections: 1 });
  using first = await RawTcpPeer.connect(opened.port);
  expect(await first.ask("one")).toBe("ONE");
  await many(200, async () => {
    using peer = await RawTcpPeer.connect(opened.port);
    peer.write("let me in");
    expect((await peer.takeAll()).bytes.length).toBe(0);
  });
  expect(opened.totals).toMatchObject({ connections: 1, "too-many": 200, bytesReceived: 3 });
  expect(opened.log.of("mistake")).toEqual([]);
  expect(await first.ask("still")).toBe("STILL");
});
