/** Clients that misuse a TCP server, each in its own way. Each call is one of them, from its beginning to its end. */

import { connect, type Socket } from "node:net";
import { below, bytes, type Random } from "./seeded.ts";

export interface Target {
  readonly host: string;
  readonly port: number;
}

export type BadClient = (target: Target, random: Random) => Promise<void>;
export type BadCrowd = readonly [client: BadClient, count: number, restMs: number];

/** Resolves with a connection, or with one that never came about: to these clients it is all the same. */
function connected({ host, port }: Target): Promise<Socket> {
  const socket = connect({ host, port, allowHalfOpen: true });
  socket.on("error", () => {});
  return new Promise((resolve) => {
    socket.once("connect", () => resolve(socket));
    socket.once("close", () => resolve(socket));
  });
}

/** In the middle of what it says: RST. */
async function resets(target: Target, random: Random): Promise<void> {
  const socket = await connected(target);
  socket.resume();
  socket.write(bytes(random, 1 + below(random, 5_000)));
  await Bun.sleep(below(random, 20));
  socket.resetAndDestroy();
}

/** FIN at once after some bytes of anything, and reads to the end. */
async function halfCloses(target: Target, random: Random): Promise<void> {
  const socket = await connected(target);
  socket.resume();
  socket.end(bytes(random, below(random, 20_000)));
  await ended(socket, 3_000);
}

/** A byte now and then: a slow loris. */
async function trickles(target: Target, random: Random): Promise<void> {
  const socket = await connected(target);
  socket.resume();
  for (let sent = 0; sent < 30 && !socket.destroyed; sent++) {
    socket.write(bytes(random, 1));
    await Bun.sleep(100);
  }
  socket.destroy();
}

/** Asks for a reply of megabytes and reads none of it. */
async function readsNothing(target: Target, random: Random): Promise<void> {
  const socket = await connected(target);
  socket.pause();
  for (let MiB = 0; MiB < 4; MiB++) socket.write(Buffer.alloc(1024 * 1024, "slow "));
  await Bun.sleep(500 + below(random, 2_000));
  socket.destroy();
}

/** Many at once, which say nothing or a little, and leave. */
async function crowds(target: Target, random: Random): Promise<void> {
  const sockets = await Promise.all(Array.from({ length: 100 }, () => connected(target)));
  for (const socket of sockets) if (below(random, 2) === 0) socket.write("capitals AND digits 12345");
  await Bun.sleep(below(random, 100));
  for (const socket of sockets) socket.destroy();
}

/** Stays and says nothing at all. */
async function isSilent(target: Target): Promise<void> {
  const socket = await connected(target);
  socket.resume();
  await ended(socket, 3_000);
}

async function ended(socket: Socket, longestMs: number): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, longestMs);
  socket.once("end", resolve);
  socket.once("close", resolve);
  await promise;
  clearTimeout(timer);
  socket.destroy();
}

/** So many of each at a time, and the rest between one and the next, in ms. */
export const badTcpClients: readonly BadCrowd[] = [
  [resets, 4, 20],
  [halfCloses, 4, 20],
  [trickles, 10, 20],
  [readsNothing, 4, 20],
  [crowds, 1, 100],
  [isSilent, 10, 20],
];
