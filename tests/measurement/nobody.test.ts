/** Nobody listens, or nothing gets there, or nothing comes back: what a series says of it, and how soon. */

import { afterAll, describe, expect, test } from "bun:test";
import { join } from "node:path";
import { defaultSilenceTimeoutMs, silentTimeoutsAtFirst, silentTimeoutsLater } from "../../src/core/limits.ts";
import { measureSeries, openCarrier } from "../../src/measurement/measure.ts";
import type { Counts, End, Way } from "../../src/measurement/record.ts";
import { connectTcp } from "../../src/tcp-client.ts";
import { askUdp } from "../../src/udp-client.ts";
import { Namespace, namespacesAllowed } from "../protocol/namespace.ts";
import { narrowFurtherOn } from "../protocol/narrow-link.ts";
import { compiled } from "../support/compiled.ts";
import { freePort } from "../support/ports.ts";
import { Running, run } from "../support/running.ts";
import { atTheGate, hasNamespaces, inNamespace, loopbackUp } from "../system/namespace.ts";
import { accountFor } from "./fake-carrier.ts";
import { measure, planFor } from "./scenario.ts";
import { ScriptedServers } from "./scripted.ts";

const pages = { askUdp, connectTcp };
const servers = new ScriptedServers();
afterAll(() => servers[Symbol.asyncDispose]());

const udpWays = ["datagrams", "socket-per-datagram"] as const satisfies Way[];
const tcpWays = ["one-connection", "connection-per-sentence"] as const satisfies Way[];
const ways: readonly Way[] = [...udpWays, ...tcpWays];
const protocolOf = (way: Way) => (ways.indexOf(way) < udpWays.length ? "udp" : "tcp");

describe("measureSeries() where nobody listens", () => {
  for (const way of ways) {
    for (const [window, intervalMs] of [
      [1, 0],
      [8, 0],
      [1, 3_600_000],
    ] as const) {
      // The timeouts of this plan are longer than a test may take.
      test(`is refused at once: ${way}, window ${window}, interval ${intervalMs}`, async () => {
        const peer = { address: "127.0.0.1", port: await freePort() };
        const plan = { protocol: protocolOf(way), way, window, intervalMs, count: 100, warmup: 10 } as const;
        const series = await measureSeries(planFor(peer, plan), pages);
        expect(series.end).toEqual({ kind: "refused", peer });
        expect(series.counts).toMatchObject({ sent: 0, answered: 0, notSent: 0, connections: 0 });
        expect(series.exchangeMs).toBeNull();
      });
    }
  }
});

describe.concurrent("measureSeries() of a silent server", () => {
  for (const way of udpWays) {
    test(`ends after ${silentTimeoutsAtFirst} timeouts where it never answered: ${way}`, async () => {
      const plan = { protocol: "udp", way, count: 1_000, replyTimeoutMs: 25 } as const;
      const drop = Array.from({ length: 1_000 }, (_, number) => number);
      const { series, report } = await measure(servers, { plan, script: { drop } });
      expect(series.end).toMatchObject({ kind: "silent", peer: series.peer });
      const { sent, unanswered } = series.counts;
      expect(sent).toBe(unanswered);
      expect(report.received).toBe(sent);
      expect([silentTimeoutsAtFirst, silentTimeoutsAtFirst + 1]).toContain(sent);
    });

    test(`ends after ${silentTimeoutsLater} timeouts where it did answer, and keeps what was measured: ${way}`, async () => {
      const plan = { protocol: "udp", way, count: 1_000, replyTimeoutMs: 25 } as const;
      const drop = Array.from({ length: 980 }, (_, i) => 20 + i);
      const { series } = await measure(servers, { plan, script: { drop } });
      expect(series.end).toMatchObject({ kind: "silent" });
      const { sent, answered, late } = series.counts;
      expect([answered + late, series.exchangeMs?.n]).toEqual([20, answered]);
      expect(sent - 20).toBeGreaterThanOrEqual(silentTimeoutsLater);
      expect(sent).toBeLessThan(1_000);
    });
  }

  test("takes no interval that is longer than all those timeouts for silence", async () => {
    const plan = { protocol: "udp", way: "datagrams", count: 3, replyTimeoutMs: 10, intervalMs: 400 } as const;
    const { series } = await measure(servers, { plan, script: {} });
    expect([series.end.kind, series.counts.sent]).toEqual(["done", 3]);
  });
});

describe("openCarrier() over TCP", () => {
  for (const way of tcpWays) {
    test(`gives a server up that takes a sentence and says nothing for long: ${way}`, async () => {
      using silent = Bun.listen({ hostname: "127.0.0.1", port: 0, socket: { data() {} } });
      const peer = { address: "127.0.0.1", port: silent.port };
      const account = accountFor({ protocol: "tcp", way, peer, replyTimeoutMs: 1_000 });
      const carrier = await openCarrier(account, 1_000, pages, { changed() {} });
      expect(carrier.verdict(1e12)).toBeUndefined();
      const sentMs = performance.now();
      carrier.send(sentMs, sentMs);
      carrier.flush();
      expect(carrier.verdict(sentMs + defaultSilenceTimeoutMs)).toBeUndefined();
      expect(carrier.verdict(sentMs + defaultSilenceTimeoutMs + 1)).toMatchObject({ kind: "silent", peer });
      carrier.close();
    });
  }
});

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
