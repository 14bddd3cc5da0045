/** A measurement that is told to stop: what it has is reported, and before it has anything it ends at once. */

import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { closeSync, constants, openSync, readFileSync } from "node:fs";
import { installed } from "../support/peers.ts";
import { type Ended, Running, run } from "../support/running.ts";
import { type BothServers, clients, Folder, reportOf, rowsOf, startBoth } from "./measuring.ts";
import { answerTcp, answerUdp } from "./scripted.ts";
import { client } from "./started.ts";

let servers: BothServers;
beforeAll(async () => {
  servers = await startBoth();
});
afterAll(() => servers[Symbol.asyncDispose]());

/** The first line of figures. */
const figures = /\d ms\n/;
const endless = ["-d", "60", "--report-every", "0.1", "--warmup", "5"];

/** Lets it run until it has told something, and sends it a signal then. */
async function interrupted(command: readonly string[], signal: NodeJS.Signals = "SIGINT"): Promise<Ended> {
  await using measuring = new Running(command);
  await measuring.printed(figures, "stderr");
  measuring.signal(signal);
  return await measuring.ended();
}

const works = [
  ["udp-client", []],
  ["tcp-client", []],
  ["tcp-client", ["--reconnect"]],
  ["udp-client", ["-i", "1ms"]],
  ["tcp-client", ["-i", "1ms"]],
  ["tcp-client", ["--compare"]],
] as const;

describe.concurrent.each(works)("%s %p", (program, args) => {
  test("SIGINT: reports what was measured, says first that it is not complete, and ends with 1", async () => {
    const { code, stdout, stderr } = await interrupted(client(program, servers.port, ...endless, ...args));
    expect(stdout).toStartWith("Not complete: it was interrupted.\n\n");
    expect(stdout).toMatch(/\b(sentences sent in|side by side)\b/);
    expect(stderr).toEndWith("Interrupted. What was measured until then is reported.\n");
    expect(code).toBe(1);
  });
});

test.each(clients)("%s: SIGTERM does the same as Ctrl-C, with --json and --csv too", async (program) => {
  using folder = new Folder();
  const path = folder.at("rows.csv");
  const command = client(program, servers.port, ...endless, "--compare", "--json", "--csv", path);
  const ended = await interrupted(command, "SIGTERM");
  expect(ended.code).toBe(1);
  const { series, comparison, end } = reportOf(ended);
  expect(end).toEqual({ kind: "interrupted" });
  for (const { counts } of series) expect(counts.answered).toBeGreaterThan(0);
  expect(comparison).toMatchObject({ boundaries: [], nobody: [] });
  const rows = rowsOf(readFileSync(path, "utf8")).filter(({ phase }) => phase === "measured");
  for (const { way, counts } of series.slice(0, 2)) {
    expect(rows.filter((row) => row.way === way).length).toBe(counts.sent);
  }
});

test.skipIf(!installed("timeout")).each(clients)(
  "%s: ended by timeout(1), which tells it twice, it reports all the same (needs timeout)",
  async (program) => {
    for (let round = 0; round < 5; round++) {
      const command = ["timeout", "100", ...client(program, servers.port, ...endless)];
      const { code, stdout } = await interrupted(command, "SIGTERM");
      expect(stdout).toStartWith("Not complete: it was interrupted.\n\n");
      expect(code).toBe(1);
    }
  },
  20_000,
);

describe.concurrent.each([
  ["udp-client", ["-c", "3"]],
  ["tcp-client", ["-c", "3"]],
  ["udp-client", ["--compare"]],
  ["tcp-client", ["--compare"]],
] as const)("%s %p, of which nothing was answered yet", (program, args) => {
  test.each(["SIGINT", "SIGTERM"] as const)("%s ends it at once and quietly, with 130", async (signal) => {
    const arrived = Promise.withResolvers<void>();
    using tcp = answerTcp({ data: () => arrived.resolve() });
    using udp = await answerUdp(() => arrived.resolve());
    const port = program === "udp-client" ? udp.port : tcp.port;
    await using measuring = new Running(client(program, port, "--timeout", "20", ...args));
    await arrived.promise;
    measuring.signal(signal);
    expect(await measuring.ended()).toEqual({ code: 130, signal: null, stdout: "", stderr: "" });
  });
});

test("A second Ctrl-C ends it at once, while the report waits for a reader", async () => {
  using folder = new Folder();
  const fifo = folder.at("fifo");
  await run(["mkfifo", fifo]);
  // Holds the other end, and reads nothing of it but that there is something.
  const held = openSync(fifo, constants.O_RDONLY | constants.O_NONBLOCK);
  await using reader = new Running(["sh", "-c", 'exec 3<"$0"; head -c 1 <&3; read -r line', fifo]);
  const command = client("udp-client", servers.port, ...endless, "--json", "-w", "16");
  await using measuring = new Running(["sh", "-c", 'exec "$@" >"$0"', fifo, ...command]);
  await measuring.printed(/(?:\d ms\n.*){3}/s, "stderr");
  measuring.signal("SIGINT");
  await reader.printed(/\{/);
  const { code } = await measuring.signalUntilEnded("SIGINT");
  closeSync(held);
  expect(code).toBe(130);
});
