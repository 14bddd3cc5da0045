/** Datagrams that arrived on this host and that a program had no room for: the one loss that can be proven from here. */

import { existsSync, readFileSync } from "node:fs";
import { type Endpoint, isIPv6, normalizeAddress } from "../core/endpoint.ts";
import { type Libc, libc } from "./libc.ts";
import { isOwnAddress } from "./own-addresses.ts";
import { socketAddress } from "./socket-address.ts";

/** A line of /proc/net/udp or udp6 (proc_net_udp(5)): its number, local address and port in hexadecimal, …, drops. */
const socketLine = /^ *\d+: ([0-9A-F]+):([0-9A-F]{4}) .* (\d+) *$/gm;

/**
 * Reads how many datagrams the kernel threw away since the server's socket was opened, because its receive buffer was
 * full (or, hardly ever, their checksum was wrong). Several sockets on one port are added up.
 *
 * Undefined where nobody can tell: on systems other than Linux, where the server is not on this host, or where no socket
 * is bound there (one in another network namespace, such as a container's, does not show).
 */
export function udpDrops(server: Endpoint): number | undefined {
  const c = libc();
  if (c === undefined || !isOwnAddress(server.address)) return undefined;
  const taking = addressesTaking(c, normalizeAddress(server.address));
  let drops: number | undefined;
  for (const [, address = "", port = "", dropped] of (read("udp") + read("udp6")).matchAll(socketLine)) {
    if (Number.parseInt(port, 16) !== server.port || !taking.includes(address)) continue;
    drops = (drops ?? 0) + Number(dropped);
  }
  return drops;
}

/** There is no udp6 where the kernel has no IPv6. */
function read(table: "udp" | "udp6"): string {
  const path = `/proc/net/${table}`;
  return existsSync(path) ? readFileSync(path, "latin1") : "";
}

/** Every address that a socket can be bound to and get what is sent to this one: this, or all; IPv4 also as IPv6 has it. */
function addressesTaking(c: Libc, address: string): string[] {
  const bytes = socketAddress(c, { address, port: 0 });
  if (isIPv6(address)) return ["0".repeat(32), asKernelPrints(bytes.subarray(8, 24))];
  const plain = asKernelPrints(bytes.subarray(4, 8));
  const mapped = "0000000000000000FFFF0000";
  return ["0".repeat(8), plain, "0".repeat(32), mapped + "0".repeat(8), mapped + plain];
}

/** In words of 32 bits, each as a number of this processor's: the last byte first. */
function asKernelPrints(address: Buffer): string {
  return Buffer.from(address).swap32().toString("hex").toUpperCase();
}
