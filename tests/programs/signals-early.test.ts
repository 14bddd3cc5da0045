/** Servers that are told to stop as early as anybody can know of them. */

import { describe, expect, test } from "bun:test";
import { compiled } from "../support/compiled.ts";
import { Running } from "../support/running.ts";

const rounds = 20;

describe.each([
  ["udp-server", "Received 0 datagrams"],
  ["tcp-server", "Accepted 0 connections"],
] as const)("%s", (program, totals) => {
  test.each(["SIGTERM", "SIGINT"] as const)(
    "%s at the first byte of its output: totals, and 0",
    async (signal) => {
      for (let round = 0; round < rounds; round++) {
        await using server = new Running([compiled(program), "--host", "127.0.0.1", "--port", "0"]);
        await server.printed(/./s);
        server.signal(signal);
        const { code, signal: endedBy, stderr } = await server.ended();
        expect({ code, endedBy }).toEqual({ code: 0, endedBy: null });
        expect(stderr).toContain(totals);
      }
    },
    60_000,
  );
});
