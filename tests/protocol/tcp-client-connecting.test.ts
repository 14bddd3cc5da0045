/** Connecting: the addresses of a server in turn, and the true cause where there is no connection. */

import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { formatEndpoint } from "../../src/core/endpoint.ts";
import { connectTcp } from "../../src/tcp-client.ts";
import { compiled } from "../support/compiled.ts";
import { freePort } from "../support/ports.ts";
import { Running, run } from "../support/running.ts";
import { clientOptions } from "./connected.ts";
import { EventLog } from "./event-log.ts";
import { Namespace, namespacesAllowed } from "./namespace.ts";
import { openedTcp } from "./opened.ts";

test.each([
  ["127.0.0.1", "::1"],
  ["::1", "127.0.0.1"],
])(
  "connectTcp() connects to the second address, when the first refuses: server on %s, not on %s",
  async (host, deaf) => {
    await using opened = openedTcp({ host });
    const log = new EventLog();
    const servers = [{ address: deaf, port: opened.port }, opened.local];
    const connection = await connectTcp(servers, clientOptions, log.observe);
    if (Array.isArray(connection)) throw new Error("not connected");
    expect(connection.peer).toEqual(opened.local);
    expect(log.of("not-connected")).toMatchObject([{ peer: servers[0], cause: "ECONNREFUSED" }]);
    const exchange = await connection.ask(Buffer.from("hello"), "to-end");
    expect(exchange).toMatchObject({ outcome: "replied", reply: Buffer.from("HELLO"), peer: opened.local });
    connection.close();
  },
);

test("connectTcp() tells why of every address, in order, when all refuse", async () => {
  const port = await freePort();
  const servers = [
    { address: "::1", port },
    { address: "127.0.0.1", port },
  ];
  const failures = await connectTcp(servers, clientOptions);
  expect(failures).toMatchObject(servers.map((peer) => ({ peer, cause: "ECONNREFUSED" })));
});

/** Every way of not being there, on a network of its own: 192.0.2.1 is this host, and the next one does not exist. */
const brokenNetwork = [
  "ip link add v0 type veth peer name v1",
  "ip addr add 192.0.2.1/24 dev v0",
  "ip link set v0 up && ip link set v1 up",
  // So that the kernel gives up looking for a neighbour after 0.1 s rather than 3.
  "echo 1 > /proc/sys/net/ipv4/neigh/v0/mcast_solicit && echo 100 > /proc/sys/net/ipv4/neigh/v0/retrans_time_ms",
  "ip route add prohibit 203.0.113.0/24",
  `nft 'table inet broken { chain in { type filter hook input priority -300;
    tcp dport 7001 drop
    tcp dport 7002 reject with icmp type host-unreachable
    tcp dport 7003 reject with tcp reset
    ip daddr 127.0.0.1 tcp dport { 7004, 7005 } drop
  }; }'`,
  "mount -t tmpfs hosts /mnt && printf '127.0.0.1 twice\n192.0.2.1 twice\n' > /mnt/hosts",
  "mount --bind /mnt/hosts /etc/hosts",
];

const nobodyThere: readonly (readonly [what: string, host: string, port: number, cause: string])[] = [
  ["a closed port", "192.0.2.1", 7000, "nothing is listening there. Start one: tcp-server --port 7000"],
  ["packets that are dropped", "192.0.2.1", 7001, "no answer to the handshake within "],
  ["ICMP host unreachable", "192.0.2.1", 7002, "the network says that no such host can be reached. Check the address,"],
  ["a firewall's reset", "192.0.2.1", 7003, "nothing is listening there. Start one: tcp-server --port 7003"],
  [
    "no such host on the link",
    "192.0.2.2",
    7000,
    "the network says that no such host can be reached. Check the address,",
  ],
  ["no route", "198.51.100.1", 7000, "this computer has no route to it. Check the address and the network."],
  ["no IPv6 route", "2001:db8::1", 7000, "this computer has no route to it. Check the address and the network."],
  ["a route that is prohibited", "203.0.113.1", 7000, "this system does not allow it; perhaps a firewall."],
];

describe.skipIf(!namespacesAllowed("nft"))("in a broken network (needs network namespaces)", () => {
  let network: Namespace;
  beforeAll(async () => {
    network = await Namespace.open(...brokenNetwork);
  });
  afterAll(() => network[Symbol.asyncDispose]());

  test.each(nobodyThere)("tcp-client tells the true cause: %s", async (_what, host, port, cause) => {
    const options = ["-H", host, "-p", `${port}`, "--connect-timeout", "0.5"];
    const ended = await run(network.command(compiled("tcp-client"), ...options, "hello"));
    expect(ended).toMatchObject({ code: 1, stdout: "" });
    expect(ended.stderr).toStartWith(`Cannot connect to ${formatEndpoint({ address: host, port })}: ${cause}`);
    expect(ended.stderr.split("\n").length).toBe(2);
  });

  test("tcp-client goes on to the next address of a name, when one does not answer the handshake", async () => {
    const where = ["-H", "192.0.2.1", "-p", "7004"];
    await using server = new Running(network.command(compiled("tcp-server"), ...where));
    await server.printed(/ready to receive/);
    const options = ["-H", "twice", "-p", "7004", "--connect-timeout", "0.3"];
    const ended = await run(network.command(compiled("tcp-client"), ...options, "hello"));
    expect(ended).toMatchObject({ code: 0, stdout: "From Server: HELLO\n", stderr: "" });
  });

  test("tcp-client tells the cause of every address of a name, when none can be connected to", async () => {
    const options = ["-H", "twice", "-p", "7005", "--connect-timeout", "0.3"];
    const ended = await run(network.command(compiled("tcp-client"), ...options, "hello"));
    expect(ended).toMatchObject({ code: 1, stdout: "" });
    const [first, ...addresses] = ended.stderr.trimEnd().split("\n");
    expect(first?.trimEnd()).toBe("Cannot connect to twice:7005:");
    expect(addresses.sort()).toEqual([
      expect.stringMatching(/^ +127\.0\.0\.1:7005: no answer to the handshake within 0\.\d+ s\. /),
      expect.stringMatching(/^ +192\.0\.2\.1:7005: nothing is listening there\. /),
    ]);
  });
});
