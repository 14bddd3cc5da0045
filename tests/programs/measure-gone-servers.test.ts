/** Servers that go away or come back in the middle: a clear message, what was measured is kept, exit code 1. */

import { describe, expect, setDefaultTimeout, test } from "bun:test";
import { type Ended, Running } from "../support/running.ts";
import { type BothServers, type Client, clients, reportOf, startBoth } from "./measuring.ts";
import { client, startServer } from "./started.ts";

// A server that is gone is waited for, for three seconds; here, of all at the same time.
setDefaultTimeout(30_000);

const endless = ["-d", "60", "--report-every", "0.1", "--warmup", "5"];
/** The first line of figures. */
const figures = /\d ms\n/;

function serverOf(program: Client) {
  return program === "udp-client" ? "udp-server" : "tcp-server";
}

/** Ends the server of a client that measures, once that has told something. */
async function losing(program: Client, ...args: string[]): Promise<Ended & { port: number }> {
  await using servers = await startBoth();
  await using measuring = new Running(client(program, servers.port, ...endless, ...args));
  await measuring.printed(figures, "stderr");
  await serverIn(servers, program)[Symbol.asyncDispose]();
  return { ...(await measuring.ended()), port: servers.port };
}

function serverIn({ udp, tcp }: BothServers, program: Client) {
  return program === "udp-client" ? udp : tcp;
}

describe.concurrent("A server that dies in the middle", () => {
  for (const [program, ...args] of [
    ["udp-client", "--timeout", "0.5"],
    ["tcp-client"],
    ["tcp-client", "--reconnect"],
    ["udp-client", "--compare", "--timeout", "0.5"],
    ["tcp-client", "--compare", "--timeout", "0.5"],
  ] as const) {
    test(`${program} ${args.join(" ")}`, async () => {
      const { code, stdout, stderr, port } = await losing(program, ...args);
      expect(stdout).toStartWith("Not complete: the server was gone.\n\n");
      expect(stdout).toMatch(/\b(sentences sent in|side by side)\b/);
      expect(stderr.replace(/\s+/g, " ")).toEndWith(
        `Cannot go on measuring 127.0.0.1:${port}: nothing is listening there. What was measured until then is reported. Start one: ${serverOf(program)} --port ${port} `,
      );
      expect(code).toBe(1);
    });
  }
});

describe.concurrent("A server that is started again in the middle", () => {
  test.each(clients)("%s: goes on with it, and tells of it by its exit code", async (program) => {
    await using first = await startServer(serverOf(program), ["-q"]);
    const args = ["-i", "5ms", "-d", "2.5", "--report-every", "0.1", "--warmup", "5", "--json", "--timeout", "0.2"];
    await using measuring = new Running(client(program, first.port, ...args));
    await measuring.printed(figures, "stderr");
    await first[Symbol.asyncDispose]();
    await measuring.printed(/ 0\/\d+ .*–\n/, "stderr"); // an interval in which nothing was answered
    await using _again = await startServer(serverOf(program), ["-q", "--port", `${first.port}`]);
    const ended = await measuring.ended();
    const { series, end } = reportOf(ended);
    expect(end).toEqual({ kind: "done" });
    const [{ counts, samples } = { counts: undefined, samples: [] }] = series;
    expect(samples.at(-1)?.exchangeMs).toBeGreaterThan(0);
    if (program === "udp-client") expect(counts?.icmpErrors).toBeGreaterThan(0);
    else expect(counts?.connections).toBeGreaterThanOrEqual(2);
    expect(ended.code).toBe(1);
  });
});
