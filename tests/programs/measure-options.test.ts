/** Every option that measures, with the compiled programs: what it changes, and that it says so. */

import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from "bun:test";
import type { Series } from "../../src/measurement/record.ts";
import { type BothServers, type Client, clients, reportOf, startBoth } from "./measuring.ts";
import { ask } from "./started.ts";

// Sixteen programs at once: each of them waits for a processor most of the time.
setDefaultTimeout(60_000);

let servers: BothServers;
beforeAll(async () => {
  servers = await startBoth();
});
afterAll(() => servers[Symbol.asyncDispose]());

async function seriesOf(program: Client, ...args: string[]): Promise<Series[]> {
  const ended = await ask(program, servers.port, ["--json", ...args]);
  expect({ code: ended.code, stderr: ended.stderr }).toEqual({ code: 0, stderr: "" });
  return [...reportOf(ended).series];
}

async function textOf(program: Client, ...args: string[]): Promise<string> {
  const { code, stdout, stderr } = await ask(program, servers.port, args);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  return stdout.replace(/\s+/g, " ");
}

describe.concurrent.each(clients)("%s", (program) => {
  test("-c and --warmup 0: so many, from the first on", async () => {
    const [series] = await seriesOf(program, "-c", "7", "--warmup", "0");
    expect(series).toMatchObject({ warmup: 0, window: 1, loop: "closed", counts: { sent: 7, answered: 7 } });
    expect(await textOf(program, "-c", "7", "--warmup", "0")).toContain("No warm-up. 7 sentences sent in ");
  });

  test("-d: for so long; with -c, whichever ends first", async () => {
    const [timed] = await seriesOf(program, "-d", "0.2", "--warmup", "1");
    expect(timed?.elapsedMs).toBeGreaterThanOrEqual(200);
    expect(timed?.counts.answered).toBeGreaterThan(0);
    const [counted] = await seriesOf(program, "-d", "60", "-c", "2");
    expect(counted?.counts.sent).toBe(2);
  });

  test("-i: an open loop, and the text says what its times count from", async () => {
    const args = ["-i", "2ms", "-c", "20", "--warmup", "2"];
    const [series] = await seriesOf(program, ...args);
    expect(series).toMatchObject({ loop: "open", intervalMs: 2, counts: { sent: 20, answered: 20 } });
    expect(series?.sendDelayMs?.n).toBe(20);
    expect(series?.elapsedMs).toBeGreaterThanOrEqual(19 * 2);
    const text = await textOf(program, ...args);
    expect(text).toContain("Open loop: a sentence is due every 2 ms, and its time counts from the scheduled time");
    expect(text).toContain("send delay");
  });

  test("-s: one size, or a sweep of them, each twice the last", async () => {
    const sizes = async (size: string) =>
      (await seriesOf(program, "-c", "3", "--warmup", "1", "-s", size)).map(({ sentenceBytes, counts }) => [
        sentenceBytes,
        counts.answered,
      ]);
    expect(await sizes("12")).toEqual([[12, 3]]);
    expect(await sizes("16..100")).toEqual([16, 32, 64, 100].map((bytes) => [bytes, 3]));
    expect(await sizes("65507")).toEqual([[65_507, 3]]);
    const text = await textOf(program, "-c", "3", "-s", "16..64");
    expect(text).toContain("sentences of 16 to 64 bytes, 3 sizes");
  });

  test("-w 256: that many in flight, and all of them are answered", async () => {
    const args = ["-w", "256", "-c", "1000"];
    const [series] = await seriesOf(program, ...args);
    expect(series).toMatchObject({ window: 256, counts: { sent: 1_000, answered: 1_000, wrong: 0 } });
    expect(await textOf(program, ...args)).toContain("Closed loop, window 256: up to so many sentences are under way");
  });

  test("--report-every: lines on standard error meanwhile, of all and of the interval", async () => {
    const args = ["-d", "1", "--report-every", "0.1", "--warmup", "1"];
    const { code, stdout, stderr } = await ask(program, servers.port, args);
    const [head, ...lines] = stderr.trimEnd().split("\n");
    expect(head).toMatch(/^ +elapsed +answered\/sent +in this interval +median +p99$/);
    expect(lines.length).toBeGreaterThanOrEqual(2);
    const protocol = program.slice(0, 3).toUpperCase();
    for (const line of lines)
      expect(line).toMatch(new RegExp(`^ +[\\d.]+ s  ${protocol}( +[\\d,]+/[\\d,]+){2} .*( ms|–)$`));
    expect(stdout).not.toContain("in this interval");
    expect(code).toBe(0);
  });

  test("-q: nothing but the report", async () => {
    const { stdout, stderr } = await ask(program, servers.port, ["-q", "-c", "3"]);
    expect(stderr).toBe("");
    expect(stdout).toContain("3 sentences sent in ");
  });

  test("--lang ko: every word of the report is Korean", async () => {
    for (const args of [[], ["--compare"], ["-i", "1ms"]]) {
      const korean = await textOf(program, "-c", "20", "--warmup", "2", "--lang", "ko", ...args);
      expect(korean).toMatch(/[가-힣]/);
      expect(korean).not.toMatch(/\b(sentences?|answered|reply|server|median|interval|embedded servers)\b/i);
    }
  });
});

test("tcp-client --reconnect: a connection for each sentence", async () => {
  const [series] = await seriesOf("tcp-client", "--reconnect", "-c", "10", "--warmup", "2");
  expect(series).toMatchObject({ way: "connection-per-sentence", fellBack: false });
  expect(series?.counts).toMatchObject({ answered: 10, connections: 10 });
  expect(series?.connectMs?.n).toBe(10);
  expect(await textOf("tcp-client", "--reconnect", "-c", "3")).toContain("Each over a connection of its own.");
});

test("udp-client --compare -s 16..64: every size over both, the smallest one with sockets of its own too", async () => {
  const series = await seriesOf("udp-client", "--compare", "-c", "3", "--warmup", "1", "-s", "16..64");
  expect(series.map(({ sentenceBytes }) => sentenceBytes)).toEqual([16, 16, 16, 16, 32, 32, 64, 64]);
});

test("tcp-client --compare -d: rounds for so long", async () => {
  const [datagrams, stream] = await seriesOf("tcp-client", "--compare", "-d", "0.1", "--warmup", "1");
  expect(datagrams?.counts.sent).toBeGreaterThan(0);
  expect(stream?.counts.sent).toBe(datagrams?.counts.sent as number);
});

test("udp-client --compare --report-every: a line for each protocol", async () => {
  const args = ["--compare", "-d", "0.35", "--report-every", "0.1", "--warmup", "1"];
  const { stderr } = await ask("udp-client", servers.port, args);
  const [head, ...lines] = stderr.trimEnd().split("\n");
  expect(head).toMatch(/^ +elapsed +answered\/sent /);
  const told = lines.map((line) => /^ +[\d.]+ s {2}(UDP|TCP) /.exec(line)?.[1]);
  expect(told.slice(0, 4)).toEqual(["UDP", "TCP", "UDP", "TCP"]);
  expect(new Set(told).size).toBe(2);
});
