/** Ports where no program is. */

import { describe, expect, test } from "bun:test";
import { readFileSync } from "node:fs";
import { firstDynamicPort, maxPort } from "../../src/core/limits.ts";
import { emptyPort } from "../../src/system/empty-port.ts";
import { hasIPv6 } from "./loopback.ts";
import { hasNamespaces, inNamespace, loopbackUp } from "./namespace.ts";

function lastGivenOut(): number {
  return Number(readFileSync("/proc/sys/net/ipv4/ip_local_port_range", "latin1").split(/\s+/)[1]);
}

const addresses = hasIPv6 ? ["127.0.0.1", "::1"] : ["127.0.0.1"];

describe("emptyPort()", () => {
  test.each(addresses)("picks a port that can be bound, at %s", async (hostname) => {
    const udp = await Bun.udpSocket({ hostname, port: emptyPort("udp", hostname) });
    udp.close();
    using tcp = Bun.listen({ hostname, port: emptyPort("tcp", hostname), socket: { data() {} } });
    expect(tcp.port).toBeGreaterThanOrEqual(firstDynamicPort);
  });

  test("picks any port of the dynamic range at the address of another host (RFC 5737)", () => {
    const ports = Array.from({ length: 1_000 }, () => emptyPort("tcp", "192.0.2.1"));
    expect(Math.min(...ports)).toBeGreaterThanOrEqual(firstDynamicPort);
    expect(Math.max(...ports)).toBeLessThanOrEqual(maxPort);
    expect(new Set(ports).size).toBeGreaterThan(900);
  });

  test.skipIf(process.platform !== "linux")("picks none that the kernel gives out to clients, on Linux", () => {
    const ports = Array.from({ length: 100 }, () => emptyPort("udp", "127.0.0.1"));
    if (lastGivenOut() < maxPort) expect(Math.min(...ports)).toBeGreaterThan(lastGivenOut());
  });
});

describe.skipIf(!hasNamespaces("sysctl"))("emptyPort() in a network of its own (needs user namespaces)", () => {
  const furnish = (last: number) => `${loopbackUp}; sysctl -qw net.ipv4.ip_local_port_range="1024 ${last}"`;
  const found = (last: number, ...taken: string[]) => inNamespace(furnish(last), "say-empty-port.ts", ...taken);

  test("leaves out what is taken, of that protocol alone", async () => {
    const all = [65_531, 65_532, 65_533, 65_534, 65_535];
    expect(await found(65_530, "65532", "65533", "65535")).toEqual({ udp: [65_531, 65_534], tcp: all });
  });

  test("throws where every port is taken", async () => {
    const { udp, tcp } = (await found(65_533, "65534", "65535")) as Record<string, unknown>;
    expect(udp).toBe("no port from 65534 to 65535 is free at 127.0.0.1");
    expect(tcp).toEqual([65_534, 65_535]);
  });

  test("takes the whole dynamic range where the kernel gives out all of it", async () => {
    const { udp } = (await found(65_535)) as { udp: number[] };
    expect(Math.min(...udp)).toBeGreaterThanOrEqual(firstDynamicPort);
    expect(udp.length).toBeGreaterThan(150);
  });
});
