/** What a network does to a series on its way: ICMP errors, dropped packets, a narrower link. */

import { describe, expect, test } from "bun:test";
import { join } from "node:path";
import type { Counts, End, Way } from "../../src/measurement/record.ts";
import { Namespace, namespacesAllowed } from "../protocol/namespace.ts";
import { narrowFurtherOn } from "../protocol/narrow-link.ts";
import { compiled } from "../support/compiled.ts";
import { Running, run } from "../support/running.ts";
import { atTheGate, hasNamespaces, inNamespace, loopbackUp } from "../system/namespace.ts";

const udpWays = ["datagrams", "socket-per-datagram"] as const satisfies Way[];
const tcpWays = ["one-connection", "connection-per-sentence"] as const satisfies Way[];

interface Said {
  readonly counts: Counts;
  readonly end: End;
}

describe.skipIf(!hasNamespaces("nft"))(
  "measureSeries() in a network of its own (needs nft and user namespaces)",
  () => {
    const peer = { address: "127.0.0.1", port: 7 };

    async function said(rule: string, plan: object): Promise<Said> {
      const furnish = `${loopbackUp}; ${atTheGate(rule)}`;
      return (await inNamespace(furnish, "../measurement/say-series.ts", JSON.stringify({ peer, ...plan }))) as Said;
    }

    for (const way of udpWays) {
      test(`is told by ICMP that the host cannot be reached: ${way}`, async () => {
        const { counts, end } = await said("udp dport 7 reject with icmp type host-unreachable", {
          ...{ protocol: "udp", way, count: 10 },
        });
        expect(end).toEqual({ kind: "not-reachable", peer, code: "EHOSTUNREACH" });
        // The page tells the kernel's word, and not whether it was ICMP's.
        expect(counts).toMatchObject({ sent: 1, unanswered: 1, icmpErrors: way === "datagrams" ? 1 : 0 });
      });

      test(`calls silent what a gate drops, and not refused: ${way}`, async () => {
        const { counts, end } = await said("udp dport 7 drop", {
          ...{ protocol: "udp", way, count: 100, replyTimeoutMs: 20 },
        });
        expect(end).toMatchObject({ kind: "silent", peer });
        expect(counts).toMatchObject({ answered: 0, icmpErrors: 0 });
      });
    }

    for (const way of tcpWays) {
      test(`is told by ICMP that the host cannot be reached: ${way}`, async () => {
        const { counts, end } = await said("tcp dport 7 reject with icmp type host-unreachable", {
          ...{ protocol: "tcp", way, count: 10, connectTimeoutMs: 60_000 },
        });
        expect(end).toEqual({ kind: "not-reachable", peer, code: "EHOSTUNREACH" });
        expect(counts).toMatchObject({ answered: 0, connections: 0 });
      });

      test(`says timeout where a gate drops every SYN: ${way}`, async () => {
        const { counts, end } = await said("tcp dport 7 drop", {
          ...{ protocol: "tcp", way, count: 10, connectTimeoutMs: 100 },
        });
        expect(end).toEqual({ kind: "not-reachable", peer, code: "timeout" });
        expect(counts).toMatchObject({ answered: 0, connections: 0 });
      });
    }
  },
);

test.skipIf(!namespacesAllowed("sysctl"))(
  "measureSeries() goes on when ICMP tells of a narrower link: the kernel cuts what comes next (needs network namespaces)",
  async () => {
    await using network = await Namespace.open(...narrowFurtherOn);
    const command = [compiled("udp-server"), "--host", "10.2.0.1", "--port", "12000"];
    await using server = new Running(network.command("ip", "netns", "exec", "server", ...command));
    await server.printed(/ready to receive/);
    const plan = { protocol: "udp", way: "datagrams", count: 20, sentenceBytes: 1_400, replyTimeoutMs: 500 };
    const asked = JSON.stringify({ peer: { address: "10.2.0.1", port: 12_000 }, ...plan });
    const script = join(import.meta.dir, "say-series.ts");
    const { stdout } = await run(network.command(process.execPath, script, asked));
    const { counts, end } = JSON.parse(stdout) as Said;
    expect(end).toEqual({ kind: "done" });
    expect(counts).toMatchObject({ sent: 20, answered: 19, unanswered: 1, icmpErrors: 1 });
  },
);
