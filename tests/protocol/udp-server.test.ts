/** The UDP server, datagram by datagram: every size, replies that cannot be sent, and clients that are gone. */

import { expect, test } from "bun:test";
import { maxDatagramBytesIPv4, maxDatagramBytesIPv6 } from "../../src/core/limits.ts";
import { upperCase } from "../../src/core/upper-case.ts";
import { openedUdp } from "./opened.ts";
import { RawUdpPeer } from "./raw-udp-peer.ts";
import { texts } from "./texts.ts";

/** So many bytes of lower-case letters, no two stretches alike. */
function letters(bytes: number): Buffer {
  return Buffer.from(Uint8Array.from({ length: bytes }, (_, at) => 0x61 + ((at * 7 + (at >> 8)) % 26)));
}

// 1,472 fill an Ethernet frame; one more makes two fragments of it.
const sizes = [0, 1, 2, 511, 1_472, 1_473, 9_000, 65_506, maxDatagramBytesIPv4];

test.each(["127.0.0.1", "::1"])("openUdpServer() answers a datagram of every size, on %s", async (host) => {
  await using opened = await openedUdp(host);
  using client = await RawUdpPeer.open(host);
  for (const size of host === "::1" ? [...sizes, maxDatagramBytesIPv6] : sizes) {
    const sentence = letters(size);
    await client.send(sentence, opened.local);
    const { bytes, peer } = await client.next();
    expect(bytes.equals(Buffer.from(sentence.toString().toUpperCase()))).toBe(true);
    expect(peer).toEqual(opened.local);
  }
  expect(opened.totals.datagramsSent).toBe(opened.totals.datagramsReceived);
  expect(opened.totals.bytesSent).toBe(opened.totals.bytesReceived);
});

test.each(texts)("openUdpServer() answers a datagram by itself, whatever is in it: %s", async (_name, bytes) => {
  await using opened = await openedUdp();
  using client = await RawUdpPeer.open();
  for (let cut = 0; cut <= bytes.length; cut++) {
    expect(await client.ask(bytes.subarray(0, cut), opened.local)).toEqual(
      Buffer.from(upperCase(bytes.subarray(0, cut))),
    );
  }
});

test("openUdpServer() serves IPv4 and IPv6 by one socket, when it is bound to all addresses", async () => {
  await using opened = await openedUdp("::");
  using four = await RawUdpPeer.open("127.0.0.1");
  using six = await RawUdpPeer.open("::1");
  const { port } = opened;
  expect((await four.ask("four", { address: "127.0.0.1", port })).toString()).toBe("FOUR");
  expect((await six.ask("six", { address: "::1", port })).toString()).toBe("SIX");
  expect(opened.log.of("datagram-received").map(({ peer }) => peer)).toEqual([four.local, six.local]);
});

test.each([
  ["127.0.0.1", 10_917], // 65,502 bytes of upper case; one more would be 65,508
  ["::1", 10_921], // 65,526
])(
  "openUdpServer() counts and does not send a reply that fits no datagram, and answers the next, on %s",
  async (host, most) => {
    await using opened = await openedUdp(host);
    using client = await RawUdpPeer.open(host);
    const grows = "ΐ"; // 2 bytes in lower case, 6 in upper case
    expect((await client.ask(grows.repeat(most), opened.local)).length).toBe(most * 6);
    await client.send(grows.repeat(most + 1), opened.local);
    expect((await client.ask("next", opened.local)).toString()).toBe("NEXT");
    expect(opened.totals).toMatchObject({ datagramsReceived: 3, datagramsSent: 2, "reply-too-long": 1 });
    expect(opened.log.of("datagram-dropped")).toMatchObject([{ reason: "reply-too-long", peer: client.local }]);
  },
);

test("openUdpServer() answers two live clients in full, when a dead one comes between them each time", async () => {
  await using opened = await openedUdp();
  using one = await RawUdpPeer.open();
  using two = await RawUdpPeer.open();
  const rounds = 300;
  for (let round = 0; round < rounds; round++) {
    const dead = await RawUdpPeer.open();
    // In one turn: the three wait in the server's kernel buffer, in this order, and the second leaves before its reply.
    await Promise.all([
      one.send(`one ${round}`, opened.local),
      dead.send("dead", opened.local),
      two.send(`two ${round}`, opened.local),
    ]);
    dead[Symbol.dispose]();
    const replies = await Promise.all([one.next(), two.next()]);
    expect(replies.map(({ bytes }) => bytes.toString())).toEqual([`ONE ${round}`, `TWO ${round}`]);
  }
  expect(opened.totals).toMatchObject({ datagramsReceived: rounds * 3, datagramsSent: rounds * 3, "not-sendable": 0 });
  expect(opened.log.of("mistake")).toEqual([]);
});
