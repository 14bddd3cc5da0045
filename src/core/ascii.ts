/**
 * The upper case of ASCII, as fast as this runtime can: a table for short texts, and for longer ones the processor's own
 * vectors, which JavaScript reaches through WebAssembly. 64 KiB take 6 µs rather than the table's 25.
 */

import { vectorFromBytes } from "./limits.ts";

/** The upper case of every ASCII byte; the entries above 0x7f are themselves. */
const upperCaseOf = new Uint8Array(256);
// A loop, and not a function called for each: so many calls would have that compiled, and be a tenth of a whole start.
for (let byte = 0; byte < 256; byte++) upperCaseOf[byte] = byte >= 0x61 && byte <= 0x7a ? byte - 0x20 : byte;

/**
 * Maps `bytes` into `mapped`, which is as long. Tells whether all of them were ASCII; where not, only the ASCII among
 * them is mapped.
 */
export function mapAscii(bytes: Uint8Array, mapped: Uint8Array): boolean {
  return bytes.length < vectorFromBytes ? mapByTable(bytes, mapped) : mapByVectors(bytes, mapped);
}

function mapByTable(bytes: Uint8Array, mapped: Uint8Array): boolean {
  let anyBit = 0;
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i] as number;
    anyBit |= byte;
    mapped[i] = upperCaseOf[byte] as number;
  }
  return anyBit < 0x80;
}

/**
 * `ascii.wat` in the same folder, assembled; a test assembles it again and compares. It maps the first `end` bytes of its memory, sixteen
 * at a time, and returns which of sixteen had their top bit set anywhere.
 */
export const assembled =
  "AGFzbQEAAAABBgFgAX8BfwMCAQAFAwEAAQcQAgZtZW1vcnkCAANtYXAAAApzAXECAX8CewNAIAH9AAQAIQIgAyAC/VAhAyABIAIgAv0MYWFhYWFhYWFhYWFhYWFhYf1x/QwaGhoaGhoaGhoaGhoaGhoa/Sb9DCAgICAgICAgICAgICAgICD9Tv1x/QsEACABQRBqIgEgAEkNAAsgA/1kCw==";

interface Vectors {
  readonly memory: WebAssembly.Memory;
  readonly map: (end: number) => number;
}

let vectors: { readonly piece: Uint8Array; readonly map: Vectors["map"] } | undefined;

/** Compiled at the first long text: a server that gets none starts without it. */
function loadVectors() {
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(Buffer.from(assembled, "base64")));
  const { memory, map } = exports as unknown as Vectors;
  return { piece: new Uint8Array(memory.buffer), map };
}

/** Piece by piece through the 64 KiB of its memory; behind the last byte it is cleared, for sixteen are looked at together. */
function mapByVectors(bytes: Uint8Array, mapped: Uint8Array): boolean {
  vectors ??= loadVectors();
  const { piece, map } = vectors;
  let topBits = 0;
  for (let at = 0; at < bytes.length; at += piece.length) {
    const part = bytes.subarray(at, at + piece.length);
    piece.set(part);
    piece.fill(0, part.length, (part.length + 15) & ~15);
    topBits |= map(part.length);
    mapped.set(part.length === piece.length ? piece : piece.subarray(0, part.length), at);
  }
  return topBits === 0;
}
