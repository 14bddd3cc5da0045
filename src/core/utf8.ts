/**
 * Where characters begin and end in UTF-8 bytes (RFC 3629; The Unicode Standard, table 3-7).
 * No decoder of the platform tells this: they replace what is wrong by U+FFFD, and then it is lost.
 */

/** The character that starts at an offset is cut off by the end of the bytes: what follows may complete it. */
export const unfinished = -1;
/** No character starts at this offset: the byte stands for itself. */
export const invalid = 0;

/**
 * Tells how many bytes the character at `offset` has.
 *
 * @returns 1 to 4, {@link invalid}, or {@link unfinished} where the bytes end within a character that is right so far.
 */
export function characterBytes(bytes: Uint8Array, offset: number): number {
  const first = bytes[offset] as number;
  if (first < 0x80) return 1;
  if (first < 0xc2 || first > 0xf4) return invalid;
  const length = first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
  for (let i = 1; i < length; i++) {
    const next = bytes[offset + i];
    if (next === undefined) return unfinished;
    // The second byte is what keeps out overlong forms, surrogates and everything above U+10FFFF.
    const low = i > 1 ? 0x80 : first === 0xe0 ? 0xa0 : first === 0xf0 ? 0x90 : 0x80;
    const high = i > 1 ? 0xbf : first === 0xed ? 0x9f : first === 0xf4 ? 0x8f : 0xbf;
    if (next < low || next > high) return invalid;
  }
  return length;
}

/** Tells how many bytes at the end (0 to 3) are the beginning of a character that the next chunk may complete. */
export function unfinishedTailBytes(bytes: Uint8Array): number {
  const longest = Math.min(3, bytes.length);
  for (let tail = longest; tail > 0; tail--) {
    if (characterBytes(bytes, bytes.length - tail) === unfinished) return tail;
  }
  return 0;
}

/** Reads the code point of the `length`-byte character at `offset`, as {@link characterBytes} measured it. */
function codePoint(bytes: Uint8Array, offset: number, length: number): number {
  const first = bytes[offset] as number;
  if (length === 1) return first;
  let point = first & (0x7f >> length);
  for (let i = 1; i < length; i++) point = (point << 6) | ((bytes[offset + i] as number) & 0x3f);
  return point;
}

/** An invalid byte 0x80..0xff is U+DC80..U+DCFF in a string from {@link decode}: a lone surrogate, which UTF-8 never holds. */
const escapeBase = 0xdc00;

/** Tells whether a character of a string from {@link decode} is an escaped byte: not the second half of a pair. */
export function isEscapedByte(text: string, index: number): boolean {
  const unit = text.charCodeAt(index);
  if (unit < escapeBase + 0x80 || unit > escapeBase + 0xff) return false;
  const before = index > 0 ? text.charCodeAt(index - 1) : 0;
  return before < 0xd800 || before > 0xdbff;
}

/**
 * Decodes UTF-8 so that nothing is lost: an invalid byte becomes a lone surrogate (Python calls it `surrogateescape`,
 * PEP 383), and {@link encode} turns it back into that byte. An unfinished character at the end counts as invalid.
 */
export function decode(bytes: Uint8Array): string {
  const units = new Uint16Array(bytes.length);
  let written = 0;
  for (let offset = 0; offset < bytes.length; ) {
    const length = characterBytes(bytes, offset);
    const point = length > 0 ? codePoint(bytes, offset, length) : escapeBase + (bytes[offset] as number);
    if (point > 0xffff) {
      units[written++] = 0xd7c0 + (point >> 10);
      units[written++] = 0xdc00 + (point & 0x3ff);
    } else units[written++] = point;
    offset += Math.max(1, length);
  }
  return Buffer.from(units.buffer, 0, written * 2).toString("utf16le");
}

/** Encodes a string from {@link decode}, escaped bytes as the bytes they were. */
export function encode(text: string): Uint8Array {
  const bytes = Buffer.allocUnsafe(text.length * 3);
  let written = 0;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit < 0x80) bytes[written++] = unit;
    else if (unit >= 0xd800 && unit <= 0xdfff) {
      if (isEscapedByte(text, i)) bytes[written++] = unit - escapeBase;
      else written = writePoint(bytes, written, text.codePointAt(i++) as number);
    } else written = writePoint(bytes, written, unit);
  }
  return bytes.subarray(0, written);
}

/** Writes a code point beyond ASCII as two to four bytes (RFC 3629 3); returns where the next one goes. */
function writePoint(bytes: Uint8Array, at: number, point: number): number {
  let next = at;
  if (point < 0x800) bytes[next++] = 0xc0 | (point >> 6);
  else {
    if (point < 0x10000) bytes[next++] = 0xe0 | (point >> 12);
    else {
      bytes[next++] = 0xf0 | (point >> 18);
      bytes[next++] = 0x80 | ((point >> 12) & 0x3f);
    }
    bytes[next++] = 0x80 | ((point >> 6) & 0x3f);
  }
  bytes[next++] = 0x80 | (point & 0x3f);
  return next;
}
