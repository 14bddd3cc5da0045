/** Clients that misuse a UDP server, each in its own way. Each call is one of them, from its beginning to its end. */

import { createSocket, type Socket } from "node:dgram";
import type { BadCrowd, Target } from "./bad-tcp.ts";
import { below, bytes, type Random, sentence } from "./seeded.ts";

function opened(): Socket {
  const socket = createSocket("udp4");
  socket.on("error", () => {});
  return socket;
}

/** Resolves when the kernel has the datagram, or does not want it. */
function send(socket: Socket, payload: Uint8Array | string, { host, port }: Target): Promise<void> {
  return new Promise((resolve) => {
    socket.send(payload, port, host, () => resolve());
  });
}

async function sendMany(target: Target, payloads: readonly (Uint8Array | string)[]): Promise<void> {
  const socket = opened();
  for (const payload of payloads) await send(socket, payload, target);
  socket.close();
}

/** As fast as it can. */
async function floods(target: Target, random: Random): Promise<void> {
  const payload = sentence(random, 1 + below(random, 5));
  await sendMany(
    target,
    Array.from({ length: 2_000 }, () => payload),
  );
}

/** Always the same, and its own upper case: what a loop looks like. */
async function shouts(target: Target): Promise<void> {
  await sendMany(
    target,
    Array.from({ length: 200 }, () => "12345"),
  );
}

/** Any bytes. */
async function raves(target: Target, random: Random): Promise<void> {
  await sendMany(
    target,
    Array.from({ length: 100 }, () => bytes(random, below(random, 300))),
  );
}

/** What grows most, up to what is too long to be answered. */
async function swells(target: Target, random: Random): Promise<void> {
  const lengths = Array.from({ length: 10 }, () => below(random, 32_753));
  await sendMany(
    target,
    lengths.map((length) => "ΐ".repeat(length)),
  );
}

/** Asks, and is gone before the reply: ICMP to the server. */
async function vanishes(target: Target): Promise<void> {
  await sendMany(target, ["hello"]);
}

/** So many of each at a time, and the rest between one and the next, in ms. */
export const badUdpClients: readonly BadCrowd[] = [
  [floods, 1, 300],
  [shouts, 1, 20],
  [raves, 1, 20],
  [swells, 1, 200],
  [vanishes, 2, 20],
];
