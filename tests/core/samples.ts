/** Bytes to try things on: texts with characters of every length, what is no text at all, and every way to cut them. */

import fc from "fast-check";

/** Hand-picked: each names what it is for. */
export const samples: readonly (readonly [what: string, bytes: Uint8Array])[] = [
  ["nothing", Buffer.alloc(0)],
  ["characters of 1 to 4 bytes", Buffer.from("aé안😀ßz")],
  ["characters that grow and shrink", Buffer.from("ΐıŉﬃ𐐨")],
  ["a byte-order mark and NUL", Buffer.from("\u{feff}a\0b\u{feff}")],
  ["combining characters", Buffer.from("e\u0301 한글 𞤢\u{1e92e}")],
  ["lone continuation bytes", Buffer.from([0x80, 0x61, 0xbf, 0xbf])],
  ["cut characters, each before a letter", Buffer.from([0xc3, 0x61, 0xec, 0x95, 0x62, 0xf0, 0x9f, 0x98, 0x63])],
  ["a cut character at the end", Buffer.from([0x61, 0xf0, 0x9f, 0x98])],
  ["cut characters in a row", Buffer.from([0xf0, 0x9f, 0xec, 0x95, 0xc3, 0xf0, 0x9f, 0x98, 0x80])],
  ["overlong forms", Buffer.from([0xc0, 0xaf, 0xc1, 0xa1, 0xe0, 0x81, 0xa1, 0xf0, 0x80, 0x81, 0xa1])],
  ["surrogates, as CESU-8 has them", Buffer.from([0xed, 0xa0, 0xbd, 0xed, 0xb8, 0x80, 0x61])],
  ["beyond U+10FFFF", Buffer.from([0xf4, 0x90, 0x80, 0x80, 0xf5, 0x80, 0x80, 0x80, 0x61])],
  ["bytes that UTF-8 never has", Buffer.from([0xfe, 0x61, 0xff, 0xff, 0x62])],
  ["EUC-KR", Buffer.from([0xbe, 0xc8, 0xb3, 0xe7, 0x61, 0x62, 0x63])],
];

/** Pieces of text and pieces of no text, so that characters are cut by what is wrong, and begin right after it. */
export const mixedBytes: fc.Arbitrary<Uint8Array> = fc
  .array(
    fc.oneof(
      fc.string({ unit: "binary", maxLength: 8 }).map((text) => Buffer.from(text)),
      fc.string({ unit: "grapheme", maxLength: 4 }).map((text) => Buffer.from(text)),
      fc.uint8Array({ maxLength: 4 }),
      fc.constantFrom(...samples.map(([, bytes]) => bytes)),
      fc
        .string({ unit: "binary", minLength: 1, maxLength: 2 })
        .map((text) => Buffer.from(text))
        .chain((bytes) => fc.nat(bytes.length).map((end) => bytes.subarray(0, end))),
    ),
    { maxLength: 8 },
  )
  .map((pieces) => Buffer.concat(pieces));

/** Bytes, and where to cut them. */
export const cutBytes: fc.Arbitrary<Uint8Array[]> = mixedBytes.chain((bytes) =>
  fc.array(fc.nat(bytes.length), { maxLength: 6 }).map((places) => cutAt(bytes, places)),
);

/** Cuts bytes at these places, each piece in memory of its own, as a socket delivers it. */
export function cutAt(bytes: Uint8Array, places: readonly number[]): Uint8Array[] {
  const ends = [...places].sort((a, b) => a - b);
  return [...ends, bytes.length].map((end, index) => new Uint8Array(bytes.subarray(ends[index - 1] ?? 0, end)));
}

/** Every way to cut bytes into two; byte by byte; and, where they are few, every way to cut them into three. */
export function* everyCut(bytes: Uint8Array): Generator<Uint8Array[]> {
  yield Array.from(bytes, (byte) => Uint8Array.of(byte));
  for (let first = 0; first <= bytes.length; first++) {
    yield cutAt(bytes, [first]);
    for (let second = first; second <= bytes.length && bytes.length <= 32; second++)
      yield cutAt(bytes, [first, second]);
  }
}

/** The same cases whenever the tests run. */
export const seeded = { seed: 12_000, numRuns: 500 } as const;
