/** The largest packet of a way: what the kernel's routes say, and nothing where they say nothing. */

import { describe, expect, test } from "bun:test";
import { readdirSync, readFileSync } from "node:fs";
import { endpoint } from "../../src/core/endpoint.ts";
import { pathMtu } from "../../src/system/path-mtu.ts";
import { hasIPv6 } from "./loopback.ts";
import { hasNamespaces, inNamespace, loopbackUp, withPeer } from "./namespace.ts";

const port = 9;

/** The MTU of loopback. An IPv4 packet's length has 16 bits (RFC 791 3.1). */
function loopbackMtu(version: 4 | 6): number {
  const mtuBytes = Number(readFileSync("/sys/class/net/lo/mtu", "latin1"));
  return version === 4 ? Math.min(mtuBytes, 65_535) : mtuBytes;
}

describe.skipIf(process.platform !== "linux")("pathMtu() on Linux", () => {
  test("tells loopback's", () => {
    expect(pathMtu(endpoint("127.0.0.1", port))).toBe(loopbackMtu(4));
  });

  test.skipIf(!hasIPv6)("tells loopback's for IPv6 (needs ::1)", () => {
    expect(pathMtu(endpoint("::1", port))).toBe(loopbackMtu(6));
  });

  test("sends nothing: the port that it asks about hears nothing", async () => {
    const { promise: first, resolve } = Promise.withResolvers<string>();
    const socket = await Bun.udpSocket({
      hostname: "127.0.0.1",
      socket: { data: (_socket, bytes) => resolve(bytes.toString()) },
    });
    pathMtu(endpoint("127.0.0.1", socket.port));
    socket.send("what was sent", socket.port, "127.0.0.1");
    expect(await first).toBe("what was sent");
    socket.close();
  });

  test("leaves no descriptor open", () => {
    const openDescriptors = () => readdirSync("/proc/self/fd").length;
    const before = openDescriptors();
    for (let i = 0; i < 1_000; i++) pathMtu(endpoint(i % 2 === 0 ? "127.0.0.1" : "not an address", port));
    expect(openDescriptors()).toBeLessThanOrEqual(before);
  });
});

describe.skipIf(!hasNamespaces())("in a network of their own (needs user namespaces)", () => {
  const mtus = (furnish: string, ...addresses: string[]) => inNamespace(furnish, "path-mtu-said.ts", ...addresses);

  test("pathMtu() tells what each route allows", async () => {
    const routes = "ip route add 192.0.2.0/24 dev lo mtu 1400; ip route add 198.51.100.0/24 dev lo";
    const furnish = `${withPeer}; ip link set lo mtu 1500; ${routes}`;
    const said = await mtus(furnish, "127.0.0.1", "::1", "192.0.2.1", "198.51.100.1");
    expect(said).toEqual([1_500, 1_500, 1_400, 1_500]);
  });

  test("pathMtu() tells nothing where there is no route", async () => {
    expect(await mtus(loopbackUp, "127.0.0.1", "192.0.2.1", "2001:db8::1")).toEqual([65_535, null, null]);
  });
});
