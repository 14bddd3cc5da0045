/** Texts that are mapped within one memory that vectors reach: the same mapping, the text stays, and no neighbour is touched. */

import { describe, expect, test } from "bun:test";
import fc from "fast-check";
import { mapAsciiThere } from "../../src/core/ascii.ts";
import { vectorFromBytes } from "../../src/core/limits.ts";
import { upperCase } from "../../src/core/upper-case.ts";
import { VectorMemory, vectorBytes, vectorMemoryOf } from "../../src/core/vectors.ts";
import { samples, seeded } from "./samples.ts";
import { modelUpperCase } from "./upper-case-model.ts";

const longest = 1_024;
const mappedAt = longest + vectorBytes;
const memory = new VectorMemory(2 * mappedAt + vectorBytes);

/** Puts a text among what others left behind, and maps it to another place in the same memory. */
function mapThere(bytes: Uint8Array, leftBehind: number) {
  memory.bytes.fill(leftBehind);
  const text = memory.bytes.subarray(0, bytes.length);
  text.set(bytes);
  const room = memory.bytes.subarray(mappedAt, mappedAt + bytes.length);
  return { text, room, reply: upperCase(text, room) };
}

const leftBehind = [0x00, 0x61, 0xc3, 0xff];

describe("upperCase() from one place of a VectorMemory to another", () => {
  test.each(samples)("equals that of any other bytes: %s", (_what, bytes) => {
    const long = Buffer.concat([Buffer.alloc(vectorFromBytes, "some text before "), bytes]);
    for (const byte of leftBehind)
      expect(Buffer.from(mapThere(long, byte).reply)).toEqual(Buffer.from(upperCase(long)));
  });

  test("equals the model for any bytes, and leaves them as they are", () => {
    const anyBytes = fc.uint8Array({ minLength: vectorFromBytes, maxLength: vectorFromBytes + 3 * vectorBytes });
    fc.assert(
      fc.property(anyBytes, fc.constantFrom(...leftBehind), (bytes, byte) => {
        const { text, reply } = mapThere(bytes, byte);
        return Buffer.compare(reply, modelUpperCase(bytes)) === 0 && Buffer.compare(text, bytes) === 0;
      }),
      seeded,
    );
  });

  test("writes nothing but what it maps and up to a vector behind it, whatever the length", () => {
    for (let length = vectorFromBytes; length <= vectorFromBytes + 2 * vectorBytes; length++) {
      const { room, reply } = mapThere(Buffer.alloc(length, "a"), 0x62);
      expect(reply).toBe(room);
      const [before, after] = [
        memory.bytes.subarray(length + vectorBytes, mappedAt),
        memory.bytes.subarray(mappedAt + length + vectorBytes),
      ];
      for (const others of [before, after]) expect(others.every((byte) => byte === 0x62)).toBe(true);
    }
  });
});

test("mapAsciiThere() maps a text that lies elsewhere as well, and into a room that does", () => {
  const bytes = Buffer.alloc(vectorFromBytes, "abc");
  const room = memory.bytes.subarray(0, bytes.length);
  expect(mapAsciiThere(bytes, room)).toBe(true);
  expect(Buffer.from(room).toString()).toBe(bytes.toString().toUpperCase());
  expect(vectorMemoryOf(room)).toBe(memory);
  expect(vectorMemoryOf(bytes)).toBeUndefined();
});
