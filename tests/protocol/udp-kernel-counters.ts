/** What the kernel counts for a UDP socket that is bound to 127.0.0.1: proc_net_udp(5). */

import { readFileSync } from "node:fs";

export interface UdpKernelCounters {
  /** Memory of the datagrams that wait to be read. */
  readonly waitingBytes: number;
  /** Datagrams that the kernel threw away, because the receive buffer was full. */
  readonly drops: number;
}

export function udpKernelCounters(port: number): UdpKernelCounters {
  const local = `0100007F:${port.toString(16).toUpperCase().padStart(4, "0")}`;
  for (const line of readFileSync("/proc/net/udp", "latin1").split("\n")) {
    const [, address, , , queues, , , , , , , , drops] = line.trim().split(/\s+/);
    if (address === local)
      return { waitingBytes: Number.parseInt(queues?.split(":")[1] ?? "", 16), drops: Number(drops) };
  }
  throw new Error(`no UDP socket is bound to 127.0.0.1:${port}`);
}
