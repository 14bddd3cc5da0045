/** A program of its own, so that it keeps no good client waiting: bad-clients.ts SECONDS SEED UDP-PORT TCP-PORT HOST... */

import { randomStream } from "../../src/core/weather.ts";
import { type BadClient, type BadCrowd, badTcpClients, type Target } from "./bad-tcp.ts";
import { badUdpClients } from "./bad-udp.ts";
import type { Random } from "./seeded.ts";

const [seconds = 0, seed = 0, udpPort = 0, tcpPort = 0] = process.argv.slice(2, 6).map(Number);
const hosts = process.argv.slice(6);
const endMs = performance.now() + seconds * 1_000;

async function again(client: BadClient, restMs: number, target: Target, random: Random): Promise<void> {
  while (performance.now() < endMs) {
    await client(target, random);
    await Bun.sleep(restMs);
  }
}

let streams = 0;
function crowd(clients: readonly BadCrowd[], port: number): Promise<void>[] {
  return hosts.flatMap((host) =>
    clients.flatMap(([client, count, restMs]) =>
      Array.from({ length: count }, () => again(client, restMs, { host, port }, randomStream(seed, ++streams))),
    ),
  );
}

await Promise.all([...crowd(badUdpClients, udpPort), ...crowd(badTcpClients, tcpPort)]);
process.exit(0);
