/** The service itself: UTF-8 bytes in, their upper case out. Bytes that are not UTF-8 come back as they were. */

import { mapAscii, mapAsciiThere } from "./ascii.ts";
import { decode, encode, unfinishedTailBytes } from "./utf8.ts";
import { isOnWorkbench, workbench } from "./workbench.ts";

/** What the platform's decoder puts in the place of bytes that are not UTF-8 (The Unicode Standard, section 3.9). */
const replacement = "\ufffd";

/**
 * Maps bytes to upper case: Unicode's default mapping, no locale (The Unicode Standard, section 3.13, toUppercase).
 * The result can be longer (`ß` becomes `SS`, at most 3 times as many bytes) or shorter (`ı` becomes `I`).
 *
 * @param room Memory exactly as long as `bytes`: the result is in it, where that is as long, and else new. Where both lie in one
 *   `VectorMemory`, nothing is copied.
 * @returns The result. The bytes are left as they are.
 */
export function upperCase(bytes: Uint8Array, room?: Uint8Array): Uint8Array {
  const mapped = room ?? Buffer.allocUnsafe(bytes.length);
  const isDone = room === undefined ? mapAscii(bytes, mapped) : mapAsciiThere(bytes, mapped);
  return isDone ? mapped : upperCaseBeyondAscii(bytes);
}

/** The same where the bytes are nobody else's: ASCII is mapped where it is, and a large chunk needs no fresh memory. */
function upperCaseOwn(bytes: Uint8Array): Uint8Array {
  // Mapping what ASCII there is beforehand changes nothing: no character looks at its neighbours.
  return mapAscii(bytes, bytes) ? bytes : upperCaseBeyondAscii(bytes);
}

/** The same where they lie on the workbench already. */
function upperCaseOnWorkbench(bytes: Uint8Array): Uint8Array {
  return workbench().map(bytes) ? bytes : upperCaseBeyondAscii(bytes);
}

function upperCaseBeyondAscii(bytes: Uint8Array): Uint8Array {
  // The platform's decoder is much faster than ours; it is right only where there is nothing to replace. (To load the one
  // that tells, `isUtf8` of `node:buffer`, is a twentieth of a start.)
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("utf8");
  if (!text.includes(replacement)) return Buffer.from(text.toUpperCase(), "utf8");
  return encode(decode(bytes).toUpperCase());
}

const nothing = new Uint8Array(0);

/**
 * The same mapping for a stream, which may be cut anywhere, also within a character. `toUpperCase` looks at no
 * neighbour, so mapping chunk by chunk equals mapping the whole as long as no character is mapped in halves.
 */
export class UpperCaseStream {
  #unfinished: Uint8Array = nothing;

  /** Bytes held back until the character they begin is complete: 0 to 3. */
  get heldBytes(): number {
    return this.#unfinished.length;
  }

  /** Takes the next chunk, for good, and returns the upper case of every character that is complete by now. */
  push(chunk: Uint8Array): Uint8Array {
    const isThere = isOnWorkbench(chunk);
    const bytes = this.#unfinished.length === 0 ? chunk : this.#join(chunk, isThere);
    const tail = unfinishedTailBytes(bytes);
    // A copy: a subarray would keep the whole chunk in memory for up to three bytes.
    this.#unfinished = tail === 0 ? nothing : Uint8Array.from(bytes.subarray(bytes.length - tail));
    const whole = tail === 0 ? bytes : bytes.subarray(0, bytes.length - tail);
    return isThere ? upperCaseOnWorkbench(whole) : upperCaseOwn(whole);
  }

  #join(chunk: Uint8Array, isThere: boolean): Uint8Array {
    return isThere ? workbench().join(this.#unfinished) : Buffer.concat([this.#unfinished, chunk]);
  }

  /** Ends the stream and returns what was held back: no character, so its bytes come back unchanged. */
  end(): Uint8Array {
    const rest = this.#unfinished;
    this.#unfinished = nothing;
    return rest;
  }
}
