/** How much one source gets, and all together: whatever they ask for, and whoever they say that they are. */

import { expect, test } from "bun:test";
import { rateUnitBytes } from "../../src/core/limits.ts";
import { compiled } from "../support/compiled.ts";
import { run } from "../support/running.ts";
import { namespacesAllowed } from "./namespace.ts";
import { ServerProcess } from "./server-process.ts";
import { flood, openNetwork } from "./strangers.ts";

const skipped = test.skipIf(!namespacesAllowed("python3"));
const port = 7_000;

/** Runs the server with these options while strangers do something. Returns its totals, and how many seconds it took. */
async function during(options: string[], what: (network: Awaited<ReturnType<typeof openNetwork>>) => Promise<unknown>) {
  await using network = await openNetwork();
  await using server = await ServerProcess.start("udp-server", ["--port", `${port}`, ...options], network);
  const startMs = performance.now();
  await what(network);
  // Through loopback, which has no rate: its reply says that all before it was read.
  const client = [compiled("udp-client"), "-q", "-H", "127.0.0.1", "-p", `${port}`, "--timeout", "20", "hello"];
  expect(await run(network.command(...client))).toMatchObject({ code: 0, stdout: "HELLO\n" });
  const seconds = (performance.now() - startMs) / 1_000;
  return {
    ...((await server.stop()) as Record<
      "datagramsReceived" | "datagramsSent" | "overRate" | "overRateAll" | "bytesReceived" | "bytesSent",
      number
    >),
    seconds,
  };
}

skipped(
  "udp-server gives one source its rate, and another one its own (needs network namespaces)",
  async () => {
    const totals = await during(["--rate", "200"], async (network) => {
      await flood(network, "10.9.0.1", port, 2_000);
      await flood(network, "10.9.0.2", port, 100);
    });
    const { datagramsReceived, datagramsSent, overRate, seconds } = totals;
    expect(datagramsSent + overRate).toBe(datagramsReceived);
    expect(datagramsSent).toBeGreaterThanOrEqual(200 + 101);
    expect(datagramsSent).toBeLessThanOrEqual(200 + 101 + 200 * seconds);
  },
  30_000,
);

skipped(
  "udp-server counts the addresses of one IPv6 network as one source (needs network namespaces)",
  async () => {
    const totals = await during(["--rate", "10"], async (network) => {
      for (const address of ["2001:db8::1", "2001:db8::2", "2001:db8:0:1::1"] as const)
        await flood(network, address, port, 1_000);
    });
    const { datagramsSent, seconds } = totals;
    expect(datagramsSent).toBeGreaterThanOrEqual(21);
    expect(datagramsSent).toBeLessThanOrEqual(21 + 2 * 10 * seconds);
  },
  30_000,
);

skipped(
  "udp-server gives all sources together their rate (needs network namespaces)",
  async () => {
    const totals = await during(["--rate", "none", "--rate-all", "500"], async (network) => {
      await flood(network, "10.9.0.1", port, 2_000);
      await flood(network, "2001:db8::1", port, 2_000);
    });
    const { datagramsReceived, datagramsSent, overRateAll, seconds } = totals;
    expect(datagramsSent + overRateAll).toBe(datagramsReceived);
    expect(datagramsSent).toBeGreaterThanOrEqual(501);
    expect(datagramsSent).toBeLessThanOrEqual(501 + 500 * seconds);
  },
  30_000,
);

skipped(
  "udp-server sends at most three times what it got, and one source no more than its rate (needs network namespaces)",
  async () => {
    // Each of these letters has two bytes, and its upper case six.
    const worst = "ΐ".repeat(rateUnitBytes / 2);
    const totals = await during(["--rate", "100"], async (network) => {
      await flood(network, "10.9.0.1", port, 2_000, worst);
      await flood(network, "10.9.0.2", port, 50, worst);
      await flood(network, "10.9.0.2", port, 50, "ß 12345 안녕");
    });
    const { bytesReceived, bytesSent, datagramsSent, seconds } = totals;
    expect(bytesSent).toBeLessThanOrEqual(3 * bytesReceived);
    expect(datagramsSent).toBeGreaterThan(200);
    expect(bytesSent).toBeLessThanOrEqual((150 + 100 * seconds) * 3 * rateUnitBytes + 5_000);
  },
  30_000,
);

skipped(
  "udp-server has no rate where it is switched off (needs network namespaces)",
  async () => {
    const totals = await during(["--rate", "none", "--rate-all", "0"], (network) =>
      flood(network, "10.9.0.1", port, 2_000),
    );
    expect(totals).toMatchObject({ datagramsSent: 2_001, overRate: 0, overRateAll: 0 });
  },
  30_000,
);
