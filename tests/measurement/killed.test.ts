/** Our own servers, killed in the middle of a measurement, and started again. */

import { describe, expect, test } from "bun:test";
import type { ExchangeRow } from "../../src/measurement/exchange-row.ts";
import { type MeasurePlan, measureSeries } from "../../src/measurement/measure.ts";
import type { Series, Way } from "../../src/measurement/record.ts";
import { emptyPort } from "../../src/system/empty-port.ts";
import { connectTcp } from "../../src/tcp-client.ts";
import { askUdp } from "../../src/udp-client.ts";
import { ServerProcess } from "../protocol/server-process.ts";
import { expectRowsAddUp } from "./rows.ts";
import { planFor } from "./scenario.ts";

/** Answers before the death, and after the return. */
const enough = 50;

interface Death {
  readonly series: Series;
  readonly rows: readonly ExchangeRow[];
}

/** Measures without an end; kills the server after some answers; ends some answers after its return. */
async function measureThroughDeath(plan: Partial<MeasurePlan> & Pick<MeasurePlan, "way">): Promise<Death> {
  const protocol = plan.way === "datagrams" || plan.way === "socket-per-datagram" ? "udp" : "tcp";
  const program = `${protocol}-server` as const;
  // A port that the kernel gives to no client: while the server is dead, nobody else gets it.
  const port = emptyPort(protocol, "127.0.0.1");
  const first = await ServerProcess.start(program, ["--host", "127.0.0.1", "--port", `${port}`]);
  const aborting = new AbortController();
  const death = Promise.withResolvers<void>();
  const rows: ExchangeRow[] = [];
  let backSince = Number.POSITIVE_INFINITY;

  function take(row: ExchangeRow): void {
    rows.push(row);
    if (rows.length === enough) {
      process.kill(first.pid, "SIGKILL");
      death.resolve();
    }
    if (rows.slice(backSince).filter(({ outcome }) => outcome === "answered").length >= enough) aborting.abort();
  }

  const peer = { address: "127.0.0.1", port: first.port };
  const whole = planFor(peer, { protocol, replyTimeoutMs: 100, count: null, ...plan }, aborting.signal);
  const measuring = measureSeries(whole, { askUdp, connectTcp }, take);
  await death.promise;
  await first[Symbol.asyncDispose]();
  await using _second = await ServerProcess.start(program, ["--host", "127.0.0.1", "--port", `${port}`]);
  backSince = rows.length;
  return { series: await measuring, rows };
}

const ways: readonly Way[] = ["datagrams", "socket-per-datagram", "one-connection", "connection-per-sentence"];

describe.concurrent("measureSeries() of a server that is killed", () => {
  for (const way of ways) {
    for (const window of [1, 16]) {
      test(`goes on when it is started again: ${way}, window ${window}`, async () => {
        const { series, rows } = await measureThroughDeath({ way, window });
        expect(series.end).toEqual({ kind: "interrupted" });
        expect(series.counts.answered + series.counts.late).toBeGreaterThanOrEqual(2 * enough);
        expect(series.counts.wrong).toBe(0);
        if (way === "one-connection") expect(series.counts.connections).toBeGreaterThanOrEqual(2);
        expectRowsAddUp({ series, rows });
      }, 20_000);
    }
  }
});
