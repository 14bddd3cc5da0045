/** What the kernel says of a connection that failed. */

import { describe, expect, test } from "bun:test";
import { readdirSync } from "node:fs";
import type { Endpoint } from "../../src/core/endpoint.ts";
import { endpoint } from "../../src/core/endpoint.ts";
import { connectCause } from "../../src/system/connect-cause.ts";
import { atTheGate, hasNamespaces, inNamespace, loopbackUp, peerAddress, withPeer } from "./namespace.ts";
import type { Said } from "./say-causes.ts";

/** Nobody listens there; and it is below the ports that a kernel gives out, so no attempt meets itself. */
const closedPort = 1;
const later = () => performance.now() + 60_000;

async function said(furnish: string, peers: Endpoint[], timeoutMs = 60_000): Promise<Said[]> {
  return (await inNamespace(furnish, "say-causes.ts", JSON.stringify(peers), `${timeoutMs}`)) as Said[];
}

describe.skipIf(process.platform !== "linux")("connectCause() on Linux", () => {
  test.each(["127.0.0.1", "::ffff:127.0.0.1"])(
    "says ECONNREFUSED of a port where nothing listens, at %s",
    async (address) => {
      expect(await connectCause({ address, port: closedPort }, later())).toBe("ECONNREFUSED");
    },
  );

  test("says unknown where the second attempt goes through, and sends nothing on it", async () => {
    const { promise: closed, resolve } = Promise.withResolvers<number>();
    let received = 0;
    const socket: Bun.SocketHandler<undefined> = {
      data: (_socket, chunk) => {
        received += chunk.length;
      },
      close: () => resolve(received),
    };
    using listener = Bun.listen({ hostname: "127.0.0.1", port: 0, socket });
    expect(await connectCause(endpoint("127.0.0.1", listener.port), later())).toBe("unknown");
    expect(await closed).toBe(0);
  });

  test("says the same a thousand times, and leaves no descriptor open", async () => {
    const openDescriptors = () => readdirSync("/proc/self/fd").length;
    const peer = endpoint("127.0.0.1", closedPort);
    await connectCause(peer, later());
    const before = openDescriptors();
    const causes = new Map<string, number>();
    for (let i = 0; i < 1_000; i++) {
      const cause = await connectCause(peer, later());
      causes.set(cause, (causes.get(cause) ?? 0) + 1);
    }
    expect([...causes]).toEqual([["ECONNREFUSED", 1_000]]);
    expect(openDescriptors()).toBeLessThanOrEqual(before);
  });
});

describe.skipIf(!hasNamespaces("nft"))("in a network of their own (needs nft and user namespaces)", () => {
  // connect.ts: the reason for asking the kernel.
  test("connectCause() and connectOrCause() say what the kernel says, where Bun says ECONNREFUSED", async () => {
    const gate = atTheGate(
      "tcp dport 7 reject with icmpx type host-unreachable",
      "tcp dport 8 reject with icmpx type admin-prohibited",
      "tcp dport 9 reject with tcp reset",
    );
    const causes: [string, number, string][] = [
      [peerAddress, 7, "EHOSTUNREACH"],
      [peerAddress, 8, "EHOSTUNREACH"],
      [peerAddress, 9, "ECONNREFUSED"],
      [peerAddress, closedPort, "ECONNREFUSED"],
      ["192.0.2.1", closedPort, "ENETUNREACH"], // no route
      ["2001:db8::1", closedPort, "ENETUNREACH"],
    ];
    const peers = causes.map(([address, port]) => endpoint(address, port));
    const expected = causes.map(([, , cause]) => ({ bun: "ECONNREFUSED", kernel: cause, told: cause }));
    expect(await said(`${withPeer}; ${gate}`, peers)).toMatchObject(expected);
  });

  // Every other SYN is dropped, and Linux sends it again after a second: so long take the attempt, and then the kernel's word.
  test("connectOrCause() tells how long the attempt took, without the time to find out why it failed", async () => {
    const furnish = `${withPeer}; ${atTheGate("tcp dport 7 numgen inc mod 2 == 0 drop")}`;
    const [one] = await said(furnish, [endpoint(peerAddress, 7)]);
    expect(one?.told).toBe("ECONNREFUSED");
    expect(one?.waitedMs).toBeGreaterThan(900);
    expect((one?.toldAfterMs ?? 0) - (one?.waitedMs ?? 0)).toBeGreaterThan(900);
  });

  test("they say timeout, where nothing answers", async () => {
    const furnish = `${withPeer}; ${atTheGate("tcp dport 7 drop")}`;
    expect(await said(furnish, [endpoint(peerAddress, 7)], 100)).toMatchObject([
      { kernel: "timeout", told: "timeout" },
    ]);
  });

  test("connectCause() says which family this system lacks", async () => {
    const furnish = `${loopbackUp}; sysctl -q net.ipv6.conf.all.disable_ipv6=1`;
    expect(await said(furnish, [endpoint("::1", closedPort)])).toMatchObject([{ kernel: "EADDRNOTAVAIL" }]);
  });

  // `localhost` often has ::1 where there is no IPv6, as in many containers: there, no server would help.
  test("connectOrCause() says the kernel's word of a loopback address too, where that is another", async () => {
    const furnish = `${loopbackUp}; sysctl -q net.ipv6.conf.all.disable_ipv6=1`;
    expect(await said(furnish, [endpoint("::1", closedPort)])).toMatchObject([{ told: "EADDRNOTAVAIL" }]);
  });
});
