/**
 * Fills a send queue, asks a breather for the next turn, lets the queue empty, and the event loop turn. Prints whether Bun was shown the
 * empty socket, and whether it asks epoll(7) to be told of room: before, and in the end. The argument is how often a full queue was told of.
 */

import { readdirSync } from "node:fs";
import { Breather } from "../../src/system/breather.ts";
import { eventsOf, type Libc, libc } from "../../src/system/libc.ts";
import type { DatagramSocket } from "../runtime/datagrams.ts";

const POLLOUT = 4; // and EPOLLOUT, the same
const [fullTimes = "0"] = process.argv.slice(2);
const nothing = () => {};
const sink = await Bun.udpSocket({ hostname: "127.0.0.1", socket: { data: nothing } });
const socket = (await Bun.udpSocket({ hostname: "127.0.0.1", socket: { data: nothing } })) as DatagramSocket;
const queueFull = () => Number(fullTimes);
const breather = new Breather(socket.fd, { data: nothing, error: nothing, turned: nothing, queueFull });

/** A timer comes after the loop has looked at what the kernel has to tell; an immediate can come before. */
function turn(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 1));
}

function isFull(): boolean {
  return (eventsOf(libc() as Libc, socket.fd, POLLOUT) & POLLOUT) === 0;
}

/** Reads what is watched (proc_pid_fdinfo(5), `tfd`). */
async function asksForRoom(): Promise<boolean> {
  const line = new RegExp(`^tfd: +${socket.fd} events: +([0-9a-f]+)`, "m");
  for (const name of readdirSync("/proc/self/fdinfo")) {
    const info = Bun.file(`/proc/self/fdinfo/${name}`);
    const [, events] = line.exec(await info.text().catch(() => "")) ?? [];
    if (events !== undefined) return (Number.parseInt(events, 16) & POLLOUT) !== 0;
  }
  throw new Error("nobody watches the socket");
}

while (await asksForRoom()) await turn(); // Bun asks it of each new socket
while (socket.send(Buffer.alloc(1_400), sink.port, "127.0.0.1"));
const before = await asksForRoom();
const isHeld = breather.holdNextTurn();
if (isHeld) breather.release(); // only to look at the server's socket
while (isFull()); // and not a turn meanwhile
if (isHeld) breather.hold();
await turn();
breather.release();
await turn();
console.log(JSON.stringify({ isHeld, before, after: await asksForRoom() }));
process.exit();
