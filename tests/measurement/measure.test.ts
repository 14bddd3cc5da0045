/** A series from its beginning to its end: what it needs, how it begins anew, and how it is cut short. */

import { describe, expect, test } from "bun:test";
import { join } from "node:path";
import type { ExchangeRow } from "../../src/measurement/exchange-row.ts";
import { measureSeries } from "../../src/measurement/measure.ts";
import type { Way } from "../../src/measurement/record.ts";
import { connectTcp } from "../../src/tcp-client.ts";
import { startTextbookServer } from "../programs/started.ts";
import { installed } from "../support/peers.ts";
import { Running, run } from "../support/running.ts";
import { FakePage, peer } from "./fake-pages.ts";
import { expectRowsAddUp } from "./rows.ts";
import { planFor } from "./scenario.ts";

describe("measureSeries()", () => {
  test("throws, where the page that it needs is not given", () => {
    const tcp = planFor(peer, { protocol: "tcp", way: "connection-per-sentence" });
    const udp = planFor(peer, { protocol: "udp", way: "socket-per-datagram" });
    expect(measureSeries(tcp, {})).rejects.toThrow(TypeError);
    expect(measureSeries(udp, { connectTcp: new FakePage().connectTcp })).rejects.toThrow(TypeError);
  });

  for (const way of ["datagrams", "socket-per-datagram", "one-connection", "connection-per-sentence"] as Way[]) {
    for (const intervalMs of [0, 3_600_000]) {
      const loop = intervalMs === 0 ? "a closed loop" : "an open loop";
      test.concurrent(`leaves nothing under way when it is interrupted: ${loop}, ${way}`, async () => {
        const script = join(import.meta.dir, "measure-and-leave.ts");
        const ended = await run([process.execPath, script, way, `${intervalMs}`]);
        expect(ended).toMatchObject({ code: 0, stdout: "interrupted 0 0\n", stderr: "" });
      });
    }
  }
});

test("measureSeries() has no time behind it, when it is interrupted before the first sentence that counts is due", async () => {
  const aborting = new AbortController();
  const plan = { protocol: "tcp", way: "connection-per-sentence", intervalMs: 3_600_000, warmup: 1 } as const;
  const page = new FakePage();
  const pages = { connectTcp: page.connectTcp };
  const series = await measureSeries(planFor(peer, plan, aborting.signal), pages, () => aborting.abort());
  expect(series).toMatchObject({ elapsedMs: 0, sentencesPerSecond: 0, warmup: 1, counts: { sent: 0 } });
});

describe.skipIf(!installed("python3"))("measureSeries() over TCP", () => {
  for (const way of ["one-connection", "connection-per-sentence"] as const) {
    test(`is interrupted while it connects: ${way}`, async () => {
      await using full = new Running(["python3", join(import.meta.dir, "full-listener.py")]);
      const [, port] = await full.printed(/(\d+)\n/);
      const aborting = new AbortController();
      const plan = planFor({ address: "127.0.0.1", port: Number(port) }, { protocol: "tcp", way }, aborting.signal);
      const measuring = measureSeries(plan, { connectTcp });
      setTimeout(() => aborting.abort(), 50);
      const series = await measuring;
      expect(series.end).toEqual({ kind: "interrupted" });
      expect(series.counts).toMatchObject({ answered: 0, connections: 0 });
      expect(series.elapsedMs).toBeGreaterThanOrEqual(0);
      // The server takes the connection after all, which is nobody's by then.
      await full.write("accept\n");
      await full.printed(/closed without a word/);
    });
  }

  test("falls back every time against the textbook's server", async () => {
    await using server = await startTextbookServer("TCPServer");
    for (const sentenceBytes of [12, 32, 200, 1_000, 12, 32, 200, 1_000]) {
      const rows: ExchangeRow[] = [];
      let fallbacks = 0;
      const plan = { protocol: "tcp", way: "one-connection", count: 12, warmup: 3, sentenceBytes } as const;
      const series = await measureSeries(
        planFor({ address: "127.0.0.1", port: server.port }, plan),
        { connectTcp },
        (row) => rows.push(row),
        () => fallbacks++,
      );
      expect([series.fellBack, fallbacks, series.way]).toEqual([true, 1, "connection-per-sentence"]);
      expect(series.counts).toMatchObject({ sent: 12, answered: 12, connections: 12, wrong: 0 });
      expectRowsAddUp({ series, rows });
    }
  });
});
