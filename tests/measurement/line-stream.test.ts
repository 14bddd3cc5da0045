/** The stream of replies, cut at its newlines, however the network cut it. */

import { describe, expect, test } from "bun:test";
import { LineStream } from "../../src/measurement/line-stream.ts";

/** The lines that come of these chunks, and what is left over. */
function linesOf(chunks: readonly Uint8Array[]): { lines: string[]; rest: string } {
  const stream = new LineStream(1_000);
  const lines: string[] = [];
  // As chunks do: their memory is somebody else's afterwards.
  for (const chunk of chunks) {
    const own = Buffer.from(chunk);
    for (const line of stream.push(own)) lines.push(Buffer.from(line).toString());
    own.fill(0x3f);
  }
  return { lines, rest: Buffer.from(stream.rest).toString() };
}

const text = Buffer.from("A\nBC\n\nDEF\nGH");
const whole = { lines: ["A", "BC", "", "DEF"], rest: "GH" };

describe("LineStream.push()", () => {
  test("yields the same lines, whatever two places the stream is cut at", () => {
    for (let first = 0; first <= text.length; first++) {
      for (let second = first; second <= text.length; second++) {
        const chunks = [text.subarray(0, first), text.subarray(first, second), text.subarray(second)];
        expect(linesOf(chunks)).toEqual(whole);
      }
    }
  });

  test("yields the same lines, byte by byte", () => {
    expect(linesOf(Array.from(text, (byte) => Uint8Array.of(byte)))).toEqual(whole);
  });

  test("keeps nothing where the stream ends with a newline", () => {
    expect(linesOf([Buffer.from("A\nB\n")])).toEqual({ lines: ["A", "B"], rest: "" });
    expect(linesOf([Buffer.from("\n")])).toEqual({ lines: [""], rest: "" });
    expect(linesOf([])).toEqual({ lines: [], rest: "" });
  });

  test("keeps a carriage return: it is part of a reply that has one", () => {
    expect(linesOf([Buffer.from("A\r\n")]).lines).toEqual(["A\r"]);
  });
});

describe("LineStream.tooLong", () => {
  test("is true from the first byte beyond the bound, without a newline", () => {
    const stream = new LineStream(3);
    for (const _ of stream.push(Buffer.from("abc"))) throw new Error("there is no line yet");
    expect(stream.tooLong).toBe(false);
    for (const _ of stream.push(Buffer.from("d"))) throw new Error("there is no line yet");
    expect(stream.tooLong).toBe(true);
    expect([...stream.push(Buffer.from("\n"))].map(String)).toEqual([expect.any(String)]);
    expect(stream.tooLong).toBe(false);
  });
});
