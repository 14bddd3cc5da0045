/** The UDP client and what the network says of its datagrams. */

import { describe, expect, test } from "bun:test";
import { compiled } from "../support/compiled.ts";
import { Running, run } from "../support/running.ts";
import { hasIPv6 } from "../system/loopback.ts";
import { ask } from "./asking.ts";
import { Namespace, namespacesAllowed } from "./namespace.ts";
import { narrowFurtherOn } from "./narrow-link.ts";
import { openedUdp } from "./opened.ts";
import { RawUdpPeer } from "./raw-udp-peer.ts";

describe("udp-client --host with every address", () => {
  test.skipIf(!hasIPv6).each([
    ["::", "::1"],
    ["0.0.0.0", "127.0.0.1"],
  ])("%s is this host, and is answered from %s (needs ::1)", async (host, loopback) => {
    await using server = await openedUdp(loopback);
    const { code, stdout } = await run([compiled("udp-client"), "-H", host, "-p", `${server.port}`, "--json", "hello"]);
    expect(JSON.parse(stdout)).toMatchObject({ outcome: "replied", reply: "HELLO", peer: { address: loopback } });
    expect(code).toBe(0);
  });
});

test.skipIf(!hasIPv6)("askUdp() takes no refusal for a word about a silent address (needs ::1)", async () => {
  using silent = await RawUdpPeer.open("::1");
  const refusing = { address: "127.0.0.1", port: silent.local.port };
  const { exchange, log } = ask("hello", [silent.local, refusing], { replyTimeoutMs: 200, retries: 2 });
  await log.seen("datagram-sent", 3);
  // The refusal of the second try has come by now, and the silent one is asked again: it was not ruled out for it.
  const first = await silent.next();
  await silent.send("HELLO", first.peer);
  expect(await exchange).toMatchObject({ outcome: "replied", peer: silent.local, tries: 3 });
  expect(log.of("icmp-error")).toEqual([]);
});

test.skipIf(!namespacesAllowed("sysctl"))(
  "udp-client has its first long datagram answered behind a narrower link, in one try (needs network namespaces)",
  async () => {
    await using network = await Namespace.open(...narrowFurtherOn);
    const serverCommand = [compiled("udp-server"), "--host", "10.2.0.1", "--port", "12000"];
    await using server = new Running(network.command("ip", "netns", "exec", "server", ...serverCommand));
    await server.printed(/ready to receive/);
    const words = ["--host", "10.2.0.1", "--timeout", "30", "--retries", "0", "--json", "a".repeat(1_400)];
    const { code, stdout } = await run(network.command(compiled("udp-client"), ...words));
    expect(JSON.parse(stdout)).toMatchObject({ outcome: "replied", reply: "A".repeat(1_400), tries: 1 });
    expect(code).toBe(0);
  },
);
