/** The same over IPv6. */

import { describe, expect, test } from "bun:test";
import { measureSeries } from "../../src/measurement/measure.ts";
import type { Way } from "../../src/measurement/record.ts";
import { connectTcp } from "../../src/tcp-client.ts";
import { askUdp } from "../../src/udp-client.ts";
import { ServerProcess } from "../protocol/server-process.ts";
import { hasIPv6 } from "../system/loopback.ts";
import { planFor } from "./scenario.ts";

const ways = [
  ["udp", "datagrams"],
  ["udp", "socket-per-datagram"],
  ["tcp", "one-connection"],
  ["tcp", "connection-per-sentence"],
] as const satisfies [string, Way][];

describe.skipIf(!hasIPv6)("measureSeries() over IPv6 (needs ::1)", () => {
  test.each(ways)("carries every sentence over %s, %s", async (protocol, way) => {
    // Every address of this computer: the server answers IPv4 and IPv6 from one socket.
    await using server = await ServerProcess.start(`${protocol}-server`);
    for (const address of ["::1", "127.0.0.1"]) {
      const peer = { address, port: server.port };
      const plan = { protocol, way, count: 30, warmup: 5, window: 4 };
      const { counts, end } = await measureSeries(planFor(peer, plan), { askUdp, connectTcp });
      expect(end).toEqual({ kind: "done" });
      expect(counts).toMatchObject({ sent: 30, answered: 30, stray: 0, icmpErrors: 0 });
    }
  });
});
