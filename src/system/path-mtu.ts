/** The largest packet that the way to a peer takes in one piece, as far as the kernel knows. */

import { type Endpoint, isIPv6 } from "../core/endpoint.ts";
import { intOption, libc } from "./libc.ts";
import { familyOf, SOCK_CLOEXEC, SOCK_DGRAM, socketAddress } from "./socket-address.ts";

// linux/in.h and linux/in6.h.
const IPPROTO_IP = 0;
const IP_MTU = 14;
const IPPROTO_IPV6 = 41;
const IPV6_MTU = 24;

/**
 * Asks for the path MTU in bytes, IP header included (ip(7), IP_MTU). The kernel answers from its routes and from what
 * routers told it before: connect() on a UDP socket sends nothing. Undefined where this system does not say.
 */
export function pathMtu(peer: Endpoint): number | undefined {
  const c = libc();
  if (c === undefined) return undefined;
  const descriptor = c.socket(familyOf(peer.address), SOCK_DGRAM | SOCK_CLOEXEC, 0);
  if (descriptor < 0) return undefined;
  const address = socketAddress(c, peer);
  const [level, option] = isIPv6(peer.address) ? [IPPROTO_IPV6, IPV6_MTU] : [IPPROTO_IP, IP_MTU];
  const isRouted = c.connect(descriptor, address, address.length) === 0;
  const mtuBytes = isRouted ? intOption(c, descriptor, level, option) : undefined;
  c.close(descriptor);
  return mtuBytes;
}
