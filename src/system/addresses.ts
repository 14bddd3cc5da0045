/** This host's addresses, and the addresses of a name. */

import { existsSync } from "node:fs";
import { networkInterfaces } from "node:os";
import { isLoopback, normalizeAddress } from "../core/endpoint.ts";
import { errorCode } from "./error-code.ts";

/** The address that stands for all of this host's: IPv6's, which takes IPv4 too, except where the kernel has no IPv6. */
export function anyAddress(): string {
  return process.platform === "linux" && !existsSync("/proc/net/if_inet6") ? "0.0.0.0" : "::";
}

/** Tells whether an address is one of this host's own: loopback, or one of an interface. */
export function isOwnAddress(address: string): boolean {
  const plain = normalizeAddress(address);
  if (isLoopback(plain)) return true;
  // Asked anew each time, because addresses come and go; the callers ask about rare datagrams only.
  return Object.values(networkInterfaces()).some((ones) => ones?.some((one) => one.address === withoutScope(plain)));
}

function withoutScope(address: string): string {
  return address.split("%", 1)[0] as string;
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
