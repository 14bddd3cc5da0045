/** Bytes in JSON. */

import { describe, expect, test } from "bun:test";
import fc from "fast-check";
import { jsonText } from "../../src/terminal/json.ts";
import { mixedBytes, seeded } from "../core/samples.ts";

describe("jsonText()", () => {
  test("writes UTF-8 as a string, whatever is in it", () => {
    for (const text of ["", "HELLO", "안녕 ß", '\u{feff}a\0\n"\\\x1b', "\u{2028}"]) {
      expect(jsonText(Buffer.from(text))).toBe(text);
    }
  });

  test("writes other bytes as base64, and says so", () => {
    expect(jsonText(Uint8Array.of(0x61, 0xff))).toEqual({ base64: "Yf8=" });
  });

  test("sees only its part of a larger memory", () => {
    const memory = Buffer.from([0xff, 0x61, 0x62, 0xff]);
    expect(jsonText(memory.subarray(1, 3))).toBe("ab");
    expect(jsonText(new Uint8Array(memory.buffer, memory.byteOffset + 1, 2))).toBe("ab");
  });

  test("loses nothing through JSON and back, for random bytes", () => {
    const bringsBack = (bytes: Uint8Array) => {
      const read = JSON.parse(JSON.stringify(jsonText(bytes))) as string | { base64: string };
      const back = typeof read === "string" ? Buffer.from(read) : Buffer.from(read.base64, "base64");
      return Buffer.compare(back, bytes) === 0;
    };
    fc.assert(fc.property(fc.oneof(mixedBytes, fc.uint8Array()), bringsBack), seeded);
  });
});
