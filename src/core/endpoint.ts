/** Addresses and ports: what names one end of a conversation. */

import { isIPv4, isIPv6 } from "node:net";
import { maxDatagramBytesIPv4, maxDatagramBytesIPv6 } from "./limits.ts";

/** One end of a conversation. The address is numeric, and IPv4 is never written as IPv6. */
export interface Endpoint {
  readonly address: string;
  readonly port: number;
}

const mappedPrefix = "::ffff:";

/** Writes an IPv4 address as such where a dual-stack socket shows it as `::ffff:a.b.c.d` (RFC 4291 2.5.5.2). */
export function normalizeAddress(address: string): string {
  return address.startsWith(mappedPrefix) && isIPv4(address.slice(mappedPrefix.length))
    ? address.slice(mappedPrefix.length)
    : address;
}

export function endpoint(address: string, port: number): Endpoint {
  return { address: normalizeAddress(address), port };
}

/** Writes an endpoint as users write it: `127.0.0.1:12000`, `[::1]:12000` (RFC 5952 6). */
export function formatEndpoint({ address, port }: Endpoint): string {
  return address.includes(":") ? `[${address}]:${port}` : `${address}:${port}`;
}

export function sameEndpoint(a: Endpoint, b: Endpoint): boolean {
  return a.port === b.port && a.address === b.address;
}

/** Tells whether an address never leaves this host (RFC 1122 3.2.1.3, RFC 4291 2.5.3). */
export function isLoopback(address: string): boolean {
  return address === "::1" || normalizeAddress(address).startsWith("127.");
}

export function isNumericAddress(host: string): boolean {
  // An IPv6 address may name its link: fe80::1%eth0.
  return isIPv4(host) || isIPv6(host);
}

/** The longest datagram that fits the Internet Protocol version of an address, in bytes of payload. */
export function maxDatagramBytes(address: string): number {
  return address.includes(":") && !address.startsWith(mappedPrefix) ? maxDatagramBytesIPv6 : maxDatagramBytesIPv4;
}
