/** The UDP server when it may wait in the kernel, as `udp-server --quiet` does: the same service, whoever is in a hurry. */

import { expect, test } from "bun:test";
import { maxInOneTurn } from "../../src/core/limits.ts";
import { upperCase } from "../../src/core/upper-case.ts";
import { openedUdp } from "./opened.ts";
import { RawUdpPeer } from "./raw-udp-peer.ts";
import { texts } from "./texts.ts";

const inAHurry = { mayWait: true, quiet: true };
/** Together they are fewer than a socket keeps that asks for no larger buffer. */
const ahead = 2 * maxInOneTurn;

test("openUdpServer() answers in a hurry as it does one by one, whatever is in a datagram", async () => {
  await using opened = await openedUdp("::", inAHurry);
  using client = await RawUdpPeer.open();
  const sentences = texts.map(([, bytes]) => Buffer.from(bytes));
  const to = { address: "127.0.0.1", port: opened.port };
  const questions = [...Array.from({ length: ahead }, (_, number) => Buffer.from(`ahead ${number}`)), ...sentences];
  await Promise.all(questions.map((bytes) => client.send(bytes, to)));
  const replies: string[] = [];
  while (replies.length < questions.length) replies.push((await client.next()).bytes.toString("hex"));
  const expected = questions.map((bytes) => Buffer.from(upperCase(bytes)).toString("hex"));
  expect(replies.toSorted()).toEqual(expected.toSorted());
  expect(opened.totals).toMatchObject({ datagramsReceived: questions.length, datagramsSent: questions.length });
});

test("openUdpServer() in a hurry counts and does not send what it must not, among what it may", async () => {
  await using opened = await openedUdp("127.0.0.1", { ...inAHurry, loopLimit: 4 });
  using client = await RawUdpPeer.open();
  const growing = Buffer.from("ΐ".repeat(10_918)); // its upper case has 65,508 bytes
  for (let number = 0; number < ahead; number++) await client.send(`ahead ${number}`, opened.local);
  for (const bytes of [growing, "SAME", "SAME", "SAME", "SAME", "last"]) await client.send(bytes, opened.local);
  const replies: string[] = [];
  while (!replies.includes("LAST")) replies.push(`${(await client.next()).bytes}`);
  expect(replies.filter((reply) => reply === "SAME")).toHaveLength(3);
  expect(opened.totals).toMatchObject({ "reply-too-long": 1, loop: 1, datagramsSent: ahead + 4 });
});

test("openUdpServer() in a hurry is stopped between two batches, and closes its socket", async () => {
  const opened = await openedUdp("127.0.0.1", inAHurry);
  using client = await RawUdpPeer.open();
  for (let number = 0; number < ahead; number++) await client.send(`ahead ${number}`, opened.local);
  await client.next();
  await opened.server.stop();
  const { datagramsReceived, datagramsSent } = opened.totals;
  expect(datagramsSent).toBe(datagramsReceived);
  await using _again = await openedUdp("127.0.0.1", { port: opened.port }); // throws EADDRINUSE where it is not closed
});
