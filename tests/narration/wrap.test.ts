/** Text within columns. */

import { describe, expect, test } from "bun:test";
import fc from "fast-check";
import { wrap, wrapLines } from "../../src/narration/wrap.ts";
import { seeded } from "../core/samples.ts";

describe("wrap()", () => {
  test("fills lines up to the last column and breaks at spaces only", () => {
    expect(wrap("aa bb cc", 5)).toEqual(["aa bb", "cc"]);
    expect(wrap("aa bb cc", 4)).toEqual(["aa", "bb", "cc"]);
    expect(wrap("aa bb cc", 80)).toEqual(["aa bb cc"]);
    expect(wrap("", 80)).toEqual([""]);
  });

  test("counts a Hangul syllable as two columns", () => {
    expect(wrap("안녕 세계", 9)).toEqual(["안녕 세계"]);
    expect(wrap("안녕 세계", 8)).toEqual(["안녕", "세계"]);
  });

  test("lets a word that is too long stand alone", () => {
    expect(wrap("a bbbbbbbb c", 4)).toEqual(["a", "bbbbbbbb", "c"]);
  });

  test("keeps every word, in order, within the columns where it fits, for random texts", () => {
    const words = fc.array(fc.stringMatching(/^[a-z가-힣]{1,12}$/), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(words, fc.integer({ min: 1, max: 40 }), (texts, columns) => {
        const lines = wrap(texts.join(" "), columns);
        expect(lines.join(" ")).toBe(texts.join(" "));
        for (const line of lines) if (line.includes(" ")) expect(Bun.stringWidth(line)).toBeLessThanOrEqual(columns);
      }),
      seeded,
    );
  });
});

describe("wrapLines()", () => {
  test("breaks the lines that do not fit, and leaves the others", () => {
    expect(wrapLines("aa bb cc\n  a  b", 6)).toBe("aa bb\ncc\n  a  b");
  });

  test("breaks nothing where the terminal does not say how wide it is", () => {
    expect(wrapLines("aa bb cc\ndd", 0)).toBe("aa bb cc\ndd");
  });
});
