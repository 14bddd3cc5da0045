/** The UDP client against servers that answer late, seldom or never, and against others who answer instead. */

import { expect, test } from "bun:test";
import { maxDatagramBytesIPv4, maxDatagramBytesIPv6 } from "../../src/core/limits.ts";
import { freePort } from "../support/ports.ts";
import { ask } from "./asking.ts";
import { openedUdp } from "./opened.ts";
import { RawUdpPeer } from "./raw-udp-peer.ts";

test("askUdp() brings the reply, whatever the sentence is", async () => {
  await using opened = await openedUdp();
  for (const sentence of ["hello", "", "안녕 straße\n", "x".repeat(maxDatagramBytesIPv4)]) {
    const exchange = await ask(sentence, [opened.local]).exchange;
    expect(exchange).toMatchObject({ outcome: "replied", peer: opened.local, tries: 1 });
    expect("reply" in exchange && Buffer.from(exchange.reply).toString()).toBe(sentence.toUpperCase());
  }
});

test("askUdp() tells of a refusal at once, when nothing is bound to that port", async () => {
  const server = { address: "127.0.0.1", port: await freePort() };
  const { exchange, log } = ask("hello", [server]);
  expect(await exchange).toEqual({ outcome: "refused", peer: server });
  expect(log.of("icmp-error").map(({ code }) => code)).toEqual(["ECONNREFUSED"]);
  expect(log.of("udp-socket-closed").length).toBe(1);
});

test("askUdp() sends again with doubled waits and ends unanswered, when the server is silent", async () => {
  using server = await RawUdpPeer.open();
  const startMs = performance.now();
  const { exchange, log } = ask("hello", [server.local], { replyTimeoutMs: 50, retries: 2 });
  const result = await exchange;
  expect(result).toMatchObject({ outcome: "unanswered", peer: server.local, tries: 3, partial: new Uint8Array(0) });
  expect(performance.now() - startMs).toBeGreaterThanOrEqual(50 + 100 + 200);
  expect(log.of("reply-overdue").map(({ attempt, waitedMs }) => [attempt, waitedMs])).toEqual([
    [1, 50],
    [2, 100],
    [3, 200],
  ]);
  const datagrams = [await server.next(), await server.next(), await server.next()];
  expect(datagrams.map(({ bytes }) => bytes.toString())).toEqual(["hello", "hello", "hello"]);
  expect(new Set(datagrams.map(({ peer }) => peer.port)).size).toBe(1);
  expect(server.received).toBe(3);
});

test("askUdp() takes the reply to its third try, when the server answers no other", async () => {
  using server = await RawUdpPeer.open();
  const { exchange } = ask("hello", [server.local], { replyTimeoutMs: 20, retries: 20 });
  await server.next();
  await server.next();
  const { peer } = await server.next();
  await server.send("HELLO", peer);
  const result = await exchange;
  expect(result).toMatchObject({ outcome: "replied", reply: Buffer.from("HELLO"), peer: server.local });
  expect("tries" in result && result.tries).toBeGreaterThanOrEqual(3);
});

test("askUdp() takes a late reply to its first try, when the second is already on its way", async () => {
  using server = await RawUdpPeer.open();
  const { exchange, log } = ask("hello", [server.local], { replyTimeoutMs: 200, retries: 1 });
  const first = await server.next();
  await log.seen("datagram-sent", 2);
  await server.send("HELLO", first.peer);
  const result = await exchange;
  expect(result).toMatchObject({ outcome: "replied", reply: Buffer.from("HELLO"), tries: 2 });
  // Measured from the first send: nobody can tell which of the two is answered.
  expect("rttMs" in result && result.rttMs).toBeGreaterThanOrEqual(200);
});

test("askUdp() lets a stray datagram pass and takes the server's, when a stranger is faster", async () => {
  using server = await RawUdpPeer.open();
  using stranger = await RawUdpPeer.open();
  const { exchange, log } = ask("hello", [server.local]);
  const { peer } = await server.next();
  await stranger.send("HACKED", peer);
  expect(await log.seen("stray-datagram")).toMatchObject({ peer: stranger.local, bytes: 6 });
  await server.send("HELLO", peer);
  expect(await exchange).toMatchObject({ outcome: "replied", reply: Buffer.from("HELLO"), peer: server.local });
});

test("askUdp() ends unanswered, when only strangers answer", async () => {
  using server = await RawUdpPeer.open();
  using stranger = await RawUdpPeer.open();
  const { exchange } = ask("hello", [server.local], { replyTimeoutMs: 100 });
  await stranger.send("HACKED", (await server.next()).peer);
  expect(await exchange).toMatchObject({ outcome: "unanswered", tries: 1 });
});

test("askUdp() takes an empty reply for a reply", async () => {
  using server = await RawUdpPeer.open();
  const { exchange } = ask("", [server.local]);
  const { bytes, peer } = await server.next();
  expect(bytes.length).toBe(0);
  await server.send("", peer);
  expect(await exchange).toMatchObject({ outcome: "replied", reply: Buffer.alloc(0) });
});

test.each([
  ["127.0.0.1", maxDatagramBytesIPv4],
  ["::1", maxDatagramBytesIPv6],
])("askUdp() sends the longest sentence and none that is longer, to %s", async (host, maxBytes) => {
  using server = await RawUdpPeer.open(host);
  const longest = ask(Buffer.alloc(maxBytes, "x"), [server.local]);
  const { bytes, peer } = await server.next();
  expect(bytes.length).toBe(maxBytes);
  await server.send("ok", peer);
  expect(await longest.exchange).toMatchObject({ outcome: "replied" });
  const { exchange, log } = ask(Buffer.alloc(maxBytes + 1, "x"), [server.local]);
  expect(await exchange).toEqual({ outcome: "too-long", bytes: maxBytes + 1, maxBytes });
  expect(log.of("datagram-sent")).toEqual([]);
});
