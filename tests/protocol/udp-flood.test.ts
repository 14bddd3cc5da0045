/** Strangers who send as fast as this machine can: the server goes on, stays as large as it is, and ends when it is told to. */

import { expect, test } from "bun:test";
import { Running } from "../support/running.ts";
import { namespacesAllowed } from "./namespace.ts";
import { ServerProcess } from "./server-process.ts";
import { endlessFlood, openNetwork } from "./strangers.ts";

const port = 7_000;
/** So much time of a processor that the server is warm, and then as much again in the flood. */
const warmCpuMs = 200;

async function busyFor(server: ServerProcess, cpuMs: number): Promise<void> {
  const until = server.cpuMs() + cpuMs;
  while (server.cpuMs() < until) await Bun.sleep(20); // not to take its processor
}

test.skipIf(!namespacesAllowed("python3")).each([
  ["its rates", []],
  ["no rates", ["--rate", "none", "--rate-all", "none"]],
] as const)(
  "udp-server with %s is ended by SIGTERM in the middle of a flood, and grows no more in it (needs network namespaces)",
  async (_what, options) => {
    await using network = await openNetwork();
    await using server = await ServerProcess.start("udp-server", ["--port", `${port}`, ...options], network);
    await using floods = new AsyncDisposableStack();
    for (let number = 0; number < 3; number++) {
      const flood = floods.use(new Running(endlessFlood(network, "10.9.0.2", port)));
      await flood.printed(/10000 more/);
    }
    await busyFor(server, warmCpuMs);
    const warmMiB = server.memoryMiB("VmRSS");
    await busyFor(server, warmCpuMs);
    expect(server.memoryMiB("VmRSS") - warmMiB).toBeLessThan(16);
    // It throws where the server does not end, and the flood does not end before.
    const { datagramsReceived, overRate } = await server.stop();
    expect(datagramsReceived).toBeGreaterThan(10_000);
    if (options.length === 0) expect(overRate).toBeGreaterThan(0);
    else expect(overRate).toBe(0);
  },
  40_000,
);
