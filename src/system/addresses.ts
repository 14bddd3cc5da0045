/** The addresses of a name, and the one for all of this host's. */

import { errorCode } from "./error-code.ts";
import { libc } from "./libc.ts";
import { AF_INET, AF_INET6, SOCK_CLOEXEC, SOCK_DGRAM } from "./socket-address.ts";

/** The address that stands for all of this host's: IPv6's, which takes IPv4 too, except where the kernel has no IPv6. */
export function anyAddress(): string {
  const c = libc();
  if (c === undefined) return "::";
  const descriptor = c.socket(AF_INET6, SOCK_DGRAM | SOCK_CLOEXEC, 0);
  if (descriptor >= 0) c.close(descriptor);
  return descriptor >= 0 ? "::" : "0.0.0.0";
}

/**
 * Finds every address of a host name, in the system's order (RFC 6724); a numeric address is its own.
 * Throws an error with the resolver's word as its `code` (`ENOTFOUND`, `EAI_AGAIN`, …).
 */
export async function resolveHost(host: string): Promise<[string, ...string[]]> {
  if (isIPv4(host)) return [host]; // asking a thread of its own for nothing would be a twentieth of a client's whole run
  // The system's resolver, for it alone reads what the user's computer is set up with, and knows fe80::1%eth0.
  const found = await Bun.dns.lookup(host, { backend: "system" }).catch((error: unknown) => {
    throw Object.assign(new Error(`no address for ${host}`), { code: errorCode(error).replace(/^DNS_/, "") });
  });
  const [first, ...more] = new Set(found.map((one) => one.address));
  if (first === undefined) throw Object.assign(new Error(`no address for ${host}`), { code: "ENOTFOUND" });
  return [first, ...more];
}

function isIPv4(host: string): boolean {
  return libc()?.inet_pton(AF_INET, Buffer.from(`${host}\0`), Buffer.alloc(4)) === 1;
}
