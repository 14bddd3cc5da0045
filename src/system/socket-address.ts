/** Addresses and sockets as the kernel's calls take them, on 64-bit Linux. */

import { ptr } from "bun:ffi";
import { type Endpoint, isIPv6 } from "../core/endpoint.ts";
import type { Libc } from "./libc.ts";

// asm-generic/socket.h, the same on x86-64 and arm64.
export const AF_INET = 2;
export const AF_INET6 = 10;
export const SOCK_STREAM = 1;
export const SOCK_DGRAM = 2;
export const SOCK_CLOEXEC = 0o2000000;

/** The address family of an address. */
export function familyOf(address: string): number {
  return isIPv6(address) ? AF_INET6 : AF_INET;
}

/** Writes struct sockaddr_in (16 bytes) or sockaddr_in6 (28 bytes). */
export function socketAddress(c: Libc, { address, port }: Endpoint): Buffer {
  const [plain, scope] = address.split("%", 2) as [string, string?];
  const long = isIPv6(plain);
  const bytes = Buffer.alloc(long ? 28 : 16);
  bytes.writeUInt16LE(familyOf(plain), 0);
  bytes.writeUInt16BE(port, 2);
  const text = Buffer.from(`${plain}\0`);
  c.inet_pton(familyOf(plain), text, ptr(bytes, long ? 8 : 4));
  if (scope !== undefined) bytes.writeUInt32LE(Number(scope) || c.if_nametoindex(Buffer.from(`${scope}\0`)), 24);
  return bytes;
}

/** Reads the address in a struct sockaddr_in or sockaddr_in6, as Bun writes it: IPv4 over a dual-stack socket is `::ffff:a.b.c.d`. */
export function addressText(c: Libc, bytes: Uint8Array): string {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const family = view.getUint16(0, true);
  const text = Buffer.alloc(46); // INET6_ADDRSTRLEN
  c.inet_ntop(family, ptr(bytes, family === AF_INET6 ? 8 : 4), text, text.length);
  const isLinkLocal = family === AF_INET6 && (view.getUint16(8) & 0xffc0) === 0xfe80;
  if (!isLinkLocal) return untilNul(text);
  const zone = Buffer.alloc(16); // IF_NAMESIZE
  c.if_indextoname(view.getUint32(24, true), zone);
  return `${untilNul(text)}%${untilNul(zone)}`;
}

function untilNul(text: Buffer): string {
  return text.toString("latin1", 0, text.indexOf(0));
}
