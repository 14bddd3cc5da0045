/** What a sentence to an empty port meets: the truth of each case, made in a network of its own. */

import { describe, expect, test } from "bun:test";
import { join } from "node:path";
import { sentenceToNobody } from "../../src/comparison/nobody.ts";
import type { Nobody } from "../../src/comparison/record.ts";
import { firstDynamicPort } from "../../src/core/limits.ts";
import { connectTcp } from "../../src/tcp-client.ts";
import { openTcpServer } from "../../src/tcp-server.ts";
import { askUdp } from "../../src/udp-client.ts";
import { openUdpServer } from "../../src/udp-server.ts";
import { atTheGate, hasNamespaces, inNamespace, peerAddress, withPeer } from "../system/namespace.ts";
import { patienceMs } from "./asking.ts";

const patience = { replyTimeoutMs: patienceMs, connectTimeoutMs: patienceMs };
const port = expect.any(Number);
const afterMs = expect.any(Number);

describe("sentenceToNobody()", () => {
  test.each(["udp", "tcp"] as const)("is refused at once on loopback, over %s", async (protocol) => {
    const met = await sentenceToNobody(protocol, "127.0.0.1", patience, { askUdp, connectTcp });
    expect(met).toEqual({ protocol, port, outcome: "refused", code: "ECONNREFUSED", afterMs });
    expect(met.port).toBeGreaterThanOrEqual(firstDynamicPort);
    expect(met.afterMs).toBeGreaterThan(0);
    expect(met.afterMs).toBeLessThan(patienceMs);
  });

  test("takes the soonest of three refusals, and silence after one for nothing", async () => {
    const peer = { address: "192.0.2.1", port: 1 };
    const refusedAfter = (waitedMs: number) => ({ peer, cause: "ECONNREFUSED", waitedMs });
    const silent = { peer, cause: "timeout", waitedMs: 1 };
    const cases = [
      { came: [refusedAfter(9), refusedAfter(2), refusedAfter(3)], soonestMs: 2 },
      { came: [refusedAfter(9), silent, refusedAfter(7)], soonestMs: 7 },
      { came: [refusedAfter(9), silent, silent], soonestMs: 9 },
    ];
    for (const { came, soonestMs } of cases) {
      const pages = { askUdp, connectTcp: async () => came.splice(0, 1) };
      const met = await sentenceToNobody("tcp", peer.address, patience, pages);
      expect(met).toMatchObject({ outcome: "refused", afterMs: soonestMs });
      expect(came).toEqual([]);
    }
  });

  // At another host the port may be somebody's after all.
  test("says that it was answered, where it was", async () => {
    const udp = await openUdpServer({ host: "127.0.0.1", port: 0 });
    const limits = { keepAliveMs: 1_000, idleTimeoutMs: 1_000, maxConnections: 10 };
    const tcp = openTcpServer({ host: "127.0.0.1", port: 0, ...limits });
    const pages = {
      askUdp: (...[message, , options]: Parameters<typeof askUdp>) => askUdp(message, [udp.local], options),
      connectTcp: (...[, options]: Parameters<typeof connectTcp>) => connectTcp([tcp.local], options),
    };
    const answered = { port, outcome: "answered", code: null, afterMs } as const;
    for (const protocol of ["udp", "tcp"] as const) {
      expect(await sentenceToNobody(protocol, "192.0.2.1", patience, pages)).toEqual({ protocol, ...answered });
    }
    await udp.stop();
    await tcp.stop();
  });
});

describe.skipIf(!hasNamespaces("nft"))("in a network of its own (needs nft and user namespaces)", () => {
  /** What a rule for every empty port makes of a sentence over UDP and over TCP. */
  async function met(rule: string, address = peerAddress): Promise<Nobody[]> {
    const rules = ["udp", "tcp"].map((protocol) => `${protocol} dport ${firstDynamicPort}-65535 ct state new ${rule}`);
    const script = join("..", "comparison", "say-nobody.ts");
    return (await inNamespace(`${withPeer}; ${atTheGate(...rules)}`, script, address)) as Nobody[];
  }

  test.each([
    ["that drops all", "drop", peerAddress, { outcome: "silent", code: null }],
    [
      "that calls the host unreachable",
      "reject with icmpx type host-unreachable",
      peerAddress,
      { outcome: "not-reachable", code: "EHOSTUNREACH" },
    ],
    [
      "that says no",
      "reject with icmpx type admin-prohibited",
      peerAddress,
      { outcome: "not-reachable", code: "EHOSTUNREACH" },
    ],
    ["that lets it pass, to nobody", "accept", peerAddress, { outcome: "refused", code: "ECONNREFUSED" }],
    [
      "that is never reached, without a route",
      "accept",
      "192.0.2.1",
      { outcome: "not-reachable", code: "ENETUNREACH" },
    ],
  ] as const)("sentenceToNobody() tells what a firewall makes of it %s", async (_what, rule, address, expected) => {
    const [udp, tcp] = await met(rule, address);
    expect(udp).toEqual({ protocol: "udp", port, afterMs, ...expected });
    expect(tcp).toEqual({ protocol: "tcp", port, afterMs, ...expected });
    if (expected.outcome !== "silent") return;
    // As long as our patience was meant to be: of the UDP client it is measured.
    expect(udp?.afterMs).toBeGreaterThanOrEqual(199);
    expect(tcp?.afterMs).toBe(300);
  });
});
