/** Nobody listens, or nothing gets there, or nothing comes back: what a series says of it, and how soon. */

import { afterAll, describe, expect, test } from "bun:test";
import { defaultSilenceTimeoutMs, silentTimeoutsAtFirst, silentTimeoutsLater } from "../../src/core/limits.ts";
import { measureSeries, openCarrier } from "../../src/measurement/measure.ts";
import type { Way } from "../../src/measurement/record.ts";
import { connectTcp } from "../../src/tcp-client.ts";
import { askUdp } from "../../src/udp-client.ts";
import { freePort } from "../support/ports.ts";
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
