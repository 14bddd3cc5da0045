/** The UDP server when more comes in or goes out than the kernel's buffers hold, and when it hears itself. */

import { expect, test } from "bun:test";
import { join } from "node:path";
import { receiveBufferBytes } from "../../src/core/limits.ts";
import { compiled } from "../support/compiled.ts";
import { run } from "../support/running.ts";
import { Namespace, namespacesAllowed } from "./namespace.ts";
import { openedUdp } from "./opened.ts";
import { RawUdpPeer } from "./raw-udp-peer.ts";
import { ServerProcess } from "./server-process.ts";
import { udpKernelCounters } from "./udp-kernel-counters.ts";

/** Sends so many datagrams of 500 bytes at once, takes the replies, and tells how many came. */
async function burst(client: RawUdpPeer, count: number, server: RawUdpPeer["local"]): Promise<number> {
  const datagram = (number: number) => `${number}`.padEnd(500, "x");
  await Promise.all(Array.from({ length: count }, (_, number) => client.send(datagram(number), server)));
  const waiting = () => udpKernelCounters(server.port).waitingBytes + udpKernelCounters(client.local.port).waitingBytes;
  while (waiting() > 0) await new Promise(setImmediate);
  // One more, which nothing can push out by now: its reply comes after all the others.
  await client.send("last", server);
  let replies = 0;
  for (let text = ""; text !== "LAST"; text = (await client.next()).bytes.toString()) replies++;
  return replies - 1;
}

test("openUdpServer() answers what the kernel did not drop of a burst of 2,000 datagrams", async () => {
  await using opened = await openedUdp();
  using client = await RawUdpPeer.open();
  client.raiseReceiveBuffer(receiveBufferBytes);
  const replies = await burst(client, 2_000, opened.local);
  const drops = { server: udpKernelCounters(opened.port).drops, client: udpKernelCounters(client.local.port).drops };
  expect(opened.totals.datagramsReceived + drops.server).toBe(2_001);
  expect(opened.totals.datagramsSent).toBe(opened.totals.datagramsReceived);
  expect(replies + 1 + drops.client).toBe(opened.totals.datagramsSent);
  // Linux counts twice what it grants. Where it grants less than we ask for (net.core.rmem_max), the drops above say so.
  const granted = opened.log.of("udp-socket-opened")[0]?.receiveBufferBytes ?? 0;
  console.info(
    `2,000 datagrams at once: ${replies} replies; receive buffer ${granted} bytes, drops ${JSON.stringify(drops)}`,
  );
  if (granted >= 2 * receiveBufferBytes) expect(drops.server).toBe(0);
});

const spoof = join(import.meta.dir, "spoof-datagram.py");

const ownAddresses = [
  "ip link add v0 type veth peer name v1",
  "ip addr add 192.0.2.1/24 dev v0 && ip link set v0 up",
  "ip addr add 198.51.100.1/24 dev v1 && ip link set v1 up",
  // Its other end stays down: an address is this host's also where nothing is plugged in.
  "ip link add v2 type veth peer name v3",
  "ip addr add 203.0.113.1/24 dev v2 && ip link set v2 up",
];

test.skipIf(!namespacesAllowed("python3")).each([
  ["loopback", "127.0.0.1"],
  ["another loopback address", "127.0.0.2"],
  ["an interface", "192.0.2.1"],
  ["an interface without a carrier", "203.0.113.1"],
])(
  "udp-server drops a datagram from its own port and serves on: %s (needs network namespaces)",
  async (_what, address) => {
    await using network = await Namespace.open(...ownAddresses);
    await using server = await ServerProcess.start("udp-server", ["--port", "7000"], network);
    const sent = await run(network.command("python3", spoof, address, "7000", address, "7000", "echo"));
    expect(sent).toMatchObject({ code: 0, stderr: "" });
    const ask = ["-q", "-H", "127.0.0.1", "-p", "7000", "--timeout", "10", "--retries", "0", "hello"];
    const client = await run(network.command(compiled("udp-client"), ...ask));
    expect(client).toMatchObject({ code: 0, stdout: "HELLO\n", stderr: "" });
    expect(await server.stop()).toMatchObject({ datagramsReceived: 2, datagramsSent: 1, ownSource: 1 });
  },
  30_000,
);

/** A loopback that passes 100 Mbit/s and lets the rest wait: what is sent stays in the sender's buffer until then. */
const slowLoopback = "tc qdisc add dev lo root tbf rate 100mbit burst 256kb limit 64mb";

/** 80 sentences of 20,000 bytes at once, each with a reply of 60,000. */
const flood = `
import socket
for _ in range(10):
    client = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    for _ in range(8):
        client.sendto("ΐ".encode() * 10_000, ("127.0.0.1", 7000))
`;

const canBeSlow =
  namespacesAllowed("tc", "python3") && Bun.spawnSync(["unshare", "-Urn", "sh", "-c", slowLoopback]).success;

test.skipIf(!canBeSlow)(
  "udp-server counts the replies that its send queue has no room for, and serves on (needs the tbf queue)",
  async () => {
    await using network = await Namespace.open(slowLoopback);
    await using server = await ServerProcess.start("udp-server", ["--port", "7000"], network);
    expect(await run(network.command("python3", "-c", flood))).toMatchObject({ code: 0, stderr: "" });
    const client = await run(network.command(compiled("udp-client"), "-q", "-H", "127.0.0.1", "-p", "7000", "after"));
    expect(client).toMatchObject({ code: 0, stdout: "AFTER\n" });
    const { datagramsReceived, datagramsSent, queueFull, ...others } = await server.stop();
    console.info(`slow network: ${datagramsReceived} datagrams, ${queueFull} times the send queue was full`);
    expect(queueFull).toBeGreaterThan(0);
    expect(Number(datagramsSent) + Number(queueFull)).toBe(Number(datagramsReceived));
    expect(others).toMatchObject({ notSendable: 0, replyTooLong: 0, ownSource: 0 });
  },
  30_000,
);
