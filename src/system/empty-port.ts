/** A port that no program has. */

import { readFileSync } from "node:fs";
import type { Endpoint } from "../core/endpoint.ts";
import { firstDynamicPort, maxPort } from "../core/limits.ts";
import { libc } from "./libc.ts";
import { isOwnAddress } from "./own-addresses.ts";
import { familyOf, SOCK_CLOEXEC, SOCK_DGRAM, SOCK_STREAM, socketAddress } from "./socket-address.ts";

/**
 * Picks a port of the dynamic range. At an address of this host it is one that can be bound, where this system lets us try;
 * and no port that its kernel gives out, for a client could be given that very one and speak with itself. At another
 * host's address nobody can know: the port is one that hardly anybody listens on.
 */
export function emptyPort(protocol: "udp" | "tcp", address: string): number {
  const isOwn = isOwnAddress(address);
  const first = isOwn ? firstNotGivenOut() : firstDynamicPort;
  const count = maxPort - first + 1;
  const start = Math.floor(Math.random() * count);
  for (let step = 0; step < count; step++) {
    const port = first + ((start + step) % count);
    if (!isOwn || canBind(protocol, { address, port })) return port;
  }
  throw new RangeError(`no port from ${first} to ${maxPort} is free at ${address}`);
}

/** The first port of the dynamic range above those that the kernel gives out (ip(7), ip_local_port_range). */
function firstNotGivenOut(): number {
  if (process.platform !== "linux") return firstDynamicPort;
  const [, last = 0] = readFileSync("/proc/sys/net/ipv4/ip_local_port_range", "latin1").trim().split(/\s+/).map(Number);
  return last < maxPort ? Math.max(firstDynamicPort, last + 1) : firstDynamicPort;
}

function canBind(protocol: "udp" | "tcp", local: Endpoint): boolean {
  const c = libc();
  if (c === undefined) return true;
  const type = protocol === "udp" ? SOCK_DGRAM : SOCK_STREAM;
  const descriptor = c.socket(familyOf(local.address), type | SOCK_CLOEXEC, 0);
  const address = socketAddress(c, local);
  const isFree = c.bind(descriptor, address, address.length) === 0;
  c.close(descriptor);
  return isFree;
}
