/** Records in JSON on a screen: the same values as ever, and nothing that a terminal could act on. */

import { describe, expect, test } from "bun:test";
import fc from "fast-check";
import { jsonLine } from "../../src/terminal/json.ts";
import { seeded } from "../core/samples.ts";

/** What no line may have raw: controls, separators of lines, marks that turn a line around, the byte-order mark. */
const unsafe = /[\p{Cc}\u2028\u2029\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/u;

describe("jsonLine()", () => {
  test.each([
    ["\x1b[2J", "\\u001b[2J"],
    ["\u009b31m", "\\u009b31m"],
    ["\x7f", "\\u007f"],
    ["\u202e", "\\u202e"],
    ["\u2028", "\\u2028"],
    ["\ufeff", "\\ufeff"],
  ])("writes %j so that it only shows", (text, written) => {
    const line = jsonLine({ sentence: text });
    expect(line).toBe(`{"sentence":"${written}"}`);
    expect(JSON.parse(line)).toEqual({ sentence: text });
  });

  test("leaves alone what is harmless", () => {
    const record = { sentence: '안녕 straße 😀 "\\x1b"', bytes: 7, peer: { port: 1 } };
    expect(jsonLine(record)).toBe(JSON.stringify(record));
  });

  test("writes times to the nanosecond, and no other number otherwise than it is", () => {
    const record = { rttMs: 4.7341380000000015, failures: [{ waitedMs: 0.1 + 0.2 }], share: 0.1 + 0.2, lastMs: 7 };
    const written = '{"rttMs":4.734138,"failures":[{"waitedMs":0.3}],"share":0.30000000000000004,"lastMs":7}';
    expect(jsonLine(record)).toBe(written);
  });

  test("brings back every text, on one line that is safe, also as a name", () => {
    const danger = fc.constantFrom(...'\x1b\x07\r\n\x7f\u009b\u0085\u202e\u2066\u2028\u2029\ufeff\u200f\\"');
    const texts = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.array(fc.oneof(danger, fc.string({ maxLength: 3 }))).map((parts) => parts.join("")),
    );
    fc.assert(
      fc.property(texts, texts, (name, text) => {
        const record = { sentence: text, peer: { [`n${name}`]: [text, 7, null] } };
        const line = jsonLine(record);
        expect(JSON.parse(line)).toEqual(record);
        expect(line).not.toMatch(unsafe);
      }),
      seeded,
    );
  });
});
