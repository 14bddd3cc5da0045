/** Which addresses are this host's own. */

import { readFileSync } from "node:fs";
import { networkInterfaces } from "node:os";
import { isIPv6, isLoopback, normalizeAddress, withoutZone } from "../core/endpoint.ts";
import { libc } from "./libc.ts";
import { familyOf, SOCK_CLOEXEC, SOCK_DGRAM, socketAddress } from "./socket-address.ts";

/**
 * Tells whether an address is one of this host's own. The list of interfaces leaves out those without a carrier, so the
 * kernel is asked as well, where that is possible: a socket can be bound to an address of ours only, or to one that no
 * host has and no honest datagram comes from (0.0.0.0, a multicast group).
 */
export function isOwnAddress(address: string): boolean {
  const plain = normalizeAddress(address);
  return isLoopback(plain) || canBind(plain) || isInterfaceAddress(plain);
}

function canBind(address: string): boolean {
  const c = libc();
  if (c === undefined || bindsAnything(address)) return false;
  const descriptor = c.socket(familyOf(address), SOCK_DGRAM | SOCK_CLOEXEC, 0);
  const local = socketAddress(c, { address, port: 0 });
  const isBound = c.bind(descriptor, local, local.length) === 0;
  c.close(descriptor);
  return isBound;
}

/** Hosts that take over each other's addresses may bind them beforehand (ip(7), ip_nonlocal_bind). */
function bindsAnything(address: string): boolean {
  const version = isIPv6(address) ? "ipv6" : "ipv4";
  return readFileSync(`/proc/sys/net/${version}/ip_nonlocal_bind`, "latin1").startsWith("1");
}

function isInterfaceAddress(address: string): boolean {
  const plain = withoutZone(address);
  return Object.values(networkInterfaces()).some((ones) => ones?.some((one) => one.address === plain));
}
