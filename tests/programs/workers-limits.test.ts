/** Limits of a server of several workers: together they take no more than was asked for. */

import { expect, test } from "bun:test";
import { namespacesAllowed } from "../protocol/namespace.ts";
import { RawTcpPeer } from "../protocol/raw-tcp-peer.ts";
import { flood, openNetwork } from "../protocol/strangers.ts";
import { compiled } from "../support/compiled.ts";
import { Running } from "../support/running.ts";
import { childrenOf, startWorkers, workersServe } from "./workers.ts";

test.skipIf(!workersServe)("tcp-server --max-connections holds for all workers together (Linux)", async () => {
  await using server = await startWorkers("tcp-server", 2, [
    "--max-connections",
    "5",
    "--keep-alive",
    "60",
    "--json",
    "-q",
  ]);
  await using stack = new AsyncDisposableStack();
  const answers: Promise<string>[] = [];
  // That fewer than three of 40 come to one of two workers happens once in a thousand million times.
  for (let number = 0; number < 40; number++) {
    const peer = stack.use(await RawTcpPeer.connect(server.port));
    answers.push(peer.ask("hello").catch(() => "turned away"));
  }
  const fates = await Promise.all(answers);
  expect(fates.filter((fate) => fate === "HELLO").length).toBe(5);
  await stack.disposeAsync();
  server.signal("SIGTERM");
  const { stdout } = await server.ended();
  expect(JSON.parse(stdout.trimEnd().split("\n").at(-1) ?? "")).toMatchObject({
    connections: 5,
    answered: 5,
    tooMany: 35,
  });
});

const inNetwork = test.skipIf(!workersServe || !namespacesAllowed("python3"));

inNetwork(
  "udp-server --rate and --rate-all hold for all workers together (needs network namespaces)",
  async () => {
    await using network = await openNetwork();
    const options = ["--port", "7000", "--workers", "2", "--rate", "60", "--rate-all", "100", "--json", "-q"];
    await using server = new Running(network.command(compiled("udp-server"), ...options));
    await server.printed(/"listening"/);
    const startMs = performance.now();
    // Each flood is from a port of its own, so both workers have something to refuse.
    for (let number = 0; number < 8; number++) await flood(network, "10.9.0.1", 7_000, 200);
    const seconds = (performance.now() - startMs) / 1_000;
    server.signal("SIGTERM");
    const { stdout } = await server.ended();
    const totals = JSON.parse(stdout.trimEnd().split("\n").at(-1) ?? "");
    expect(totals.datagramsReceived).toBe(1_600);
    expect(totals.datagramsSent + totals.overRate + totals.overRateAll).toBe(1_600);
    expect(totals.datagramsSent).toBeGreaterThan(30);
    expect(totals.datagramsSent).toBeLessThanOrEqual(60 + 60 * (seconds + 1));
  },
  30_000,
);

test.skipIf(!workersServe)(
  "a worker that hangs is killed, and the others end in good order (Linux)",
  async () => {
    await using server = await startWorkers("tcp-server", 2);
    process.kill(childrenOf(server.pid)[0] as number, "SIGSTOP");
    server.signal("SIGTERM");
    const { code, stderr } = await server.ended();
    expect(stderr).toContain("Incomplete: 1 worker ended before");
    expect(code).toBe(0);
  },
  20_000,
);
