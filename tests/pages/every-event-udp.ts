/** Everything that can happen to the UDP pages, over real sockets of this host. */

import { endpoint } from "../../src/core/endpoint.ts";
import { askUdp } from "../../src/udp-client.ts";
import { openUdpServer } from "../../src/udp-server.ts";
import { RawUdpPeer } from "../protocol/raw-udp-peer.ts";
import { freePort } from "../support/ports.ts";
import type { ToldSoFar } from "./every-event-told.ts";

const hello = Buffer.from("hello");
const patient = { replyTimeoutMs: 20_000, retries: 0, figures: true };

export async function everythingOverUdp(told: ToldSoFar): Promise<void> {
  await answeredAndDropped(told);
  await answeredTwice(told);
  await refused(told);
  await answeredLate(told);
}

async function answeredAndDropped(told: ToldSoFar): Promise<void> {
  const { log, observe } = told.listen("server");
  const server = await openUdpServer({ host: "127.0.0.1", port: 0 }, observe);
  await askUdp(hello, [server.local], patient, told.listen("client").observe);
  using peer = await RawUdpPeer.open();
  // The upper case of each of these is three times as long, and fits no datagram.
  await peer.send("ΐ".repeat(20_000), server.local);
  await log.seen("datagram-dropped");
  await server.stop();
}

async function answeredTwice(told: ToldSoFar): Promise<void> {
  const { log, observe } = told.listen("server");
  const weather = { dropPercent: 0, delayMs: 1, jitterMs: 0, duplicatePercent: 100, reorderPercent: 0, seed: 7 };
  const server = await openUdpServer({ host: "127.0.0.1", port: 0, weather }, observe);
  using peer = await RawUdpPeer.open();
  await peer.ask(hello, server.local);
  await log.seen("weather-injected");
  await server.stop();
}

async function refused(told: ToldSoFar): Promise<void> {
  const nobody = endpoint("127.0.0.1", await freePort());
  await askUdp(hello, [nobody], patient, told.listen("client").observe);
}

/** The server answers the second try; and before that, somebody else sends something. */
async function answeredLate(told: ToldSoFar): Promise<void> {
  const { log, observe } = told.listen("client");
  using server = await RawUdpPeer.open();
  using stranger = await RawUdpPeer.open();
  const exchange = askUdp(hello, [server.local], { replyTimeoutMs: 50, retries: 20 }, observe);
  await server.next();
  const { peer } = await server.next();
  await stranger.send("listen to me", peer);
  await log.seen("stray-datagram");
  await server.send("HELLO", peer);
  await exchange;
}
