/**
 * The upper case of ASCII, as fast as this runtime can: a table for short texts, and vectors for longer ones. 64 KiB take 6 µs rather
 * than the table's 25.
 */

import { isCaseless } from "./caseless.ts";
import { vectorFromBytes, vectorPieceBytes } from "./limits.ts";
import { vectorMemoryOf } from "./vectors.ts";
import { workbench } from "./workbench.ts";

/** The upper case of every ASCII byte; the entries above 0x7f are themselves. */
const upperCaseOf = new Uint8Array(256);
// A loop, and not a function called for each: so many calls would have that compiled, and be a tenth of a whole start.
for (let byte = 0; byte < 256; byte++) upperCaseOf[byte] = byte >= 0x61 && byte <= 0x7a ? byte - 0x20 : byte;

/**
 * Maps the ASCII among `bytes` into `mapped`, which is as long. Tells whether that is their upper case: whether no other character
 * among them may have one.
 */
export function mapAscii(bytes: Uint8Array, mapped: Uint8Array): boolean {
  return bytes.length < vectorFromBytes ? mapByTable(bytes, mapped) : mapByVectors(bytes, mapped);
}

/** The same where the two may lie in one memory that vectors reach: a long text need not be copied there and back then. */
export function mapAsciiThere(bytes: Uint8Array, mapped: Uint8Array): boolean {
  const memory = bytes.length < vectorFromBytes ? undefined : vectorMemoryOf(mapped);
  return memory?.holds(bytes) ? memory.map(bytes, mapped) : mapAscii(bytes, mapped);
}

function mapByTable(bytes: Uint8Array, mapped: Uint8Array): boolean {
  let anyBit = 0;
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i] as number;
    anyBit |= byte;
    mapped[i] = upperCaseOf[byte] as number;
  }
  return anyBit < 0x80 || isCaseless(bytes);
}

/** Piece by piece, each small enough to stay in the processor's cache on its way to the workbench and back. */
function mapByVectors(bytes: Uint8Array, mapped: Uint8Array): boolean {
  const bench = workbench();
  let isDone = true;
  for (let at = 0; at < bytes.length; at += vectorPieceBytes) {
    // One byte more, to be looked at: it may belong to the last character.
    bench.room.set(bytes.subarray(at, at + vectorPieceBytes + 1));
    const piece = bench.put(Math.min(vectorPieceBytes, bytes.length - at));
    if (!bench.map(piece)) isDone = false;
    mapped.set(piece, at);
  }
  return isDone;
}
