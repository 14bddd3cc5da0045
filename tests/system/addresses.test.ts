/** This host's addresses, and the addresses of a name. */

import { describe, expect, test } from "bun:test";
import { networkInterfaces } from "node:os";
import { isLoopback } from "../../src/core/endpoint.ts";
import { anyAddress, resolveHost } from "../../src/system/addresses.ts";
import { hasNamespaces, inNamespace, loopbackUp } from "./namespace.ts";
import type { Found } from "./say-addresses.ts";

const interfaceAddresses = Object.values(networkInterfaces()).flatMap((ones) =>
  (ones ?? []).map(({ address }) => address),
);

describe("anyAddress()", () => {
  test("is an address that takes IPv4, and IPv6 where this host has it", async () => {
    const loopbacks = interfaceAddresses.filter(isLoopback);
    expect(loopbacks).toContain("127.0.0.1");
    const arrived = new Set<string>();
    const { promise: all, resolve } = Promise.withResolvers<void>();
    const data = (_socket: unknown, bytes: Buffer) =>
      void (arrived.add(`${bytes}`).size === loopbacks.length && resolve());
    const socket = await Bun.udpSocket({ hostname: anyAddress(), socket: { data } });
    for (const address of loopbacks) {
      const sender = await Bun.udpSocket({ hostname: address, socket: { data() {} } });
      sender.send(address, socket.port, address);
      sender.close();
    }
    await all;
    socket.close();
    expect([...arrived].sort()).toEqual(loopbacks.sort());
  });
});

describe("resolveHost()", () => {
  test.each(["127.0.0.1", "192.0.2.7", "::1", "2001:db8::1"])(
    "gives the numeric address %s as it is",
    async (address) => {
      expect(await resolveHost(address)).toEqual([address]);
    },
  );

  test("gives localhost loopback addresses only, each once", async () => {
    const addresses = await resolveHost("localhost");
    expect(addresses.filter((address) => !isLoopback(address))).toEqual([]);
    expect(new Set(addresses).size).toBe(addresses.length);
  });
});

describe.skipIf(!hasNamespaces())("resolveHost() in a network of its own (needs user namespaces)", () => {
  const hosts = "127.0.0.2 several.test\\n127.0.0.3 several.test\\n127.0.0.2 several.test\\n::1 several.test\\n";
  // The file lies in a file system that goes with the namespace.
  const furnish = `${loopbackUp}; mount -t tmpfs none /mnt; printf '${hosts}' > /mnt/hosts; mount --bind /mnt/hosts /etc/hosts`;

  async function found(name: string): Promise<Found> {
    const [one] = (await inNamespace(furnish, "say-addresses.ts", name)) as Found[];
    if (one === undefined) throw new Error("nothing was printed");
    return one;
  }

  test("gives every address of a name, each once", async () => {
    const { resolved } = await found("several.test");
    expect(resolved).toHaveLength(3);
    expect(new Set(resolved)).toEqual(new Set(["127.0.0.2", "127.0.0.3", "::1"]));
  });

  test("throws the resolver's word where nobody can be asked, or there can be no such name", async () => {
    expect((await found("nobody.test")).resolved).toBe("EAI_AGAIN");
    expect((await found("no name")).resolved).toBe("ENOTFOUND");
  });

  test("knows the interface in an IPv6 address", async () => {
    expect((await found("fe80::1%lo")).resolved).toEqual(["fe80::1%1"]);
  });
});
