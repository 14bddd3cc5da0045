/** Lines out of a byte stream. */

import { describe, expect, test } from "bun:test";
import fc from "fast-check";
import { LineSplitter, LineTooLong } from "../../src/core/line-splitter.ts";
import { cutAt, everyCut, mixedBytes, seeded } from "./samples.ts";

/** Collects the lines of a stream, each as hexadecimal digits. */
function lines(chunks: readonly Uint8Array[], maxBytes = 1_000_000): string[] {
  const splitter = new LineSplitter(maxBytes);
  const found: Uint8Array[] = [];
  for (const chunk of chunks) found.push(...splitter.push(chunk));
  const last = splitter.end();
  if (last !== undefined) found.push(last);
  return found.map((line) => Buffer.from(line).toHex());
}

/** The same for the whole, said another way: cut at LF, or CRLF; what follows the last one is a line if there is any. */
function modelLines(bytes: Uint8Array): string[] {
  const found = Buffer.from(bytes).toString("latin1").split(/\r?\n/);
  if (found.at(-1) === "") found.pop();
  return found.map((line) => Buffer.from(line, "latin1").toHex());
}

const streams: readonly (readonly [what: string, text: string])[] = [
  ["nothing", ""],
  ["one line", "hello\n"],
  ["a last line without an end", "hello\nworld"],
  ["CRLF", "hello\r\n안녕\r\nx"],
  ["empty lines", "\n\na\n\n"],
  ["empty lines with CRLF", "\r\n\r\na\r\n"],
  ["a carriage return that ends no line", "a\rb\r\rc\r\r\n"],
  ["NUL and a byte-order mark", "\u{feff}a\0b\n\0\n"],
  ["characters of several bytes", "ß안😀\nß안😀"],
];

describe("LineSplitter", () => {
  test.each(streams)("finds the same lines at every cut of %s", (_what, text) => {
    const bytes = Buffer.from(text);
    for (const chunks of everyCut(bytes)) expect(lines(chunks)).toEqual(modelLines(bytes));
  });

  test("finds the same lines in random bytes at random cuts", () => {
    const withLineEnds = fc
      .array(
        fc.oneof(
          mixedBytes,
          fc.constantFrom("\n", "\r\n", "\r", "a").map((text) => Buffer.from(text)),
        ),
      )
      .map((pieces) => Buffer.concat(pieces));
    const places = fc.array(fc.nat(40), { maxLength: 5 });
    fc.assert(
      fc.property(withLineEnds, places, (bytes, ends) => {
        const chunks = cutAt(
          bytes,
          ends.map((end) => Math.min(end, bytes.length)),
        );
        expect(lines(chunks)).toEqual(modelLines(bytes));
      }),
      seeded,
    );
  });

  test("keeps a carriage return at the end of the stream: no LF made it a line end", () => {
    expect(lines([Buffer.from("a\r")])).toEqual([Buffer.from("a\r").toHex()]);
    expect(lines([Buffer.from("\r")])).toEqual([Buffer.from("\r").toHex()]);
  });

  test("yields the lines of a chunk one by one, as they are asked for", () => {
    const splitter = new LineSplitter(10);
    const found = splitter.push(Buffer.from("a\nb\n"));
    expect(Buffer.from(found.next().value as Uint8Array).toString()).toBe("a");
    expect(Buffer.from(found.next().value as Uint8Array).toString()).toBe("b");
    expect(found.next().done).toBe(true);
  });

  test("gives out the last line only once", () => {
    const splitter = new LineSplitter(10);
    expect([...splitter.push(Buffer.from("a"))]).toEqual([]);
    expect(splitter.end()).toEqual(Buffer.from("a"));
    expect(splitter.end()).toBeUndefined();
  });
});

describe("LineSplitter's limit", () => {
  const line = (bytes: number, end: string) => Buffer.from("a".repeat(bytes) + end);

  test.each([
    ["\n", "LF"],
    ["\r\n", "CRLF"],
    ["", "the end of the stream"],
  ])("allows a line of exactly so many bytes, ended by %j (%s)", (end) => {
    for (const chunks of everyCut(line(8, end))) expect(lines(chunks, 8)).toEqual([line(8, "").toHex()]);
  });

  test("is exceeded by one byte more, at every cut", () => {
    for (const end of ["", "\n", "\r\n", "\nb\n"]) {
      for (const chunks of everyCut(line(9, end))) expect(() => lines(chunks, 8)).toThrow(LineTooLong);
    }
  });

  test("counts each line for itself", () => {
    const many = Buffer.from("aaaaaaaa\n".repeat(5));
    expect(lines([many], 8).length).toBe(5);
  });

  test("throws only after the lines before it, and names itself", () => {
    const splitter = new LineSplitter(3);
    const found: string[] = [];
    let thrown: unknown;
    try {
      for (const one of splitter.push(Buffer.from("ab\ncd\nefgh\n"))) found.push(Buffer.from(one).toString());
    } catch (error) {
      thrown = error;
    }
    expect(found).toEqual(["ab", "cd"]);
    expect(thrown).toBeInstanceOf(LineTooLong);
    expect((thrown as LineTooLong).maxBytes).toBe(3);
  });
});
