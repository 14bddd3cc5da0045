/** The largest packet that the way to a peer takes in one piece, as far as the kernel knows. */

import type { Endpoint } from "../core/endpoint.ts";
import { libc } from "./libc.ts";
import { AF_INET, AF_INET6, SOCK_CLOEXEC, SOCK_DGRAM, socketAddress } from "./socket-address.ts";

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
  const isIPv6 = peer.address.includes(":");
  const descriptor = c.socket(isIPv6 ? AF_INET6 : AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
  if (descriptor < 0) return undefined;
  const address = socketAddress(c, peer);
  const value = new Int32Array(1);
  const length = new Uint32Array([value.byteLength]);
  const known =
    c.connect(descriptor, address, address.length) === 0 &&
    c.getsockopt(descriptor, isIPv6 ? IPPROTO_IPV6 : IPPROTO_IP, isIPv6 ? IPV6_MTU : IP_MTU, value, length) === 0;
  c.close(descriptor);
  return known ? value[0] : undefined;
}
