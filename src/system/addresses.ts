/** This host's addresses, and the addresses of a name. */

import { existsSync, readFileSync } from "node:fs";
import { networkInterfaces } from "node:os";
import { isIPv6, isLoopback, normalizeAddress, withoutZone } from "../core/endpoint.ts";
import { errorCode } from "./error-code.ts";
import { libc } from "./libc.ts";
import { familyOf, SOCK_CLOEXEC, SOCK_DGRAM, socketAddress } from "./socket-address.ts";

/** The address that stands for all of this host's: IPv6's, which takes IPv4 too, except where the kernel has no IPv6. */
export function anyAddress(): string {
  return process.platform === "linux" && !existsSync("/proc/net/if_inet6") ? "0.0.0.0" : "::";
}

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

/**
 * Finds every address of a host name, in the system's order (RFC 6724); a numeric address is its own.
 * Throws an error with the resolver's word as its `code` (`ENOTFOUND`, `EAI_AGAIN`, …).
 */
export async function resolveHost(host: string): Promise<[string, ...string[]]> {
  // The system's resolver, for it alone reads what the user's computer is set up with, and knows fe80::1%eth0.
  const found = await Bun.dns.lookup(host, { backend: "system" }).catch((error: unknown) => {
    throw Object.assign(new Error(`no address for ${host}`), { code: errorCode(error).replace(/^DNS_/, "") });
  });
  const [first, ...more] = new Set(found.map((one) => one.address));
  if (first === undefined) throw Object.assign(new Error(`no address for ${host}`), { code: "ENOTFOUND" });
  return [first, ...more];
}
