/** Numbered sentences: any upper-case server can map them, and no other reply than the right one passes. */

import { describe, expect, test } from "bun:test";
import { maxMeasuredSentenceBytes, minMeasuredSentenceBytes } from "../../src/core/limits.ts";
import { upperCase } from "../../src/core/upper-case.ts";
import { NumberedSentences } from "../../src/measurement/sentences.ts";

const sizes = [minMeasuredSentenceBytes, 13, 32, 54, 55, 56, 57, 1_024, maxMeasuredSentenceBytes];
const numbers = [0, 1, 9, 10, 999_999_999, 1_000_000_000, 9_999_999_999];

describe("NumberedSentences.write()", () => {
  test("writes the number in ten digits, a space and letters", () => {
    const written = new NumberedSentences(32).write(42);
    expect(Buffer.from(written).toString()).toBe("0000000042 the quick brown fox x");
    expect(Buffer.from(new NumberedSentences(12).write(9_999_999_999)).toString()).toBe("9999999999 x");
  });

  test("makes one line of exactly the size that was asked for, at every size up to 300 and at the largest", () => {
    for (let bytes = minMeasuredSentenceBytes; bytes <= 300; bytes++) {
      expect(Buffer.from(new NumberedSentences(bytes).write(7)).toString()).toMatch(
        new RegExp(`^0000000007 [a-z ]{${bytes - 12}}x$`),
      );
    }
    expect(new NumberedSentences(maxMeasuredSentenceBytes).write(7).length).toBe(maxMeasuredSentenceBytes);
  });
});

describe("NumberedSentences.writeTogether() and lines()", () => {
  const sentences = new NumberedSentences(32);
  const written = (count: number) => Array.from({ length: count }, (_, i) => `${Buffer.from(sentences.write(98 + i))}`);

  test("make so many sentences, as write() makes them one by one", () => {
    for (const count of [3, 1, 5]) {
      expect(sentences.writeTogether(98, count).map((sentence) => Buffer.from(sentence).toString())).toEqual(
        written(count),
      );
      expect(Buffer.from(sentences.lines(98, count)).toString()).toBe(`${written(count).join("\n")}\n`);
    }
  });

  test("leave each other's lines as they are", () => {
    const first = sentences.lines(0, 2);
    const copy = Buffer.from(first);
    sentences.lines(7, 2);
    sentences.writeTogether(9, 2);
    expect(Buffer.from(first)).toEqual(copy);
  });
});

describe("NumberedSentences.read()", () => {
  test("knows what our own upper-case mapping makes of every sentence", () => {
    for (const bytes of sizes) {
      const sentences = new NumberedSentences(bytes);
      for (const number of numbers) {
        const reply = Uint8Array.from(upperCase(sentences.write(number)));
        expect(sentences.read(reply)).toBe(number);
        expect(Buffer.from(sentences.expected(number))).toEqual(Buffer.from(reply));
      }
    }
  });

  test("finds a change in any one byte: another letter is no reply, another digit is another number", () => {
    for (const bytes of [minMeasuredSentenceBytes, 13, 57, 300]) {
      const sentences = new NumberedSentences(bytes);
      const reply = sentences.expected(1_234_567_890);
      for (let at = 0; at < bytes; at++) {
        for (let change = 1; change < 256; change++) {
          const changed = reply.with(at, (reply[at] as number) ^ change);
          const isDigit = at < 10 && /\d/.test(String.fromCharCode(changed[at] as number));
          const otherNumber = Number(Buffer.from(changed.subarray(0, 10)).toString());
          expect(sentences.read(changed)).toBe(isDigit ? otherNumber : -1);
        }
      }
    }
  });

  test("finds a change in any one byte of the largest sentence", () => {
    const sentences = new NumberedSentences(maxMeasuredSentenceBytes);
    const reply = sentences.expected(5);
    let taken = 0;
    for (let at = 0; at < reply.length; at++) {
      const right = reply[at] as number;
      reply[at] = right ^ 0x20; // the other case, or a digit that is none
      if (sentences.read(reply) !== -1) taken++;
      reply[at] = right;
    }
    expect([taken, sentences.read(reply)]).toEqual([0, 5]);
  });

  test("takes no reply that is cut, longer, empty or still in lower case", () => {
    for (const bytes of sizes) {
      const sentences = new NumberedSentences(bytes);
      const reply = Buffer.from(sentences.expected(3));
      expect(sentences.read(reply.subarray(0, -1))).toBe(-1);
      expect(sentences.read(reply.subarray(1))).toBe(-1);
      expect(sentences.read(Buffer.concat([reply, Buffer.from("\n")]))).toBe(-1);
      expect(sentences.read(Buffer.concat([reply, Buffer.from("\0")]))).toBe(-1);
      expect(sentences.read(new Uint8Array(0))).toBe(-1);
      expect(sentences.read(Uint8Array.from(sentences.write(3)))).toBe(-1);
    }
  });
});

describe("NumberedSentences.expected()", () => {
  test("is the caller's to keep, whatever is written and read afterwards", () => {
    const sentences = new NumberedSentences(20);
    const first = sentences.expected(1);
    const before = Buffer.from(first);
    sentences.write(2);
    sentences.expected(3);
    expect(sentences.read(sentences.expected(4))).toBe(4);
    expect(Buffer.from(first)).toEqual(before);
  });
});

describe("NumberedSentences.isBeginning()", () => {
  test("knows every beginning of a reply, and takes neither a whole one nor any other bytes", () => {
    for (const bytes of [minMeasuredSentenceBytes, 32, 100]) {
      const sentences = new NumberedSentences(bytes);
      const reply = sentences.expected(1_234_567_890);
      for (let end = 0; end < bytes; end++) {
        const beginning = reply.subarray(0, end);
        expect(sentences.isBeginning(beginning)).toBe(true);
        if (end > 0) expect(sentences.isBeginning(beginning.with(end - 1, 0x7f))).toBe(false);
      }
      expect(sentences.isBeginning(reply)).toBe(false);
      expect(sentences.isBeginning(Buffer.concat([reply, reply]))).toBe(false);
    }
    expect(new NumberedSentences(32).isBeginning(Buffer.from("0000000001 the"))).toBe(false);
  });
});
