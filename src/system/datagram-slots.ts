/**
 * Memory for a batch of datagrams and of their replies, laid out as recvmmsg(2) and sendmmsg(2) take it, on 64-bit Linux, and where
 * vectors reach it: a long datagram is mapped from where it came to where it goes.
 */

import { type Pointer, ptr } from "bun:ffi";
import { laneReplyBytes, maxBurst } from "../core/limits.ts";
import { VectorMemory, vectorBytes } from "../core/vectors.ts";
import type { Libc } from "./libc.ts";
import { AF_INET, addressText } from "./socket-address.ts";

// struct mmsghdr: struct msghdr, then unsigned int msg_len. Where its fields are, in words of 32 bits.
const headerWords = 16;
const nameAt = 0;
const nameBytesAt = 2;
const partsAt = 4;
const partCountAt = 6;
const bytesAt = 14;
/** struct iovec: where a part is, and how many bytes it has. */
const partWords = 4;
/** struct sockaddr_in6 has 28 bytes. */
const nameWords = 8;
const nameBytes = 28;
/**
 * A datagram's room: more than any has. The bytes on top put the beginnings of neighbours into different lines of the
 * processor's cache; without them all would push each other out of the same few.
 */
const slotBytes = 65_536 + 192;
/** A reply's room, and what vectors may write behind it. */
const roomBytes = laneReplyBytes + vectorBytes;
/** Senders whose addresses are kept as text. A power of two. */
const knownNames = 256;

interface Known {
  readonly words: Uint32Array;
  readonly address: string;
}

export class DatagramSlots {
  /** What recvmmsg() is given: {@link maxBurst} of struct mmsghdr. */
  readonly incoming: Pointer;
  readonly #outgoing: number;
  readonly #c: Libc;
  readonly #memory: ArrayBufferLike;
  readonly #in: Uint32Array;
  readonly #out: Uint32Array;
  readonly #outParts: Uint32Array;
  readonly #names: Uint32Array;
  readonly #messages: Uint8Array[] = [];
  readonly #rooms: Uint8Array[] = [];
  readonly #known: (Known | undefined)[] = Array.from({ length: knownNames });

  constructor(c: Libc) {
    const words = { headers: maxBurst * headerWords, parts: maxBurst * partWords, names: maxBurst * nameWords };
    const heads = 4 * (2 * words.headers + 2 * words.parts + words.names);
    this.#c = c;
    this.#memory = new VectorMemory(heads + maxBurst * (slotBytes + roomBytes)).bytes.buffer;
    let at = 0;
    const take = (count: number) => {
      const taken = new Uint32Array(this.#memory, at, count);
      at += taken.byteLength;
      return taken;
    };
    this.#in = take(words.headers);
    this.#out = take(words.headers);
    const inParts = take(words.parts);
    this.#outParts = take(words.parts);
    this.#names = take(words.names);
    for (let slot = 0; slot < maxBurst; slot++) {
      const message = new Uint8Array(this.#memory, heads + maxBurst * roomBytes + slot * slotBytes, slotBytes);
      this.#messages.push(message);
      this.#rooms.push(new Uint8Array(this.#memory, heads + slot * roomBytes, laneReplyBytes));
      putPointer(inParts, slot * partWords, ptr(message));
      inParts[slot * partWords + 2] = slotBytes;
      this.#linkHeader(this.#in, inParts, slot);
      this.#linkHeader(this.#out, this.#outParts, slot);
    }
    this.incoming = ptr(this.#in);
    this.#outgoing = ptr(this.#out);
  }

  #linkHeader(headers: Uint32Array, parts: Uint32Array, slot: number): void {
    const header = slot * headerWords;
    putPointer(headers, header + nameAt, ptr(this.#names, 4 * slot * nameWords));
    headers[header + nameBytesAt] = nameBytes;
    putPointer(headers, header + partsAt, ptr(parts, 4 * slot * partWords));
    headers[header + partCountAt] = 1;
  }

  /** What sendmmsg() is given: those that {@link reply} filled, from one on. */
  outgoing(from: number): Pointer {
    return (this.#outgoing + 4 * from * headerWords) as Pointer;
  }

  /** The datagram that recvmmsg() put into a slot, until the next call overwrites it. */
  message(slot: number): Uint8Array {
    return this.#sized(this.#messages, slot, this.#in[slot * headerWords + bytesAt] as number);
  }

  /** Memory for the `index`-th reply; undefined where it would be too small. */
  room(index: number, bytes: number): Uint8Array | undefined {
    return bytes > laneReplyBytes ? undefined : this.#sized(this.#rooms, index, bytes);
  }

  /** A view for each datagram would be garbage for each datagram, and most are as long as the one before. */
  #sized(views: Uint8Array[], at: number, bytes: number): Uint8Array {
    const last = views[at] as Uint8Array;
    if (last.length === bytes) return last;
    const view = new Uint8Array(this.#memory, last.byteOffset, bytes);
    views[at] = view;
    return view;
  }

  port(slot: number): number {
    const networkOrder = (this.#names[slot * nameWords] as number) >>> 16;
    return ((networkOrder & 0xff) << 8) | (networkOrder >>> 8);
  }

  /** The sender's address, as Bun writes it. */
  address(slot: number): string {
    const from = slot * nameWords;
    const family = (this.#names[from] as number) & 0xffff;
    const words = this.#names;
    const hash = Math.imul(
      (words[from + 1] as number) ^ (words[from + 5] as number) ^ (words[from + 4] as number),
      0x9e37_79b1,
    );
    const place = (hash >>> 16) & (knownNames - 1);
    const known = this.#known[place];
    if (known !== undefined && this.#isSame(known.words, from, family)) return known.address;
    const name = Uint32Array.from(words.subarray(from, from + nameWords));
    const address = addressText(this.#c, new Uint8Array(name.buffer));
    name[0] = family;
    this.#known[place] = { words: name, address };
    return address;
  }

  /** The name without its port: for IPv4 the address, for IPv6 the address and its scope. */
  #isSame(known: Uint32Array, from: number, family: number): boolean {
    if (known[0] !== family) return false;
    const words = this.#names;
    if (family === AF_INET) return known[1] === words[from + 1];
    for (let word = 2; word < 7; word++) if (known[word] !== words[from + word]) return false;
    return true;
  }

  /** Makes the `index`-th reply: these bytes, to the sender of the datagram in a slot. They must stay where they are until they are sent. */
  reply(index: number, bytes: Uint8Array, slot: number): void {
    const header = index * headerWords;
    this.#out[header + nameAt] = this.#in[slot * headerWords + nameAt] as number;
    this.#out[header + nameAt + 1] = this.#in[slot * headerWords + nameAt + 1] as number;
    this.#out[header + nameBytesAt] = this.#in[slot * headerWords + nameBytesAt] as number;
    putPointer(this.#outParts, index * partWords, ptr(bytes));
    this.#outParts[index * partWords + 2] = bytes.length;
  }
}

/** Writes an address of memory, little-endian as both processors are. */
function putPointer(words: Uint32Array, at: number, pointer: number): void {
  words[at] = pointer >>> 0;
  words[at + 1] = pointer / 2 ** 32;
}
