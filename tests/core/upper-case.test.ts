/** The mapping, whole: against the slow model, and at its edges. */

import { describe, expect, test } from "bun:test";
import fc from "fast-check";
import { maxUpperCaseGrowth } from "../../src/core/limits.ts";
import { upperCase } from "../../src/core/upper-case.ts";
import { mixedBytes, samples, seeded } from "./samples.ts";
import { modelUpperCase } from "./upper-case-model.ts";

function mapped(text: string): string {
  return Buffer.from(upperCase(Buffer.from(text))).toString();
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toHex();
}

describe("upperCase() equals the slow model", () => {
  test.each(samples)("for %s", (_what, bytes) => {
    expect(hex(upperCase(bytes))).toBe(hex(modelUpperCase(bytes)));
  });

  const kinds: readonly (readonly [string, fc.Arbitrary<Uint8Array>])[] = [
    ["texts", fc.string({ unit: "binary", maxLength: 60 }).map((text) => Buffer.from(text))],
    ["ASCII", fc.string({ unit: "binary-ascii", maxLength: 60 }).map((text) => Buffer.from(text))],
    ["bytes", fc.uint8Array({ maxLength: 60 })],
    ["mixtures of text and bytes", mixedBytes],
  ];
  test.each(kinds)("for random %s", (_what, arbitrary) => {
    fc.assert(
      fc.property(arbitrary, (bytes) => hex(upperCase(bytes)) === hex(modelUpperCase(bytes))),
      seeded,
    );
  });

  test("for every pair of bytes", () => {
    const wrong: string[] = [];
    for (let first = 0; first < 256; first++) {
      for (let second = 0; second < 256; second++) {
        const bytes = Uint8Array.of(first, second);
        if (hex(upperCase(bytes)) !== hex(modelUpperCase(bytes))) wrong.push(hex(bytes));
      }
    }
    expect(wrong).toEqual([]);
  });
});

describe("upperCase() on ASCII", () => {
  /** Written out, so that the table in the code is not measured by itself. */
  const expected = (byte: number) =>
    "abcdefghijklmnopqrstuvwxyz".includes(String.fromCharCode(byte)) ? byte - 32 : byte;

  test("maps each of the 128 values at even and odd places, and leaves the others alone", () => {
    for (let length = 1; length <= 4; length++) {
      for (let place = 0; place < length; place++) {
        for (let byte = 0; byte < 256; byte++) {
          const bytes = new Uint8Array(length).fill(0x61);
          bytes[place] = byte;
          const wanted = new Uint8Array(length).fill(0x41);
          wanted[place] = expected(byte);
          expect(hex(upperCase(bytes))).toBe(hex(wanted));
        }
      }
    }
  });

  test("maps a long text in which the last byte alone is not ASCII", () => {
    const bytes = Buffer.concat([Buffer.alloc(70_000, "a"), Buffer.from([0xff])]);
    const reply = upperCase(bytes);
    expect(reply.length).toBe(70_001);
    expect(reply.subarray(0, 70_000).every((byte) => byte === 0x41)).toBe(true);
    expect(reply[70_000]).toBe(0xff);
  });
});

describe("upperCase()", () => {
  test("maps by Unicode, without a locale", () => {
    expect(mapped("hello, straße! 안녕 ïıi ŉ ǆ ﬃ")).toBe("HELLO, STRASSE! 안녕 ÏII ʼN Ǆ FFI");
  });

  test("makes ß twice a letter in as many bytes, U+0390 three times as many bytes, U+0131 half", () => {
    expect([..."ßΐΰı"].map((character) => Buffer.from(mapped(character)).length)).toEqual([2, 6, 6, 1]);
    expect(mapped("ß")).toBe("SS");
  });

  test("never grows a text beyond the limit that the client reckons with", () => {
    fc.assert(
      fc.property(mixedBytes, (bytes) => upperCase(bytes).length <= bytes.length * maxUpperCaseGrowth),
      seeded,
    );
  });

  test("keeps a byte-order mark and NUL, wherever they are", () => {
    expect(mapped("\u{feff}a\0b\u{feff}")).toBe("\u{feff}A\0B\u{feff}");
  });

  test("turns nothing into U+FFFD, and leaves alone one that is there", () => {
    expect(hex(upperCase(Buffer.from([0x61, 0xff, 0x62])))).toBe("41ff42");
    expect(mapped("a\u{fffd}b")).toBe("A\u{fffd}B");
  });

  test("leaves its argument as it is, and shares no memory with it", () => {
    for (const [, bytes] of samples) {
      const argument = new Uint8Array(bytes);
      const reply = upperCase(argument);
      expect(hex(argument)).toBe(hex(bytes));
      const before = hex(reply);
      argument.fill(0);
      expect(hex(reply)).toBe(before);
    }
  });

  test("sees only its part of a larger memory", () => {
    const memory = Buffer.from("ééabcß\xff\xfe", "latin1");
    expect(hex(upperCase(memory.subarray(2, 5)))).toBe(hex(Buffer.from("ABC")));
    const text = Buffer.from("xßx안x");
    expect(hex(upperCase(text.subarray(1, 3)))).toBe(hex(Buffer.from("SS")));
    expect(hex(upperCase(text.subarray(2, 5)))).toBe(
      hex(Buffer.concat([text.subarray(2, 3), Buffer.from("X"), text.subarray(4, 5)])),
    );
  });

  test("maps what it has mapped to the same again", () => {
    fc.assert(
      fc.property(mixedBytes, (bytes) => hex(upperCase(upperCase(bytes))) === hex(upperCase(bytes))),
      seeded,
    );
  });
});
