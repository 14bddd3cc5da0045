/** Takes the UDP ports in its arguments, and prints which are then found empty, by many tries; or why none is. */

import { emptyPort } from "../../src/system/empty-port.ts";

for (const port of process.argv.slice(2)) await Bun.udpSocket({ hostname: "0.0.0.0", port: Number(port) });

function found(protocol: "udp" | "tcp"): number[] | string {
  try {
    return [...new Set(Array.from({ length: 200 }, () => emptyPort(protocol, "127.0.0.1")))].sort();
  } catch (error) {
    return error instanceof RangeError ? error.message : `${error}`;
  }
}

console.log(JSON.stringify({ udp: found("udp"), tcp: found("tcp") }));
process.exit();
