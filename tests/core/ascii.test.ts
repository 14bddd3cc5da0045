/** ASCII by table and by vectors: the same mapping, whatever the length and whatever stands where. */

import { describe, expect, test } from "bun:test";
import { join } from "node:path";
import fc from "fast-check";
import loadWabt from "wabt";
import { mapAscii } from "../../src/core/ascii.ts";
import { isCaseless } from "../../src/core/caseless.ts";
import { vectorFromBytes } from "../../src/core/limits.ts";
import { assembled } from "../../src/core/vectors.ts";

/** One byte after the other, as the mapping is defined. */
function model(bytes: Uint8Array): { mapped: number[]; isDone: boolean } {
  const mapped = Array.from(bytes, (byte) => (byte >= 0x61 && byte <= 0x7a ? byte - 0x20 : byte));
  return { mapped, isDone: isCaseless(bytes) };
}

function map(bytes: Uint8Array): { mapped: number[]; isDone: boolean } {
  const mapped = new Uint8Array(bytes.length);
  const isDone = mapAscii(bytes, mapped);
  return { mapped: Array.from(mapped), isDone };
}

/** Lengths around every border: of the table, of sixteen bytes, and of the vectors' memory. */
const borders = [
  0,
  1,
  15,
  16,
  17,
  vectorFromBytes - 1,
  vectorFromBytes,
  vectorFromBytes + 1,
  271,
  272,
  65_535,
  65_536,
  65_537,
  131_072,
  131_088,
  200_001,
];

describe("mapAscii()", () => {
  test.each(borders)("maps every byte of %i, all 256 values in turn", (length) => {
    const bytes = Uint8Array.from({ length }, (_, index) => index);
    expect(map(bytes)).toEqual(model(bytes));
  });

  test.each(borders.filter((length) => length > 0))(
    "finds one byte that may begin a character with an upper case among %i, wherever it is",
    (length) => {
      for (const at of new Set(
        [0, 1, length >> 1, length - 2, length - 1].filter((index) => index >= 0 && index < length),
      )) {
        const bytes = new Uint8Array(length).fill(0x61);
        expect(mapAscii(bytes, new Uint8Array(length))).toBe(true);
        bytes[at] = 0xc3;
        expect(mapAscii(bytes, new Uint8Array(length))).toBe(false);
        bytes[at] = 0xe4;
        expect(mapAscii(bytes, new Uint8Array(length))).toBe(true);
      }
    },
  );

  test("is not led astray by what an earlier text left behind", () => {
    mapAscii(new Uint8Array(4_096).fill(0xff), new Uint8Array(4_096));
    const bytes = new Uint8Array(vectorFromBytes + 1).fill(0x62);
    expect(map(bytes)).toEqual(model(bytes));
  });

  test("maps any bytes", () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 1_000 }), (bytes) => expect(map(bytes)).toEqual(model(bytes))));
  });

  test("leaves its argument alone", () => {
    const bytes = new Uint8Array(1_000).fill(0x61);
    mapAscii(bytes, new Uint8Array(1_000));
    expect(bytes.every((byte) => byte === 0x61)).toBe(true);
  });
});

describe("The assembled vectors", () => {
  test("are what vectors.wat says", async () => {
    const text = await Bun.file(join(import.meta.dir, "../../src/core/vectors.wat")).text();
    const wabt = await loadWabt();
    const parsed = wabt.parseWat("vectors.wat", text, { simd: true });
    expect(Buffer.from(parsed.toBinary({}).buffer).toString("base64")).toBe(assembled);
    parsed.destroy();
  });
});
