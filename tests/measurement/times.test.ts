/** Times against a server that knows how long it held each sentence: the rest is the way there and back, and our own. */

import { afterAll, describe, expect, test } from "bun:test";
import type { ExchangeRow } from "../../src/measurement/exchange-row.ts";
import type { Series } from "../../src/measurement/record.ts";
import { nearestRank } from "./nearest-rank.ts";
import { measure, type Outcome, type Scenario } from "./scenario.ts";
import { ScriptedServers } from "./scripted.ts";

const servers = new ScriptedServers();
afterAll(() => servers[Symbol.asyncDispose]());

const count = 120;
const delayMs = 20;
/** Every other sentence is held: so both kinds are measured by the same clock, at the same time, on the same busy computer. */
const delays = Object.fromEntries(Array.from({ length: count / 2 }, (_, i) => [`${2 * i}`, delayMs]));

const plans: readonly Scenario["plan"][] = [
  { protocol: "udp", way: "datagrams" },
  { protocol: "udp", way: "datagrams", window: 16 },
  { protocol: "udp", way: "datagrams", intervalMs: 3 },
  { protocol: "udp", way: "socket-per-datagram" },
  { protocol: "tcp", way: "one-connection" },
  { protocol: "tcp", way: "one-connection", window: 16 },
  { protocol: "tcp", way: "one-connection", intervalMs: 3 },
  { protocol: "tcp", way: "connection-per-sentence" },
];

/** What is left of the exchange times, by number, when the server's own are taken away. */
function overheadMs({ rows, report }: Outcome): Map<number, number> {
  const held = new Map(report.heldMs);
  return new Map(rows.map(({ sequence, exchangeMs }) => [sequence, (exchangeMs ?? 0) - (held.get(sequence) ?? 0)]));
}

function expectStatisticsOf(rows: readonly ExchangeRow[], series: Series): void {
  const times = rows.toSorted((a, b) => a.sequence - b.sequence).map(({ exchangeMs }) => exchangeMs as number);
  const { exchangeMs } = series;
  if (exchangeMs === null) throw new Error("all of them were answered");
  expect([exchangeMs.n, exchangeMs.minMs, exchangeMs.maxMs]).toEqual([count, Math.min(...times), Math.max(...times)]);
  for (const [percent, ms] of [
    [50, exchangeMs.medianMs],
    [90, exchangeMs.p90Ms],
    [95, exchangeMs.p95Ms],
    [99, exchangeMs.p99Ms],
    [99.9, exchangeMs.p999Ms],
  ] as const) {
    const exact = nearestRank(times, percent);
    expect(Math.abs(ms - exact)).toBeLessThanOrEqual(exact * 0.001 + 1e-6);
  }
  const differences = times.slice(1).map((ms, i) => Math.abs(ms - (times[i] as number)));
  expect(series.jitterMs).toBeCloseTo(differences.reduce((sum, ms) => sum + ms, 0) / differences.length, 9);
  expect(series.samples.map((sample) => sample.exchangeMs)).toEqual(times);
  expect(series.histogram.reduce((sum, bin) => sum + bin.count, 0)).toBe(count);
}

describe.concurrent("measureSeries()", () => {
  for (const plan of plans) {
    const { way, window = 1, intervalMs = 0 } = plan;

    test(`measures what the server held a sentence, and little more: ${way}, window ${window}, interval ${intervalMs}`, async () => {
      const outcome = await measure(servers, { plan: { ...plan, count }, script: { delays } });
      expect(outcome.series.counts.answered).toBe(count);
      expectStatisticsOf(outcome.rows, outcome.series);
      const overhead = overheadMs(outcome);
      expect(overhead.size).toBe(count);
      // The server's time lies within the client's, whatever the computer does besides.
      for (const ms of overhead.values()) expect(ms).toBeGreaterThanOrEqual(0);
      const halves = [0, 1].map((odd) => [...overhead].filter(([n]) => n % 2 === odd).map(([, ms]) => ms));
      const [held, direct] = halves.map((times) => nearestRank(times, 50)) as [number, number];
      // Whoever was asleep for 20 ms takes longer to wake up, but not as long as the delay itself.
      expect(held).toBeLessThan(direct * 10 + delayMs / 4);
    });
  }
});

describe("measureSeries() in an open loop", () => {
  test("counts from when a sentence was due, and not from when a busy client could send it", async () => {
    const plan = { protocol: "udp", way: "datagrams", count: 60, intervalMs: 5 } as const;
    let ticks = 0;
    const busyMs = 80;
    const onTick = () => {
      if (++ticks !== 1) return;
      const until = performance.now() + busyMs;
      while (performance.now() < until);
    };
    const { series, rows } = await measure(servers, { plan: { ...plan, onTick }, script: {} });
    const late = rows.filter(({ sentMs, scheduledMs }) => sentMs - scheduledMs > busyMs / 4);
    expect(late.length).toBeGreaterThan(5);
    for (const { exchangeMs, sentMs, scheduledMs } of late) {
      expect(exchangeMs as number).toBeGreaterThan(sentMs - scheduledMs);
    }
    expect(series.sendDelayMs?.maxMs).toBeGreaterThanOrEqual(busyMs / 2);
    const first = rows.reduce((least, { scheduledMs }) => Math.min(least, scheduledMs), Number.POSITIVE_INFINITY);
    for (const { sequence, scheduledMs } of rows) expect(scheduledMs - first).toBeCloseTo(sequence * 5, 6);
  });
});

describe.skipIf(process.platform !== "linux")("Series.kernel on Linux", () => {
  test("has the segments of what counts, and none of the warm-up's", async () => {
    const plan = { protocol: "tcp", way: "one-connection", count: 100, warmup: 100 } as const;
    const { series } = await measure(servers, { plan, script: {} });
    const { segmentsOut, segmentsIn, retransmissions } = series.kernel;
    const counted = series.counts.sent;
    // A reply acknowledges its sentence, and the next sentence the reply; a busy computer adds an acknowledgement now and then.
    for (const segments of [segmentsOut, segmentsIn]) {
      expect(segments).toBeGreaterThanOrEqual(counted);
      expect(segments).toBeLessThan(counted * 1.5);
    }
    expect(retransmissions).toBe(0);
  });

  test("has the segments of all connections, one after the other", async () => {
    const plan = { protocol: "tcp", way: "one-connection", count: 200 } as const;
    const { series } = await measure(servers, { plan, script: { closeAt: [50, 100, 150] } });
    expect(series.counts.connections).toBe(4);
    expect(series.kernel.segmentsOut).toBeGreaterThanOrEqual(200);
    expect(series.kernel.segmentsIn).toBeGreaterThanOrEqual(196);
  });
});
