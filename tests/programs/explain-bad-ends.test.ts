/** What is told where something goes wrong: the client's own patience, and a way that is narrower further on. */

import { describe, expect, test } from "bun:test";
import { tell } from "../../src/narration/explain.ts";
import { explainEn } from "../../src/narration/explain-en.ts";
import { sampleEvents } from "../narration/sample-events.ts";
import { Namespace, namespacesAllowed } from "../protocol/namespace.ts";
import { compiled } from "../support/compiled.ts";
import { Running, run } from "../support/running.ts";
import { answerTcp } from "./scripted.ts";
import { ask } from "./started.ts";

/** What a program told, each text in one line. */
function unwrapped(narration: string): string {
  return narration.replaceAll(/\n {14}/g, " ");
}

function sentence(kind: "server-sent-fin" | "tcp-socket-closed"): string {
  const [sample] = sampleEvents[kind];
  if (sample === undefined) throw new TypeError("there is a sample of every kind");
  return tell(explainEn, sample, "client").observed;
}

test("tcp-client that gives up a silent server tells of no good order, no FIN of the server's and no TIME_WAIT", async () => {
  using server = answerTcp({});
  const { code, stderr } = await ask("tcp-client", server.port, ["--explain", "--timeout", "0.1", "hello"]);
  expect(code).toBe(1);
  const told = unwrapped(stderr);
  expect(told).toContain("Unanswered by");
  expect(sentence("tcp-socket-closed")).toContain("in good order");
  for (const untrue of [sentence("server-sent-fin"), sentence("tcp-socket-closed"), "TIME_WAIT"]) {
    expect([untrue, told.includes(untrue)]).toEqual([untrue, false]);
  }
});

test("tcp-client that closes before the server's FIN comes says so, and tells of no good order", async () => {
  using server = answerTcp({ data: (socket, text) => void socket.write(text.toUpperCase()) });
  const { code, stderr } = await ask("tcp-client", server.port, ["--explain"], "hi\n");
  expect(code).toBe(0);
  const told = unwrapped(stderr);
  expect(told).toContain("● We closed our socket, and did not wait for the server's FIN.");
  expect(told).not.toContain(sentence("tcp-socket-closed"));
  expect(told).not.toContain(sentence("server-sent-fin"));
  const figures = told.match(/^ +● .*segments?.*$/gm) ?? [];
  expect(figures.length).toBe(new Set(figures).size);
});

// client (1,500) -- router -- (1,280) server: the first datagram that fits the one and not the other is sent back.
const narrowFurtherOn = [
  "mount -t tmpfs t /run; mkdir /run/netns; ip netns add router; ip netns add server",
  "ip link add c type veth peer name rc netns router",
  "ip -n router link add rs type veth peer name s netns server",
  "ip address add 10.1.0.1/24 dev c; ip link set c up",
  "ip -n router address add 10.1.0.2/24 dev rc; ip -n router link set rc up",
  "ip -n router address add 10.2.0.2/24 dev rs; ip -n router link set rs mtu 1280 up",
  "ip -n server address add 10.2.0.1/24 dev s; ip -n server link set s mtu 1280 up",
  "ip netns exec router sh -c 'echo 1 > /proc/sys/net/ipv4/ip_forward'",
  "ip route add 10.2.0.0/24 via 10.1.0.2; ip -n server route add 10.1.0.0/24 via 10.2.0.2",
];

describe.skipIf(!namespacesAllowed())("Behind a narrower link (needs user namespaces)", () => {
  test("udp-client is answered in the second try, and tells of the path's MTU and the fragments", async () => {
    await using network = await Namespace.open(...narrowFurtherOn);
    const serverCommand = [compiled("udp-server"), "--host", "10.2.0.1", "--port", "12000"];
    await using server = new Running(network.command("ip", "netns", "exec", "server", ...serverCommand));
    await server.printed(/ready to receive/);
    const words = ["--host", "10.2.0.1", "--timeout", "0.2", "--explain", "-q", "a".repeat(1_400)];
    const { code, stdout, stderr } = await run(network.command(compiled("udp-client"), ...words));
    const told = unwrapped(stderr);
    expect(told).toContain("takes packets of up to 1,500 bytes in one piece");
    expect(told).not.toMatch(/found no program|Refused is not silence/);
    expect({ code, answered: stdout }).toEqual({ code: 0, answered: `${"A".repeat(1_400)}\n` });
    expect(told).toContain("takes packets of up to 1,280 bytes in one piece");
    expect(told).toContain("cuts this datagram into 2 fragments");
  });
});
