/** What the platform does with text: decoding, upper case, widths. */

import { describe, expect, test } from "bun:test";
import { maxUpperCaseGrowth } from "../../src/core/limits.ts";
import { run } from "../support/running.ts";

const surrogates = { first: 0xd800, last: 0xdfff };

/** Every character that UTF-8 can hold. */
const characters = Array.from({ length: 0x110000 }, (_, point) => point)
  .filter((point) => point < surrogates.first || point > surrogates.last)
  .map((point) => String.fromCodePoint(point));

const changing = characters.filter((character) => character !== character.toUpperCase());

describe("toUpperCase()", () => {
  // UpperCaseStream: a stream is mapped piece by piece.
  test("looks at no neighbour: the whole is its characters' upper cases, in any surroundings", () => {
    expect(characters.join("").toUpperCase() === characters.map((one) => one.toUpperCase()).join("")).toBe(true);
    // Final sigma, the Lithuanian and Turkish dots, iota below, Armenian and Latin ligatures, half an emoji.
    const surroundings = ["a", "Σ", "ς", "i", "\u0307", "\u0345", "\u0301", "ﬁ", "և", "ß", "\ud83d", "\udc80"];
    for (const around of surroundings) {
      const upper = around.toUpperCase();
      const wrong = changing.filter(
        (one) => (around + one + around).toUpperCase() !== upper + one.toUpperCase() + upper,
      );
      expect(wrong).toEqual([]);
    }
  });

  // tcp-client.ts, ask(): so many bytes of reply are expected at most. udp-server.ts: a reply may not fit.
  test("makes UTF-8 at most three times as long; 109 characters grow, 18 shrink", () => {
    const bytes = (text: string) => Buffer.byteLength(text);
    const factors = changing.map((one) => bytes(one.toUpperCase()) / bytes(one));
    expect(Math.max(...factors)).toBe(maxUpperCaseGrowth);
    expect(factors.filter((factor) => factor > 1)).toHaveLength(109);
    expect(factors.filter((factor) => factor < 1)).toHaveLength(18);
  });

  // utf8.ts, decode(): an invalid byte goes through the mapping as a lone surrogate.
  test("leaves lone surrogates as they are", () => {
    const escaped = Array.from({ length: 0x80 }, (_, byte) => String.fromCharCode(0xdc80 + byte)).join("a");
    expect(escaped.toUpperCase()).toBe(escaped.replaceAll("a", "A"));
  });

  test("knows no locale", async () => {
    const { stdout } = await run([process.execPath, "-e", 'console.log("i".toUpperCase())'], {
      env: { LC_ALL: "tr_TR.UTF-8", LANG: "tr_TR.UTF-8" },
    });
    expect(stdout).toBe("I\n");
  });
});

describe("Buffer", () => {
  // utf8.ts, decode().
  test("keeps lone surrogates when it decodes utf16le", () => {
    const units = [0xdc80, 0x41, 0xdcff, 0xd800, 0xdc00, 0xdc80, 0xd83d];
    const text = Buffer.from(Uint16Array.from(units).buffer).toString("utf16le");
    expect(Array.from({ length: text.length }, (_, i) => text.charCodeAt(i))).toEqual(units);
  });

  // upper-case.ts, json.ts: valid UTF-8 goes through the platform's decoder.
  test("keeps the byte-order mark, NUL and every other character when it decodes utf8", () => {
    const text = `\u{feff}\0${characters.join("")}`;
    expect(Buffer.from(text, "utf8").toString("utf8") === text).toBe(true);
  });

  // upper-case.ts, json.ts: they see by this whether bytes are UTF-8.
  test.each([
    ["half a character", [0xe2, 0x82]],
    ["an overlong form", [0xc0, 0x80]],
    ["another", [0xe0, 0x9f, 0xbf]],
    ["a surrogate", [0xed, 0xa0, 0x80]],
    ["more than U+10FFFF", [0xf4, 0x90, 0x80, 0x80]],
    ["a byte that follows nothing", [0x61, 0xbf]],
  ])("puts U+FFFD in the place of %s when it decodes utf8", (_, bytes) => {
    expect(Buffer.from(bytes).toString("utf8")).toContain("\ufffd");
  });
});

// help.ts, wrap(): columns, not characters.
test("Bun.stringWidth() counts two columns for a Hangul syllable, whole or in its parts", () => {
  expect(Bun.stringWidth("서버 server")).toBe(11);
  expect(Bun.stringWidth("서버".normalize("NFD"))).toBe(4);
});

// amounts.ts, visible.ts.
test('toLocaleString("en") groups digits, whatever the locale', async () => {
  const script = 'console.log((41382).toLocaleString("en"))';
  const { stdout } = await run([process.execPath, "-e", script], { env: { LC_ALL: "de_DE.UTF-8" } });
  expect(stdout).toBe("41,382\n");
});
