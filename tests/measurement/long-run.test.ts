/** Long runs against our compiled servers: in memory that does not grow, and no slower than the sockets. */

import { describe, expect, test } from "bun:test";
import { join } from "node:path";
import { maxMeasuredSentenceBytes } from "../../src/core/limits.ts";
import { measureSeries } from "../../src/measurement/measure.ts";
import type { Way } from "../../src/measurement/record.ts";
import { ServerProcess } from "../protocol/server-process.ts";
import { run } from "../support/running.ts";
import type { LongRun } from "./measure-long.ts";
import { nearestRank } from "./nearest-rank.ts";
import { planFor } from "./scenario.ts";

const ways = [
  ["udp", "datagrams"],
  ["tcp", "one-connection"],
] as const satisfies [string, Way][];

/** 100,000 sentences apart: less than 42 bytes each, where a sentence takes 17 in the ledger. */
const mostGrownMiB = 4;

describe.concurrent("measureSeries()", () => {
  for (const [protocol, way] of ways) {
    test(`needs no more memory for 300,000 sentences than for 200,000: ${way}`, async () => {
      await using server = await ServerProcess.start(`${protocol}-server`, ["--host", "127.0.0.1"]);
      const peer = { address: "127.0.0.1", port: server.port };
      const plan = { peer, protocol, way, window: 64, count: 300_000, warmup: 100 };
      const script = join(import.meta.dir, "measure-long.ts");
      const { stdout, stderr } = await run([process.execPath, script, JSON.stringify(plan)]);
      expect(stderr).toBe("");
      const { answered, unanswered, memory } = JSON.parse(stdout) as LongRun;
      expect([answered, unanswered]).toEqual([300_000, 0]);
      const between = (from: number, to: number) =>
        memory.filter(({ share }) => share >= from && share < to).map(({ rssMiB }) => rssMiB);
      const [second, last] = [between(1 / 3, 2 / 3), between(2 / 3, 2)].map((some) => nearestRank(some, 50));
      expect((last as number) - (second as number)).toBeLessThan(mostGrownMiB);
    }, 60_000);
  }
});

test("measureSeries() carries the largest sentences over a connection about as fast as in datagrams", async () => {
  const medians: number[] = [];
  for (const [protocol, way] of ways) {
    await using server = await ServerProcess.start(`${protocol}-server`, ["--host", "127.0.0.1"]);
    const peer = { address: "127.0.0.1", port: server.port };
    const plan = { protocol, way, sentenceBytes: maxMeasuredSentenceBytes, count: 100, warmup: 20 };
    const { exchangeMs } = await measureSeries(planFor(peer, plan), {});
    medians.push(exchangeMs?.medianMs as number);
  }
  // Sentences are copied as memory, and not byte by byte: that takes a hundred times as long, and would be in the times.
  const [udp, tcp] = medians as [number, number];
  expect(tcp).toBeLessThan(4 * udp);
});
