/** The kernel's count of datagrams that a program had no room for: what was sent is what was received, and what was dropped. */

import { describe, expect, test } from "bun:test";
import { join } from "node:path";
import { udpDrops } from "../../src/system/udp-drops.ts";
import { Inbox } from "../runtime/datagrams.ts";
import { installed } from "../support/peers.ts";
import { Running } from "../support/running.ts";
import { hasIPv6 } from "./loopback.ts";

const atMost = 5_000;

/** A program of somebody else's that reads nothing yet. */
async function startSink(address: string, port = 0): Promise<{ sink: Running; port: number }> {
  const sink = new Running(["python3", join(import.meta.dir, "udp-sink.py"), address, `${port}`]);
  const [, bound] = await sink.printed(/bound to (\d+)/);
  return { sink, port: Number(bound) };
}

/** Sends until the kernel has dropped so many, and tells how many were sent. Over loopback it is delivered, or dropped, at once. */
async function flood(address: string, port: number, drops: () => number | undefined): Promise<number> {
  using from = await Inbox.at(address);
  let sent = 0;
  while (sent < atMost && (drops() ?? 0) < 100) if (from.socket.send("x".repeat(1_000), port, address)) sent++;
  return sent;
}

const to = (address: string, port: number) => () => udpDrops({ address, port });

describe.skipIf(process.platform !== "linux")("udpDrops() on Linux", () => {
  describe.skipIf(!installed("python3"))("of a program that does not read (needs python3)", () => {
    const ways = [
      { bound: "127.0.0.1", asked: "127.0.0.1", sentTo: "127.0.0.1" },
      { bound: "0.0.0.0", asked: "127.0.0.1", sentTo: "127.0.0.1" },
      { bound: "::", asked: "127.0.0.1", sentTo: "127.0.0.1" },
      { bound: "::1", asked: "::1", sentTo: "::1" },
      { bound: "::", asked: "::1", sentTo: "::1" },
      { bound: "::ffff:127.0.0.1", asked: "127.0.0.1", sentTo: "127.0.0.1" },
    ].filter(({ bound }) => hasIPv6 || !bound.includes(":"));

    test.each(ways)("counts exactly what it did not get: $asked, bound to $bound", async ({ bound, asked, sentTo }) => {
      const { sink, port } = await startSink(bound);
      await using _ended = sink;
      const drops = to(asked, port);
      expect(drops()).toBe(0);
      const sent = await flood(sentTo, port, drops);
      expect(sent).toBeLessThan(atMost);
      await sink.write("read\n");
      const [, received] = await sink.printed(/received (\d+)/);
      expect(Number(received) + (drops() ?? Number.NaN)).toBe(sent);
    });

    test("adds up the sockets of one port that take what is sent to the address, and no others", async () => {
      const everywhere = await startSink("0.0.0.0");
      await using _everywhere = everywhere.sink;
      const { port } = everywhere;
      const here = await startSink("127.0.0.1", port);
      await using _here = here.sink;
      await flood("127.0.0.1", port, to("127.0.0.1", port));
      expect(to("127.0.0.2", port)()).toBe(0);
      const [atFirst = 0] = [to("127.0.0.1", port)()];
      await flood("127.0.0.2", port, to("127.0.0.2", port));
      expect(atFirst).toBeGreaterThan(0);
      expect(to("127.0.0.2", port)()).toBeGreaterThan(0);
      expect(to("127.0.0.1", port)()).toBe(atFirst + (to("127.0.0.2", port)() ?? Number.NaN));
    });
  });

  test("is undefined of a port without a socket, of another address of this host, and of another host", async () => {
    using inbox = await Inbox.at("127.0.0.1");
    const { port } = inbox.socket;
    expect(to("127.0.0.1", port)()).toBe(0);
    expect(to("::ffff:127.0.0.1", port)()).toBe(0);
    expect(to("127.0.0.2", port)()).toBeUndefined();
    expect(to("::1", port)()).toBeUndefined();
    inbox[Symbol.dispose]();
    expect(to("127.0.0.1", port)()).toBeUndefined();
    using everywhere = await Inbox.at("0.0.0.0");
    expect(to("192.0.2.1", everywhere.socket.port)()).toBeUndefined();
  });
});
