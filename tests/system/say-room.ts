/**
 * Fills a send queue, asks a breather for the next turn, lets the queue empty, and the event loop turn. Prints whether Bun was shown the
 * empty socket, and whether it asks epoll(7) to be told of room: before, and in the end. The argument is how often a full queue was told of.
 */

import { readdirSync, readFileSync } from "node:fs";
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

/** Reads what is watched (proc_pid_fdinfo(5), `tfd`), and lets nothing else happen meanwhile. One descriptor can stand for two sockets there. */
function asksForRoom(): boolean {
  const lines = new RegExp(`^tfd: +${socket.fd} events: +([0-9a-f]+)`, "gm");
  const watched = readdirSync("/proc/self/fdinfo").flatMap((name) => [...infoOf(name).matchAll(lines)]);
  if (watched.length === 0) throw new Error("nobody watches the socket");
  return watched.some(([, events = ""]) => (Number.parseInt(events, 16) & POLLOUT) !== 0);
}

/** The descriptor of this very reading is gone by then. */
function infoOf(name: string): string {
  try {
    return readFileSync(`/proc/self/fdinfo/${name}`, "latin1");
  } catch {
    return "";
  }
}

while (asksForRoom()) await turn(); // Bun asks it of each new socket
while (socket.send(Buffer.alloc(1_400), sink.port, "127.0.0.1"));
const before = asksForRoom();
const isHeld = breather.holdNextTurn();
if (isHeld) breather.release(); // only to look at the server's socket
while (isFull()); // and not a turn meanwhile
if (isHeld) breather.hold();
await turn();
breather.release();
await turn();
console.log(JSON.stringify({ isHeld, before, after: asksForRoom() }));
process.exit();
