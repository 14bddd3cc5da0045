/** A server that is told to stop before its workers have started. */

import { describe, expect, test } from "bun:test";
import { join } from "node:path";
import { stopMs, workerGraceMs } from "../../src/core/limits.ts";
import { workersServe } from "../programs/workers.ts";
import { Running } from "../support/running.ts";

const script = join(import.meta.dir, "serve-by-slow-workers.ts");

function start(slow: "" | "deaf", ...args: string[]): Running {
  const command = [process.execPath, script, "--workers", "2", "--host", "127.0.0.1", "--port", "0", ...args];
  return new Running(command, { env: { SLOW: slow } });
}

describe.skipIf(!workersServe)("serveByWorkers(), told to stop while workers start (Linux)", () => {
  test.each(["SIGTERM", "SIGINT"] as const)(
    "%s: ends them, and tells their totals, without a ready line",
    async (signal) => {
      await using server = start("");
      await server.printed(/starting\n.*starting\n/s, "stderr");
      server.signal(signal);
      const { code, stdout, stderr } = await server.ended();
      expect({ code, stdout }).toEqual({ code: 0, stdout: "" });
      expect(stderr).toMatch(/^starting\nstarting\nStopping: .*\nReceived 14 datagrams/);
    },
  );

  test("--json: its only line is the totals", async () => {
    await using server = start("", "--json");
    await server.printed(/starting\n.*starting\n/s, "stderr");
    server.signal("SIGTERM");
    const { code, stdout } = await server.ended();
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ event: "totals", datagramsReceived: 14 });
  });

  test(
    "kills those that hear nothing, after their time to finish",
    async () => {
      await using server = start("deaf");
      await server.printed(/starting\n.*starting\n/s, "stderr");
      server.signal("SIGTERM");
      const { code, stderr } = await server.ended();
      expect(code).toBe(0);
      expect(stderr).toMatch(/\nReceived 0 datagrams/);
    },
    4 * (stopMs + workerGraceMs),
  );
});
