/** The mapping of a stream: the same however it was cut. */

import { describe, expect, test } from "bun:test";
import fc from "fast-check";
import { UpperCaseStream, upperCase } from "../../src/core/upper-case.ts";
import { cutBytes, everyCut, samples, seeded } from "./samples.ts";
import { modelUpperCase } from "./upper-case-model.ts";

/** Maps a stream chunk by chunk, and notes how much was held back at most. */
function mapChunks(chunks: readonly Uint8Array[]): { hex: string; mostHeldBytes: number } {
  const stream = new UpperCaseStream();
  const replies: Uint8Array[] = [];
  let mostHeldBytes = 0;
  for (const chunk of chunks) {
    replies.push(stream.push(chunk));
    mostHeldBytes = Math.max(mostHeldBytes, stream.heldBytes);
  }
  replies.push(stream.end());
  expect(stream.heldBytes).toBe(0);
  return { hex: Buffer.concat(replies).toHex(), mostHeldBytes };
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toHex();
}

describe("UpperCaseStream equals upperCase() of the whole", () => {
  test.each(samples)("at every cut of %s", (_what, bytes) => {
    const whole = hex(upperCase(bytes));
    for (const chunks of everyCut(bytes)) {
      const { hex: reply, mostHeldBytes } = mapChunks(chunks);
      expect(reply, `cut as ${chunks.map(hex).join(" ")}`).toBe(whole);
      expect(mostHeldBytes).toBeLessThanOrEqual(3);
    }
  });

  test("at every cut of all samples in a row", () => {
    const bytes = Buffer.concat(samples.map(([, sample]) => sample));
    const whole = hex(modelUpperCase(bytes));
    for (const chunks of everyCut(bytes)) expect(mapChunks(chunks).hex).toBe(whole);
  });

  test("for random bytes at random cuts", () => {
    fc.assert(
      fc.property(cutBytes, (chunks) => {
        const { hex: reply, mostHeldBytes } = mapChunks(chunks);
        return reply === hex(modelUpperCase(Buffer.concat(chunks))) && mostHeldBytes <= 3;
      }),
      seeded,
    );
  });
});

describe("UpperCaseStream.push()", () => {
  test("holds back an unfinished character and nothing else", () => {
    const stream = new UpperCaseStream();
    const [, ...rest] = [0x61, ...Buffer.from("😀")];
    expect(hex(stream.push(Uint8Array.of(0x61, rest[0] as number)))).toBe("41");
    expect(stream.heldBytes).toBe(1);
    expect(stream.push(Uint8Array.of(rest[1] as number, rest[2] as number)).length).toBe(0);
    expect(stream.heldBytes).toBe(3);
    expect(hex(stream.push(Uint8Array.of(rest[3] as number)))).toBe(hex(Buffer.from("😀")));
    expect(stream.heldBytes).toBe(0);
  });

  test("answers held bytes at once, when the next byte shows that they are no character", () => {
    const stream = new UpperCaseStream();
    stream.push(Uint8Array.of(0xf0, 0x9f, 0x98));
    expect(hex(stream.push(Uint8Array.of(0x61)))).toBe("f09f9841");
    expect(stream.heldBytes).toBe(0);
  });

  test("holds back nothing of bytes that can begin no character", () => {
    const stream = new UpperCaseStream();
    const bytes = [0xc0, 0xc1, 0xf5, 0xff, 0x80, 0xbf];
    for (const byte of bytes) expect(hex(stream.push(Uint8Array.of(byte)))).toBe(hex(Uint8Array.of(byte)));
    expect(hex(stream.push(Uint8Array.of(0xe0, 0x9f)))).toBe("e09f");
    expect(hex(stream.push(Uint8Array.of(0xed, 0xa0)))).toBe("eda0");
    expect(hex(stream.push(Uint8Array.of(0xf4, 0x90)))).toBe("f490");
  });

  test.each([
    ["a Uint8Array", (bytes: Uint8Array) => new Uint8Array(bytes)],
    ["a Buffer, as a socket's chunk is", (bytes: Uint8Array) => Buffer.from(bytes)],
  ])("keeps its own copy of what it holds back of %s", (_what, make) => {
    const stream = new UpperCaseStream();
    const chunk = make(Buffer.from([0x61, 0xec, 0x95]));
    stream.push(chunk);
    chunk.fill(0x2a);
    expect(hex(stream.push(Uint8Array.of(0x88)))).toBe(hex(Buffer.from("안")));
  });

  test("takes an empty chunk as nothing, also within a character", () => {
    const stream = new UpperCaseStream();
    stream.push(Uint8Array.of(0xc3));
    expect(stream.push(new Uint8Array(0)).length).toBe(0);
    expect(stream.heldBytes).toBe(1);
    expect(hex(stream.push(Uint8Array.of(0xa9)))).toBe(hex(Buffer.from("É")));
  });
});

describe("UpperCaseStream.end()", () => {
  test("gives out held bytes unchanged, and only once", () => {
    const stream = new UpperCaseStream();
    stream.push(Uint8Array.of(0xf0, 0x9f));
    expect(hex(stream.end())).toBe("f09f");
    expect(stream.end().length).toBe(0);
  });
});
