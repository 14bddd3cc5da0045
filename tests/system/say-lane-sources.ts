/** Sends itself more datagrams than one turn of the event loop brings, from an address; prints how their source was written. */

import { maxInOneTurn } from "../../src/core/limits.ts";
import { Breather } from "../../src/system/breather.ts";
import { DatagramLane } from "../../src/system/datagram-lane.ts";
import type { DatagramSocket } from "../runtime/datagrams.ts";

const [address = ""] = process.argv.slice(2);
const count = 2 * maxInOneTurn;
const sources: string[] = [];

function take(_message: Uint8Array, _port: number, source: string): void {
  sources.push(source);
  if (sources.length < count) return;
  console.log(JSON.stringify([...new Set(sources)]));
  process.exit();
}

const socket = (await Bun.udpSocket({
  hostname: "::",
  socket: { data: (_socket, bytes, port, source) => breather.pass(bytes, port, source) },
})) as DatagramSocket;
const breather = new Breather(socket.fd, {
  data: take,
  error: console.error,
  queueFull: () => 0,
  turned: (datagrams) => lane?.turned(datagrams),
});
const lane = DatagramLane.open(socket, breather, () => {});
if (lane === undefined) throw new Error("this system has no such calls");
for (let number = 0; number < count; number++) socket.send("hello", socket.port, address);
