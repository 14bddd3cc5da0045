/** What Bun's UDP sockets do with datagrams. */

import { describe, expect, test } from "bun:test";
import { fstatSync } from "node:fs";
import { hasIPv6 } from "../system/loopback.ts";
import { selfFeeding } from "../system/self-feeding.ts";
import { Inbox } from "./datagrams.ts";

describe("Bun.udpSocket()", () => {
  // udp-server.ts: `local`, and raiseReceiveBuffer() on the descriptor, which the types leave out.
  test("has a descriptor, an address and the port that the kernel gave", async () => {
    using inbox = await Inbox.at("::");
    expect(fstatSync(inbox.socket.fd).isSocket()).toBe(true);
    expect(inbox.socket.address.address).toBe("::");
    expect(inbox.socket.port).toBeGreaterThan(0);
  });

  // run-server.ts, openOrTell(): the messages go by these words.
  test("fails with EADDRINUSE, EADDRNOTAVAIL", async () => {
    using inbox = await Inbox.at("127.0.0.1");
    const open = async (hostname: string, port: number) => {
      try {
        (await Bun.udpSocket({ hostname, port, socket: { data() {} } })).close();
        return "is open";
      } catch (error) {
        return error;
      }
    };
    expect(await open("127.0.0.1", inbox.socket.port)).toMatchObject({ code: "EADDRINUSE" });
    expect(await open("192.0.2.1", 0)).toMatchObject({ code: "EADDRNOTAVAIL" });
  });
});

describe("send()", () => {
  // udp-client.ts: one socket for the addresses of either family.
  test.skipIf(!hasIPv6)("on a :: socket takes IPv4 addresses, plain and mapped, and IPv6 (needs IPv6)", async () => {
    using sender = await Inbox.at("::");
    using ipv4 = await Inbox.at("127.0.0.1");
    using any = await Inbox.at("::");
    expect(sender.socket.send("plain", ipv4.socket.port, "127.0.0.1")).toBe(true);
    expect(sender.socket.send("mapped", ipv4.socket.port, "::ffff:127.0.0.1")).toBe(true);
    expect(sender.socket.send("six", any.socket.port, "::1")).toBe(true);
    expect((await ipv4.has(2)).texts).toEqual(["plain", "mapped"]);
    expect((await any.has(1)).messages).toMatchObject([{ port: sender.socket.port, address: "::1" }]);
  });

  // udp-server.ts: an empty datagram gets an empty reply.
  test("sends an empty datagram, and the longest that IPv4 has", async () => {
    using inbox = await Inbox.at("127.0.0.1");
    inbox.socket.send(new Uint8Array(0), inbox.socket.port, "127.0.0.1");
    inbox.socket.send(Buffer.alloc(65_507, "a"), inbox.socket.port, "127.0.0.1");
    const { messages } = await inbox.has(2);
    expect(messages.map(({ bytes }) => bytes.length)).toEqual([0, 65_507]);
  });

  // endpoint.ts, fitsDatagram(): asked before; the kernel's refusal would come to error() as well, like news from ICMP.
  test.each([["127.0.0.1", 65_508] as const, ...(hasIPv6 ? [["::1", 65_528] as const] : [])])(
    "throws EMSGSIZE to %s from %d bytes on",
    async (address, bytes) => {
      using inbox = await Inbox.at(address);
      expect(inbox.socket.send(Buffer.alloc(bytes - 1), inbox.socket.port, address)).toBe(true);
      await inbox.has(1);
      const send = () => inbox.socket.send(Buffer.alloc(bytes), inbox.socket.port, address);
      expect(send).toThrow(expect.objectContaining({ code: "EMSGSIZE" }));
      await inbox.until(() => inbox.errors.length > 0);
      expect(inbox.errors).toMatchObject([[{ code: "EMSGSIZE" }]]);
    },
  );
});

describe("data()", () => {
  // endpoint.ts, normalizeAddress().
  test("on a :: socket shows an IPv4 peer as ::ffff:a.b.c.d", async () => {
    using inbox = await Inbox.at("::");
    using sender = await Inbox.at("127.0.0.1");
    sender.socket.send("hello", inbox.socket.port, "127.0.0.1");
    const { messages } = await inbox.has(1);
    expect(messages).toMatchObject([{ address: "::ffff:127.0.0.1", port: sender.socket.port }]);
  });

  // breather.ts: without that the server would neither hear a signal nor tell anything, for as long as a flood lasts.
  test("is called again and again, without a turn of the event loop, while there are datagrams", async () => {
    using socket = await selfFeeding(300);
    socket.begin();
    await new Promise<void>((resolve) => setTimeout(resolve, 1));
    expect(socket.gaveUp).toBe(true);
  });

  // udp-client.ts: the mailbox keeps a reply without a copy.
  test("gives a buffer that later datagrams leave alone", async () => {
    using inbox = await Inbox.at("127.0.0.1");
    const burst = Array.from({ length: 20 }, (_, i) => `datagram ${i}`);
    for (const text of burst) inbox.socket.send(text, inbox.socket.port, "127.0.0.1");
    expect((await inbox.has(burst.length)).texts).toEqual(burst);
  });
});
