/** Where characters begin and end: against The Unicode Standard, table 3-7, written out. */

import { describe, expect, test } from "bun:test";
import fc from "fast-check";
import {
  characterBytes,
  decode,
  encode,
  invalid,
  isEscapedByte,
  unfinished,
  unfinishedTailBytes,
} from "../../src/core/utf8.ts";
import { mixedBytes, samples, seeded } from "./samples.ts";

type Range = readonly [low: number, high: number];

/** Table 3-7, "Well-Formed UTF-8 Byte Sequences", row by row. */
const table = `
  00..7F
  C2..DF 80..BF
  E0     A0..BF 80..BF
  E1..EC 80..BF 80..BF
  ED     80..9F 80..BF
  EE..EF 80..BF 80..BF
  F0     90..BF 80..BF 80..BF
  F1..F3 80..BF 80..BF 80..BF
  F4     80..8F 80..BF 80..BF`;

const wellFormed: readonly (readonly Range[])[] = table
  .trim()
  .split("\n")
  .map((row) => row.trim().split(/ +/).map(readRange));

function readRange(text: string): Range {
  const [low = "", high = low] = text.split("..");
  return [Number.parseInt(low, 16), Number.parseInt(high, 16)];
}

/** What the table says of the character at the beginning of these bytes. */
function byTable(bytes: readonly number[]): number {
  const row = wellFormed.find(([first]) => isWithin(bytes[0], first));
  if (row === undefined) return invalid;
  if (bytes.slice(0, row.length).some((byte, place) => !isWithin(byte, row[place]))) return invalid;
  return bytes.length < row.length ? unfinished : row.length;
}

function isWithin(byte: number | undefined, range: Range | undefined): boolean {
  return byte !== undefined && range !== undefined && byte >= range[0] && byte <= range[1];
}

/** Bytes at which something in the table changes, and the ones beside them. */
const edges = [
  0x00, 0x7f, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf, 0xc0, 0xc1, 0xc2, 0xdf, 0xe0, 0xec, 0xed, 0xf0, 0xf4, 0xff,
];

function* sequences(): Generator<number[]> {
  for (let first = 0; first < 256; first++) {
    yield [first];
    for (const second of edges) {
      yield [first, second];
      for (const third of edges) {
        yield [first, second, third];
        for (const fourth of edges) yield [first, second, third, fourth];
      }
    }
  }
}

describe("characterBytes()", () => {
  test("says what table 3-7 says, of every first byte with every boundary of the others", () => {
    const wrong: number[][] = [];
    for (const bytes of sequences())
      if (characterBytes(Uint8Array.from(bytes), 0) !== byTable(bytes)) wrong.push(bytes);
    expect(wrong).toEqual([]);
  });

  test("looks at nothing before the offset, and at no more than the character after it", () => {
    const character = Buffer.from("안");
    for (let byte = 0; byte < 256; byte++) {
      expect(characterBytes(Uint8Array.of(byte, ...character, byte), 1)).toBe(3);
    }
  });
});

describe("unfinishedTailBytes()", () => {
  test("counts the bytes of a character that is cut at every place", () => {
    for (const character of ["é", "안", "😀"]) {
      const bytes = Buffer.from(character);
      for (let kept = 1; kept < bytes.length; kept++) {
        expect(unfinishedTailBytes(Buffer.concat([Buffer.from("한😀a"), bytes.subarray(0, kept)]))).toBe(kept);
      }
      expect(unfinishedTailBytes(bytes)).toBe(0);
    }
  });

  test("counts exactly what decoding from the front leaves unfinished, for random bytes", () => {
    fc.assert(
      fc.property(mixedBytes, (bytes) => {
        let offset = 0;
        while (offset < bytes.length && characterBytes(bytes, offset) !== unfinished) {
          offset += Math.max(1, characterBytes(bytes, offset));
        }
        return unfinishedTailBytes(bytes) === bytes.length - offset;
      }),
      seeded,
    );
  });

  test("is 0 for nothing, and for bytes that no byte can complete", () => {
    for (const bytes of [[], [0x61], [0x80], [0xff], [0xc0], [0xed, 0xa0], [0xf4, 0x90], [0xe0, 0x80]]) {
      expect(unfinishedTailBytes(Uint8Array.from(bytes))).toBe(0);
    }
  });
});

describe("decode() and encode()", () => {
  const hex = (bytes: Uint8Array) => Buffer.from(bytes).toHex();

  test.each(samples)("bring back %s", (_what, bytes) => {
    expect(hex(encode(decode(bytes)))).toBe(hex(bytes));
  });

  test("bring back random bytes", () => {
    const bringsBack = (bytes: Uint8Array) => hex(encode(decode(bytes))) === hex(bytes);
    fc.assert(fc.property(mixedBytes, bringsBack), seeded);
    fc.assert(fc.property(fc.uint8Array({ maxLength: 40 }), bringsBack), seeded);
  });

  test("read text as the platform does, its byte-order mark kept", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => decode(Buffer.from(text)) === text),
      seeded,
    );
    expect(decode(Buffer.from("\u{feff}a\u{feff}"))).toBe("\u{feff}a\u{feff}");
  });

  test("read a byte that is no text as a lone surrogate, each for itself", () => {
    expect(decode(Uint8Array.of(0x61, 0x80, 0xff))).toBe("a\u{dc80}\u{dcff}");
    expect(decode(Uint8Array.of(0xed, 0xa0, 0x80))).toBe("\u{dced}\u{dca0}\u{dc80}");
  });
});

describe("isEscapedByte()", () => {
  test("tells an invalid byte from the second half of a pair", () => {
    // U+10080 ends with the unit that stands for byte 0x80, and U+100FF with that for 0xff.
    for (const character of ["\u{10080}", "\u{100ff}", "\u{10ffff}"]) {
      expect(isEscapedByte(character, 1)).toBe(false);
      expect(isEscapedByte(character, 0)).toBe(false);
    }
    const text = decode(Uint8Array.of(0x80, ...Buffer.from("\u{10080}"), 0xff, 0x61));
    const escaped = Array.from({ length: text.length }, (_, index) => isEscapedByte(text, index));
    expect(escaped).toEqual([true, false, false, true, false]);
  });

  test("is false for other lone surrogates, and beyond the text", () => {
    expect(isEscapedByte("\u{dc7f}", 0)).toBe(false);
    expect(isEscapedByte("\u{dd00}", 0)).toBe(false);
    expect(isEscapedByte("a", 7)).toBe(false);
  });
});
