/** Text from the network as a terminal gets it: whatever it was, nothing in it acts. */

import { describe, expect, test } from "bun:test";
import fc from "fast-check";
import { maxPrintedBytes } from "../../src/core/limits.ts";
import { visible, visibleJson, visibleStart, visibleText } from "../../src/core/visible.ts";
import { mixedBytes, samples, seeded } from "./samples.ts";

function shown(text: string): string {
  return visible(Buffer.from(text));
}

/** C0, DEL, C1, line and paragraph separators, byte-order mark. */
const controls = [...range(0x00, 0x1f), ...range(0x7f, 0x9f), 0x2028, 0x2029, 0xfeff];
/** The marks that change the direction of writing (Unicode Standard Annex 9, section 2). */
const directions = [0x061c, 0x200e, 0x200f, ...range(0x202a, 0x202e), ...range(0x2066, 0x2069)];

function range(first: number, last: number): number[] {
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}

const acting = new Set([...controls, ...directions]);

/** What would act in a terminal, or is half of a character. */
function actsIn(text: string): string[] {
  return Array.from(text).filter((one) => acting.has(one.codePointAt(0) as number) || /\p{Cs}/u.test(one));
}

describe("visible()", () => {
  test("lets nothing through that acts, of every code point", () => {
    const wrong: number[] = [];
    for (let point = 0; point < 0x110000; point++) {
      if (point < 0xd800 || point > 0xdfff)
        if (actsIn(shown(String.fromCodePoint(point))).length > 0) wrong.push(point);
    }
    expect(wrong).toEqual([]);
  });

  test("lets nothing through that acts, of random bytes", () => {
    const isSafe = (bytes: Uint8Array) => actsIn(visible(bytes)).length === 0;
    fc.assert(fc.property(mixedBytes, isSafe), seeded);
    fc.assert(fc.property(fc.uint8Array({ maxLength: 60 }), isSafe), seeded);
    for (const [, bytes] of samples) expect(actsIn(visible(bytes))).toEqual([]);
  });

  test("shows the sequences that colour, clear, retitle and ring", () => {
    expect(shown("\x1b[31mred\x1b[0m")).toBe("\\x1b[31mred\\x1b[0m");
    expect(shown("\x1b[2J\x1b[H")).toBe("\\x1b[2J\\x1b[H");
    expect(shown("\x1b]0;title\x07")).toBe("\\x1b]0;title\\x07");
    // The same as one byte, and as the character U+009B.
    expect(visible(Uint8Array.of(0x9b, 0x33, 0x31, 0x6d))).toBe("\\x9b31m");
    expect(shown("\u{9b}31m")).toBe("\\x9b31m");
  });

  test("names what has a name, and numbers the rest", () => {
    expect(shown("a\tb\r\nc\0\b\x7f")).toBe("a\\tb\\r\\nc\\x00\\x08\\x7f");
    expect(shown("\u{feff}a\u{202e}b\u{2028}")).toBe("\\ufeffa\\u202eb\\u2028");
    expect(visible(Uint8Array.of(0x61, 0xff, 0x80, 0x62))).toBe("a\\xff\\x80b");
  });

  test("leaves text as it is, in any script", () => {
    for (const text of ["HELLO, WORLD!", "안녕하세요", "STRASSE Ÿ 😀 👨‍👩‍👧 नमस्ते שלום", "e\u0301"])
      expect(shown(text)).toBe(text);
  });
});

describe("visibleStart()", () => {
  test("shows a sentence that fits, whole", () => {
    const text = "a".repeat(maxPrintedBytes);
    expect(visibleStart(Buffer.from(text))).toBe(text);
  });

  test("cuts a longer one and tells its bytes", () => {
    const bytes = Buffer.from("a".repeat(maxPrintedBytes + 1));
    expect(visibleStart(bytes)).toBe(`${"a".repeat(maxPrintedBytes)}… (1,001 bytes)`);
    expect(visibleStart(bytes.subarray(0, maxPrintedBytes), 65_507)).toBe(
      `${"a".repeat(maxPrintedBytes)}… (65,507 bytes)`,
    );
  });

  test("never cuts within a character", () => {
    for (const character of ["é", "안", "😀"]) {
      for (let shift = 0; shift < 4; shift++) {
        const text = "a".repeat(shift) + character.repeat(maxPrintedBytes);
        const start = visibleStart(Buffer.from(text)).split("…")[0] as string;
        expect(text.startsWith(start)).toBe(true);
        const bytes = Buffer.byteLength(start);
        expect(bytes).toBeLessThanOrEqual(maxPrintedBytes);
        expect(bytes + Buffer.byteLength(character)).toBeGreaterThan(maxPrintedBytes);
      }
    }
  });

  test("lets nothing through that acts, cut wherever it is", () => {
    const long = mixedBytes.map((bytes) => Buffer.concat(Array<Uint8Array>(300).fill(bytes)));
    fc.assert(
      fc.property(long, (bytes) => actsIn(visibleStart(bytes)).length === 0),
      { ...seeded, numRuns: 100 },
    );
  });
});

describe("visibleText()", () => {
  test("does with a text what visible() does with its bytes", () => {
    expect(visibleText("a\tb\u001b[31m\u202e\udcff")).toBe("a\\tb\\x1b[31m\\u202e\\xff");
  });

  test("leaves alone what is visible already", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        const once = visibleText(text);
        return visibleText(once) === once && actsIn(once).length === 0;
      }),
      seeded,
    );
  });
});

describe("visibleJson()", () => {
  test("means the same value, and lets nothing through that acts", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        const json = visibleJson(JSON.stringify({ text }));
        return JSON.parse(json).text === text && actsIn(json).length === 0;
      }),
      seeded,
    );
  });
});
