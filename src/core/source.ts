/** Where a datagram or a connection says that it comes from, in numbers: what counts as one source, and what is none. */

const groups = 8;
const dot = 0x2e;
const colon = 0x3a;
const percent = 0x25;

/**
 * Reads numeric addresses as the kernel writes them, one at a time. The last one is remembered: a source that sends much
 * costs a comparison of two short texts for each datagram, and nothing is allocated for any.
 */
export class Source {
  /**
   * What counts as one source of traffic: an IPv4 address, or the first 64 bits of an IPv6 address, for whoever has one of
   * a link's addresses may use them all (RFC 7421). A link-local address counts whole: its first 64 bits are everybody's.
   */
  high = 0;
  low = 0;
  /** All bits of the address, mixed: for what concerns one host. */
  host = 0;
  /** It never leaves this host (RFC 1122 3.2.1.3, RFC 4291 2.5.3). */
  isLoopback = false;
  /** No host has it, so nobody can be answered there: unspecified, multicast, or broadcast to all. */
  isNobody = false;
  #text = "";
  readonly #groups = new Uint16Array(groups);

  /** Takes an address. Tells whether it is another one than the last. */
  read(text: string): boolean {
    if (text === this.#text) return false;
    this.#text = text;
    const lastColon = text.lastIndexOf(":");
    // An interface's name can have a dot, too: fe80::1%eth0.7
    const isIPv4 = lastColon === -1 || (text.includes(".") && !text.includes("%"));
    if (isIPv4) this.#readIPv4(text, lastColon + 1);
    else this.#readIPv6(text);
    return true;
  }

  #readIPv4(text: string, start: number): void {
    let address = 0;
    let byte = 0;
    for (let at = start; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (code === dot) {
        address = (address << 8) | byte;
        byte = 0;
      } else byte = byte * 10 + code - 0x30;
    }
    this.low = ((address << 8) | byte) >>> 0;
    // No IPv6 network begins like this: it is a multicast address.
    this.high = 0xffff_ffff;
    this.host = this.low;
    const first = this.low >>> 24;
    this.isLoopback = first === 127;
    this.isNobody = first === 0 || (first >= 224 && first < 240) || this.low === 0xffff_ffff;
  }

  #readIPv6(text: string): void {
    const all = this.#groups;
    fillGroups(all, text);
    const pair = (at: number) => (((all[at] as number) << 16) | (all[at + 1] as number)) >>> 0;
    this.high = pair(0);
    this.low = pair(2);
    this.host = mix(mix(mix(pair(0), pair(2)), pair(4)), pair(6));
    const first = all[0] as number;
    const isLinkLocal = (first & 0xffc0) === 0xfe80; // RFC 4291 2.5.6
    if (isLinkLocal) this.low = this.host;
    const isAlmostZero = pair(0) === 0 && pair(2) === 0 && pair(4) === 0;
    this.isLoopback = isAlmostZero && pair(6) === 1;
    this.isNobody = first >= 0xff00 || (isAlmostZero && pair(6) === 0);
  }
}

/** Writes the 16-bit groups of an IPv6 address (RFC 5952), whose `::` stands for as many zeros as are missing. */
function fillGroups(all: Uint16Array, text: string): void {
  all.fill(0);
  let group = 0;
  let gap = -1;
  let value = 0;
  let at = 0;
  for (; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === percent) break;
    if (code !== colon) {
      value = (value << 4) | (code <= 0x39 ? code - 0x30 : (code | 0x20) - 0x57);
      continue;
    }
    if (text.charCodeAt(at + 1) === colon) {
      if (at > 0) all[group++] = value;
      gap = group;
      at++;
    } else all[group++] = value;
    value = 0;
  }
  all[group++] = value;
  if (gap === -1) return;
  all.copyWithin(groups - (group - gap), gap, group);
  all.fill(0, gap, groups - (group - gap));
}

/** Mixes two numbers of 32 bits into one: all bits of both matter (the last steps of MurmurHash3, which is in the public domain). */
export function mix(a: number, b: number): number {
  let hash = Math.imul(a ^ Math.imul(b, 0x9e37_79b1), 0x85eb_ca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2_ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
