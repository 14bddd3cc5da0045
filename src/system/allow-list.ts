/** A list of addresses and networks: who may be served. Node's own; it costs 3 ms at the start, so it is imported where it is asked for. */

import { BlockList, isIP } from "node:net";
import { isIPv6, normalizeAddress, withoutZone } from "../core/endpoint.ts";

/** An IPv4 network as a dual-stack socket writes one: so many bits more. */
const mappedBits = 96;

export class AllowList {
  // Apart, for Node finds an IPv4 address in ::/0 too, and who allows all of IPv6 has not allowed IPv4.
  readonly #networks = { ipv4: new BlockList(), ipv6: new BlockList() };

  /** Adds an address, or a network in CIDR notation (RFC 4632 3.1). Returns false where it is neither. */
  add(network: string): boolean {
    const [written = "", bits, ...more] = network.split("/");
    const address = normalizeAddress(written);
    if (isIP(address) === 0 || address.includes("%") || more.length > 0) return false;
    const family = familyOf(address);
    const most = family === "ipv6" ? 128 : 32;
    const skipped = address === written ? 0 : mappedBits;
    const prefix = bits === undefined ? most : wholeNumber(bits) - skipped;
    if (!(prefix >= 0 && prefix <= most)) return false;
    this.#networks[family].addSubnet(address, prefix, family);
    return true;
  }

  has(address: string): boolean {
    const plain = normalizeAddress(withoutZone(address));
    const family = familyOf(plain);
    return this.#networks[family].check(plain, family);
  }
}

function familyOf(address: string): "ipv4" | "ipv6" {
  return isIPv6(address) ? "ipv6" : "ipv4";
}

function wholeNumber(text: string): number {
  return /^\d{1,3}$/.test(text) ? Number(text) : Number.NaN;
}
