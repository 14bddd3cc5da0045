/** How Bun looks up names. */

import { describe, expect, test } from "bun:test";
import { hasNamespaces, inNamespace, loopbackUp } from "../system/namespace.ts";
import type { Found } from "../system/say-addresses.ts";

describe.skipIf(!hasNamespaces())("Bun.dns.lookup() with the system's resolver (needs user namespaces)", () => {
  const hosts = "127.0.0.2 several.test\\n127.0.0.3 several.test\\n::1 several.test\\n";
  // The file lies in a file system that goes with the namespace.
  const ownHosts = `mount -t tmpfs none /mnt; printf '${hosts}' > /mnt/hosts; mount --bind /mnt/hosts /etc/hosts`;

  async function lookup(...names: string[]): Promise<Found["bun"][]> {
    const found = (await inNamespace(`${loopbackUp}; ${ownHosts}`, "say-addresses.ts", ...names)) as Found[];
    return found.map(({ bun }) => bun);
  }

  // addresses.ts, resolveHost(): every address is tried in turn.
  test("gives every address of a name", async () => {
    const [found] = await lookup("several.test");
    expect(new Set(found)).toEqual(new Set(["127.0.0.2", "127.0.0.3", "::1"]));
  });

  // resolveHost(): a numeric address needs no path of its own.
  test("gives a numeric address as it is, and asks nobody", async () => {
    expect(await lookup("192.0.2.7", "2001:db8::1")).toEqual([["192.0.2.7"], ["2001:db8::1"]]);
  });

  // resolveHost(): `DNS_` is taken off.
  test("rejects with the resolver's word after DNS_", async () => {
    expect(await lookup("nobody.test", "no name")).toEqual(["DNS_EAI_AGAIN", "DNS_ENOTFOUND"]);
  });
});
