/** Addresses and ports: what names one end of a conversation. */

import { maxDatagramBytesIPv4, maxDatagramBytesIPv6 } from "./limits.ts";

/** One end of a conversation. The address is numeric, and IPv4 is never written as IPv6. */
export interface Endpoint {
  readonly address: string;
  readonly port: number;
}

const mappedPrefix = "::ffff:";
const mapped = /^::ffff:\d+\.\d+\.\d+\.\d+$/i;

/** Writes an IPv4 address as such where a dual-stack socket shows it as `::ffff:a.b.c.d` (RFC 4291 2.5.5.2). */
export function normalizeAddress(address: string): string {
  return mapped.test(address) ? address.slice(mappedPrefix.length) : address;
}

export function endpoint(address: string, port: number): Endpoint {
  return { address: normalizeAddress(address), port };
}

/** A connected socket, as far as it names its ends. Each of the four asks the kernel. */
interface ConnectedSocket {
  readonly localAddress: string;
  readonly localPort: number;
  readonly remoteAddress: string;
  readonly remotePort: number;
}

/** Names both ends of a connection. */
export function bothEnds(socket: ConnectedSocket): { readonly local: Endpoint; readonly peer: Endpoint } {
  return {
    local: endpoint(socket.localAddress, socket.localPort),
    peer: endpoint(socket.remoteAddress, socket.remotePort),
  };
}

/** Tells whether a numeric address is IPv6's: only those have a colon (RFC 4291 2.2). */
export function isIPv6(address: string): boolean {
  return address.includes(":");
}

/** Writes an endpoint as users write it: `127.0.0.1:12000`, `[::1]:12000` (RFC 5952 6). */
export function formatEndpoint({ address, port }: Endpoint): string {
  return isIPv6(address) ? `[${address}]:${port}` : `${address}:${port}`;
}

/** Compares endpoints; the zone of a link-local address is a name here and a number there, and tells nothing more. */
export function sameEndpoint(a: Endpoint, b: Endpoint): boolean {
  return a.port === b.port && withoutZone(a.address) === withoutZone(b.address);
}

/** Leaves out the zone of a scoped IPv6 address (RFC 4007 11): `fe80::1%eth0`. */
export function withoutZone(address: string): string {
  const zone = address.indexOf("%");
  return zone === -1 ? address : address.slice(0, zone);
}

/** Tells whether an address stands for all of a host's: to send there means this host (RFC 1122 3.2.1.3). */
export function isAnyAddress(address: string): boolean {
  return address === "::" || address === "0.0.0.0";
}

/** Tells whether an address never leaves this host (RFC 1122 3.2.1.3, RFC 4291 2.5.3). */
export function isLoopback(address: string): boolean {
  return address === "::1" || normalizeAddress(address).startsWith("127.");
}

/** The loopback address of the same version of the Internet Protocol. */
export function loopbackOf(address: string): string {
  return isIPv6(address) ? "::1" : "127.0.0.1";
}

/** The longest datagram that fits the Internet Protocol version of an address, in bytes of payload. */
export function maxDatagramBytes(address: string): number {
  return isIPv6(normalizeAddress(address)) ? maxDatagramBytesIPv6 : maxDatagramBytesIPv4;
}

/** Tells whether so many bytes fit a datagram to an address. The address is only looked at where it matters. */
export function fitsDatagram(bytes: number, address: string): boolean {
  return bytes <= maxDatagramBytesIPv4 || bytes <= maxDatagramBytes(address);
}
