/** Explain mode under load: everybody is answered, a few are told, and the others are counted. */

import { expect, test } from "bun:test";
import { endpoint } from "../../src/core/endpoint.ts";
import { maxToldConversationsPerSecond } from "../../src/core/limits.ts";
import { explainEn } from "../../src/narration/explain-en.ts";
import { RawTcpPeer } from "../protocol/raw-tcp-peer.ts";
import { RawUdpPeer } from "../protocol/raw-udp-peer.ts";
import { type StartedServer, startServer } from "./started.ts";

/** Stops a server, and counts the conversations that it told and those that it says it did not tell. */
async function counted(server: StartedServer, begins: RegExp) {
  server.signal("SIGTERM");
  const { code, stderr } = await server.ended();
  expect(code).toBe(0);
  const told = stderr.match(begins)?.length ?? 0;
  const notTold = [...stderr.matchAll(/^\(([\d,]+) more conversations?, not told\)$/gm)];
  const skipped = notTold.map(([, number = ""]) => Number(number.replaceAll(",", ""))).reduce((a, b) => a + b, 0);
  expect(stderr.split(`${explainEn.ladderTitle}:`).length - 1).toBe(told);
  return { told, skipped, stderr };
}

/** As many as a second may have, for each second that it took, and the one that was under way. */
function mostTold(startedMs: number): number {
  return maxToldConversationsPerSecond * (2 + Math.floor((performance.now() - startedMs) / 1_000));
}

test("udp-server answers 2,000 datagrams at once, tells of a few, and counts the rest", async () => {
  await using server = await startServer("udp-server", ["--explain"]);
  const startedMs = performance.now();
  using peer = await RawUdpPeer.open();
  const to = endpoint("127.0.0.1", server.port);
  const replies = new Set<string>();
  // As many at a time as this socket's receive buffer holds replies for.
  for (let first = 0; first < 2_000; first += 100) {
    const sentences = Array.from({ length: 100 }, (_, index) => `sentence ${first + index}`);
    await Promise.all(sentences.map((sentence) => peer.send(sentence, to)));
    for (const _ of sentences) replies.add((await peer.next()).bytes.toString());
  }
  expect(replies.size).toBe(2_000);
  expect(replies).toContain("SENTENCE 1999");
  const { told, skipped, stderr } = await counted(server, /recvfrom\(\) +data\(\)/g);
  expect(told).toBeGreaterThan(0);
  expect(told).toBeLessThanOrEqual(mostTold(startedMs));
  expect(told + skipped).toBe(2_000);
  expect(stderr).toContain("Received 2,000 datagrams");
});

test("tcp-server answers 300 connections at once, tells of a few, and counts the rest", async () => {
  await using server = await startServer("tcp-server", ["--explain"]);
  const startedMs = performance.now();
  const replies = Array.from({ length: 300 }, async (_, index) => {
    using peer = await RawTcpPeer.connect(server.port);
    await peer.write(`sentence ${index}`);
    peer.halfClose();
    return (await peer.takeAll()).bytes.toString();
  });
  expect(await Promise.all(replies)).toEqual(replies.map((_, index) => `SENTENCE ${index}`));
  const { told, skipped, stderr } = await counted(server, /accept\(\) +open\(\)/g);
  expect(told).toBeGreaterThan(0);
  expect(told).toBeLessThanOrEqual(mostTold(startedMs));
  expect(told + skipped).toBe(300);
  expect(stderr).toContain("Accepted 300 connections, answered 300");
});

test("tcp-server tells a conversation of a thousand sentences in a page or two", async () => {
  await using server = await startServer("tcp-server", ["--explain"]);
  using peer = await RawTcpPeer.connect(server.port);
  for (let index = 0; index < 1_000; index++) expect(await peer.ask("hello\n")).toBe("HELLO\n");
  peer.halfClose();
  await peer.takeAll();
  const { told, skipped, stderr } = await counted(server, /accept\(\) +open\(\)/g);
  expect({ told, skipped }).toEqual({ told: 1, skipped: 0 });
  expect(stderr.split("\n").length).toBeLessThan(300);
});
