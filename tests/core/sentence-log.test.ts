/** The sentences of a stream, as a server looks at them. */

import { describe, expect, test } from "bun:test";
import fc from "fast-check";
import { maxPrintedBytes } from "../../src/core/limits.ts";
import { SentenceLog } from "../../src/core/sentence-log.ts";
import { cutAt, everyCut, mixedBytes, seeded } from "./samples.ts";

type Found = readonly [start: string, totalBytes: number];

function sentences(chunks: readonly Uint8Array[]): Found[] {
  const log = new SentenceLog();
  const found: Found[] = [];
  const sink = (start: Uint8Array, totalBytes: number) => {
    found.push([Buffer.from(start).toHex(), totalBytes]);
    return true;
  };
  for (const chunk of chunks) {
    log.push(chunk, sink);
    chunk.fill(0x2a); // the page may reuse it
  }
  log.end(sink);
  return found;
}

/** The same, from the whole: what a newline ends, and what is left where anything is. */
function modelSentences(bytes: Uint8Array): Found[] {
  const found = Buffer.from(bytes).toString("latin1").split("\n");
  if (found.at(-1) === "") found.pop();
  return found.map((text) => [Buffer.from(text.slice(0, maxPrintedBytes), "latin1").toHex(), text.length]);
}

describe("SentenceLog", () => {
  test.each(["", "hello", "hello\n", "a\n\nb", "\n", "안녕\nß", "a\r\nb\r\n"])(
    "finds the sentences of %j at every cut",
    (text) => {
      const bytes = Buffer.from(text);
      for (const chunks of everyCut(bytes)) expect(sentences(chunks)).toEqual(modelSentences(bytes));
    },
  );

  test("finds the sentences of random bytes at random cuts, also long ones", () => {
    const stream = fc
      .array(
        fc.oneof(
          mixedBytes,
          fc.constantFrom("\n", "a".repeat(900)).map((text) => Buffer.from(text)),
        ),
        { maxLength: 8 },
      )
      .map((pieces) => Buffer.concat(pieces));
    fc.assert(
      fc.property(stream, fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 5 }), (bytes, places) => {
        const ends = places.map((place) => Math.floor(place * bytes.length));
        expect(sentences(cutAt(bytes, ends))).toEqual(modelSentences(bytes));
      }),
      seeded,
    );
  });

  test("keeps what is printed of a long sentence, and counts all of it", () => {
    const bytes = Buffer.from(`${"a".repeat(maxPrintedBytes)}${"b".repeat(5_000)}`);
    const start = Buffer.from("a".repeat(maxPrintedBytes)).toHex();
    expect(sentences([new Uint8Array(bytes)])).toEqual([[start, bytes.length]]);
    expect(sentences(cutAt(bytes, [1, maxPrintedBytes, maxPrintedBytes + 1]))).toEqual([[start, bytes.length]]);
  });

  test("hands over a sentence as soon as its newline is there, not before", () => {
    const log = new SentenceLog();
    const found: number[] = [];
    const sink = (_start: Uint8Array, totalBytes: number) => found.push(totalBytes) > 0;
    log.push(Buffer.from("abc"), sink);
    expect(found).toEqual([]);
    log.push(Buffer.from("d\ne"), sink);
    expect(found).toEqual([4]);
    log.end(sink);
    log.end(sink);
    expect(found).toEqual([4, 1]);
  });

  test("only counts what ends in a chunk once the sink wants no more, and keeps what is unfinished", () => {
    const log = new SentenceLog();
    const found: string[] = [];
    const take = (start: Uint8Array) => found.push(Buffer.from(start).toString()) < 2;
    expect(log.push(Buffer.from("a\nb\nc\n\n\nrest"), take)).toBe(3);
    expect(found).toEqual(["a", "b"]);
    expect(log.push(Buffer.from(" of it\n"), take)).toBe(0);
    expect(found).toEqual(["a", "b", "rest of it"]);
  });
});
