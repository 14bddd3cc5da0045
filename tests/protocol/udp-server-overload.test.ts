/** The UDP server when more comes in or goes out than the kernel's buffers hold. */

import { expect, test } from "bun:test";
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
    expect(others).toMatchObject({ notSendable: 0, replyTooLong: 0, ownPort: 0 });
  },
  30_000,
);
