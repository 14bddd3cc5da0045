/** How a conversation with the TCP server ends: who sends FIN when, and that no end costs a byte of a reply. */

import { expect, test } from "bun:test";
import { lingerMs } from "../../src/core/limits.ts";
import { openedTcp } from "./opened.ts";
import { RawTcpPeer } from "./raw-tcp-peer.ts";

test("openTcpServer() answers everything and closes, when a client sends and half-closes at once", async () => {
  await using opened = openedTcp();
  using peer = await RawTcpPeer.connect(opened.port);
  peer.write("one\ntwo\nthree");
  peer.halfClose();
  expect(await peer.takeAll()).toEqual({ bytes: Buffer.from("ONE\nTWO\nTHREE"), end: "fin" });
  expect((await opened.log.seen("connection-closed")).end).toBe("closed");
  expect(opened.log.of("server-half-closed")).toEqual([]);
});

test("openTcpServer() closes without a word, when a client half-closes and never sent", async () => {
  await using opened = openedTcp();
  using peer = await RawTcpPeer.connect(opened.port);
  peer.halfClose();
  expect(await peer.takeAll()).toEqual({ bytes: Buffer.alloc(0), end: "fin" });
  await opened.log.seen("connection-closed");
  expect(opened.totals).toMatchObject({ connections: 1, answered: 0, reset: 0 });
});

test("openTcpServer() gives an unfinished character back unchanged, when a FIN ends it", async () => {
  await using opened = openedTcp();
  using peer = await RawTcpPeer.connect(opened.port);
  await peer.write(Buffer.from([0x61, 0xf0, 0x9f, 0x98]));
  expect((await peer.take(1)).toString()).toBe("A");
  peer.halfClose();
  expect(await peer.takeAll()).toEqual({ bytes: Buffer.from([0xf0, 0x9f, 0x98]), end: "fin" });
});

test("openTcpServer() sends FIN, when an answered connection was silent for the keep-alive time", async () => {
  await using opened = openedTcp({ keepAliveMs: 200 });
  using peer = await RawTcpPeer.connect(opened.port);
  const writtenMs = performance.now();
  expect(await peer.ask("no newline")).toBe("NO NEWLINE");
  expect(peer.end).toBeUndefined();
  expect(await peer.takeAll()).toEqual({ bytes: Buffer.alloc(0), end: "fin" });
  expect(performance.now() - writtenMs).toBeGreaterThanOrEqual(200);
  expect((await opened.log.seen("server-half-closed")).reason).toBe("keep-alive");
});

test("openTcpServer() gives an unfinished character back, when the keep-alive time ends it", async () => {
  await using opened = openedTcp({ keepAliveMs: 100 });
  using peer = await RawTcpPeer.connect(opened.port);
  await peer.write(Buffer.from([0x61, 0xc3]));
  expect(await peer.takeAll()).toEqual({ bytes: Buffer.from([0x41, 0xc3]), end: "fin" });
});

test("openTcpServer() keeps a connection beyond the keep-alive time, as long as it is used", async () => {
  await using opened = openedTcp({ keepAliveMs: 200 });
  using peer = await RawTcpPeer.connect(opened.port);
  const startMs = performance.now();
  while (performance.now() - startMs < 600) expect(await peer.ask("again")).toBe("AGAIN");
  expect(peer.end).toBeUndefined();
  expect(opened.totals.connections).toBe(1);
});

test("openTcpServer() sends FIN right after the first reply, when the keep-alive time is 0", async () => {
  await using opened = openedTcp({ keepAliveMs: 0 });
  using peer = await RawTcpPeer.connect(opened.port);
  await peer.write("hello");
  expect(await peer.takeAll()).toEqual({ bytes: Buffer.from("HELLO"), end: "fin" });
  expect((await opened.log.seen("server-half-closed")).reason).toBe("one-reply");
});

test("openTcpServer() waits for a whole character, when the keep-alive time is 0 and the first chunk has none", async () => {
  await using opened = openedTcp({ keepAliveMs: 0 });
  using peer = await RawTcpPeer.connect(opened.port);
  await peer.write(Uint8Array.of(0xc3));
  await opened.log.seen("chunk-received");
  await peer.write(Uint8Array.of(0xa9));
  expect(await peer.takeAll()).toEqual({ bytes: Buffer.from("É"), end: "fin" });
});

test("openTcpServer() lets the reply be read whole, when the client goes on sending after the server's FIN", async () => {
  await using opened = openedTcp({ keepAliveMs: 0 });
  using peer = await RawTcpPeer.connect(opened.port, { reading: false });
  await peer.write("first");
  await opened.log.seen("server-half-closed");
  for (let more = 0; more < 100; more++) await peer.write("unwanted ".repeat(100));
  peer.halfClose();
  expect((await opened.log.seen("connection-closed")).end).toBe("closed");
  expect(opened.totals).toMatchObject({ bytesReceived: 5 + 90_000, bytesSent: 5, reset: 0 });
  peer.read();
  expect(await peer.takeAll()).toEqual({ bytes: Buffer.from("FIRST"), end: "fin" });
});

test("openTcpServer() reads on for a bounded time only, when the client goes on sending for ever", async () => {
  await using opened = openedTcp({ keepAliveMs: 0 });
  using peer = await RawTcpPeer.connect(opened.port);
  const writtenMs = performance.now();
  await peer.write("first");
  expect(await peer.takeAll()).toEqual({ bytes: Buffer.from("FIRST"), end: "fin" });
  while (peer.end !== "reset") {
    await peer.write("more");
    await new Promise(setImmediate); // the server is in this process, and has its turn here
  }
  expect(performance.now() - writtenMs).toBeGreaterThanOrEqual(lingerMs);
  expect((await opened.log.seen("connection-closed")).end).toBe("closed");
  expect(opened.totals.bytesSent).toBe(5);
});

test("openTcpServer() sends FIN, when a connection sent nothing within the idle time", async () => {
  await using opened = openedTcp({ keepAliveMs: 100, idleTimeoutMs: 300 });
  const connectMs = performance.now();
  using peer = await RawTcpPeer.connect(opened.port);
  expect(await peer.takeAll()).toEqual({ bytes: Buffer.alloc(0), end: "fin" });
  expect(performance.now() - connectMs).toBeGreaterThanOrEqual(300);
  expect((await opened.log.seen("server-half-closed")).reason).toBe("never-answered");
});
