/**
 * Memory that the processor's own vectors reach, through WebAssembly: 64 KiB are mapped in 2 µs where they are. A server can receive
 * into it and send from it, and then no byte of a chunk is copied, and no memory is asked for.
 */

import { workbenchBytes } from "./limits.ts";

/** `vectors.wat` in the same folder, assembled; a test assembles it again and compares. */
export const assembled =
  "AGFzbQEAAAABBwFgAn9/AX8DAwIAAAUDAQAFBxsDBm1lbW9yeQIAA21hcAAACGNhc2VsZXNzAAEKtwMCbwECewNAIAD9AAQAIQIgAyAC/VAhAyAAIAIgAv0MYWFhYWFhYWFhYWFhYWFhYf1x/QwaGhoaGhoaGhoaGhoaGhoa/Sb9DCAgICAgICAgICAgICAgICD9Tv1x/QsEACAAQRBqIgAgAUkNAAsgA/1kC8QCAQN7A0AgAP0ABAAhAiAA/QAEASEDIAQgAv0MwsLCwsLCwsLCwsLCwsLCwv1x/QwVFRUVFRUVFRUVFRUVFRUV/Sb9UCEEIAQgAv0M4eHh4eHh4eHh4eHh4eHh4f0j/VAhBCAEIAL9DOLi4uLi4uLi4uLi4uLi4uL9IyAD/QyEhISEhISEhISEhISEhISE/Sz9Tv1QIQQgBCAC/Qzq6urq6urq6urq6urq6urq/SMgA/0MsLCwsLCwsLCwsLCwsLCwsP0m/U79UCEEIAQgAv0M7+/v7+/v7+/v7+/v7+/v7/0jIAP9DLy8vLy8vLy8vLy8vLy8vLz9JP1O/VAhBCAEIAL9DPDw8PDw8PDw8PDw8PDw8PD9IyAD/Qyfn5+fn5+fn5+fn5+fn5+f/Sb9Tv1QIQQgAEEQaiIAIAFJDQALIAT9U0UL";

interface Kernel {
  readonly memory: WebAssembly.Memory;
  readonly map: (at: number, end: number) => number;
  readonly caseless: (at: number, end: number) => number;
}

/** Room before every chunk for the three bytes of a character that the chunk before it began, and a whole cache line of it. */
const chunkAt = 64;
/** Vectors look at so many bytes together, also where fewer are left. */
const vectorBytes = 16;

export class Workbench {
  /** Where a chunk is put. It never moves, for its memory never grows. */
  readonly room: Uint8Array;
  /** The chunk that lies on it, as {@link put} told. */
  chunk: Uint8Array;
  readonly #bytes: Uint8Array;
  readonly #kernel: Kernel;

  constructor() {
    const { exports } = new WebAssembly.Instance(new WebAssembly.Module(Buffer.from(assembled, "base64")));
    this.#kernel = exports as unknown as Kernel;
    this.#bytes = new Uint8Array(this.#kernel.memory.buffer);
    this.room = this.#bytes.subarray(chunkAt, chunkAt + workbenchBytes);
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
    this.#bytes.set(held, at);
    return this.#bytes.subarray(at, chunkAt + this.chunk.length);
  }

  /** Tells whether bytes lie in this memory, whoever has put them there. */
  holds(bytes: Uint8Array): boolean {
    return bytes.buffer === this.#bytes.buffer;
  }

  /** Maps the ASCII among bytes that this memory {@link holds}. Tells whether that is their upper case: no other among them has one. */
  map(bytes: Uint8Array): boolean {
    const { length } = bytes;
    if (length === 0) return true;
    const at = bytes.byteOffset;
    const end = at + length;
    // What an earlier chunk left behind the last byte is looked at, too.
    if (length % vectorBytes !== 0) this.#bytes.fill(0, end, end + vectorBytes);
    return this.#kernel.map(at, end) === 0 || this.#kernel.caseless(at, end) === 1;
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
