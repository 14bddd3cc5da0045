/**
 * Memory for one chunk of a stream, which vectors reach. A server can receive into it and send from it, and then no byte of a chunk
 * is copied, and no memory is asked for.
 */

import { workbenchBytes } from "./limits.ts";
import { VectorMemory, vectorBytes } from "./vectors.ts";

/** Room before every chunk for the three bytes of a character that the chunk before it began, and a whole cache line of it. */
const chunkAt = 64;

export class Workbench {
  /** Where a chunk is put. It never moves. */
  readonly room: Uint8Array;
  /** The chunk that lies on it, as {@link put} told. */
  chunk: Uint8Array;
  readonly #memory = new VectorMemory(chunkAt + workbenchBytes + vectorBytes);

  constructor() {
    this.room = this.#memory.bytes.subarray(chunkAt, chunkAt + workbenchBytes);
    this.chunk = this.room.subarray(0, 0);
  }

  /** Notes that so many bytes were put into the room, and returns them. */
  put(length: number): Uint8Array {
    // One sentence is often as long as the one before.
    if (length !== this.chunk.length) this.chunk = this.room.subarray(0, length);
    return this.chunk;
  }

  /** Puts what was held back before the chunk, and returns both as one. */
  join(held: Uint8Array): Uint8Array {
    const at = chunkAt - held.length;
    this.#memory.bytes.set(held, at);
    return this.#memory.bytes.subarray(at, chunkAt + this.chunk.length);
  }

  /** Tells whether bytes lie on it, whoever has put them there. */
  holds(bytes: Uint8Array): boolean {
    return this.#memory.holds(bytes);
  }

  /** Maps the ASCII among bytes that lie on it. Tells whether that is their upper case: no other among them has one. */
  map(bytes: Uint8Array): boolean {
    return this.#memory.map(bytes, bytes);
  }
}

let bench: Workbench | undefined;

/** Made at its first use: a server that gets no long text, and reads by no call of its own, starts without it. */
export function workbench(): Workbench {
  bench ??= new Workbench();
  return bench;
}

/** Tells whether this very chunk was put on the workbench. A chunk of Bun's is not asked for its memory: the first time that takes 1 µs. */
export function isOnWorkbench(chunk: Uint8Array): boolean {
  return bench?.chunk === chunk;
}

/** What is to be kept while the next chunk comes: a copy, where it lies in its way. */
export function clearedFromWorkbench(bytes: Uint8Array): Uint8Array {
  return bench?.holds(bytes) ? bytes.slice() : bytes;
}
