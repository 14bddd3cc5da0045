/** Which characters have no upper case: asked of every code point, and of the table and the vectors that tell it fast. */

import { describe, expect, test } from "bun:test";
import fc from "fast-check";
import { casedFirstBytes, isCaseless } from "../../src/core/caseless.ts";
import { workbench } from "../../src/core/workbench.ts";
import { mixedBytes, seeded } from "./samples.ts";
import { modelUpperCase } from "./upper-case-model.ts";

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toHex();
}

/** Bytes on the workbench, with one more behind them that is looked at and not meant. */
function onWorkbench(bytes: Uint8Array, after = 0): Uint8Array {
  const { room } = workbench();
  room.set(bytes);
  room[bytes.length] = after;
  return room.subarray(0, bytes.length);
}

describe("isCaseless()", () => {
  test("is never told of a character that has an upper case", () => {
    const wrong: string[] = [];
    for (let point = 0x80; point < 0x110000; point++) {
      const character = String.fromCodePoint(point);
      if (character.toUpperCase() !== character && isCaseless(Buffer.from(character))) wrong.push(character);
    }
    expect(wrong).toEqual([]);
  });

  test.each([
    "안녕하세요 가힣",
    "日本語、カタカナ。",
    "中文，全角！？",
    "नमस्ते ไทย",
    "שלום مرحبا",
    "“quoted” – 10 €",
    "😀🎉",
  ])("is told of %s", (text) => expect(isCaseless(Buffer.from(text))).toBe(true));

  test.each(["é", "ß", "µ", "Ж", "ա", "ა", "ⓐ", "ⰰ", "ꙁ", "ꭰ", "ﬁ", "ａ", "𐐨", "𞤢"])("is not told of %s", (character) =>
    expect(isCaseless(Buffer.from(`안${character}안`))).toBe(false),
  );

  test("has a rule for each first byte once, and for none of ASCII and of the rest of a character", () => {
    const first = casedFirstBytes.map((rule) => rule.first);
    expect(first).toEqual([...new Set(first)].sort((a, b) => a - b));
    expect(first.every((byte) => byte >= 0xc2 && byte <= 0xf4)).toBe(true);
  });
});

describe("Workbench.map()", () => {
  test("tells the same as isCaseless(), of every first byte and every second one, wherever they stand", () => {
    for (const at of [0, 14, 15, 16]) {
      const bytes = new Uint8Array(32).fill(0x41);
      for (let pair = 0x8000; pair <= 0xffff; pair++) {
        bytes[at] = pair >> 8;
        bytes[at + 1] = pair & 0xff;
        if (workbench().map(onWorkbench(bytes)) !== isCaseless(bytes)) expect([at, pair]).toEqual([]);
      }
    }
  });

  test("is right about what is there whatever it says, and says so only where that is the upper case", () => {
    fc.assert(
      fc.property(mixedBytes, fc.nat(255), (bytes, after) => {
        const mapped = onWorkbench(bytes, after);
        const isDone = workbench().map(mapped);
        const expected = isDone ? modelUpperCase(bytes) : ascii(bytes);
        return hex(mapped) === hex(expected);
      }),
      seeded,
    );
  });

  test("says so of any bytes of which isCaseless() does", () => {
    fc.assert(
      fc.property(mixedBytes, (bytes) => !isCaseless(bytes) || hex(modelUpperCase(bytes)) === hex(ascii(bytes))),
      seeded,
    );
  });
});

function ascii(bytes: Uint8Array): Uint8Array {
  return bytes.map((byte) => (byte > 0x60 && byte < 0x7b ? byte - 32 : byte));
}
