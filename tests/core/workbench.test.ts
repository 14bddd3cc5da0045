/** Chunks that are received, mapped and sent in one memory: the same mapping at every cut, and nothing of one chunk in the next. */

import { describe, expect, test } from "bun:test";
import fc from "fast-check";
import { workbenchBytes } from "../../src/core/limits.ts";
import { UpperCaseStream, upperCase } from "../../src/core/upper-case.ts";
import { clearedFromWorkbench, isOnWorkbench, workbench } from "../../src/core/workbench.ts";
import { cutBytes, everyCut, samples, seeded } from "./samples.ts";
import { modelUpperCase } from "./upper-case-model.ts";

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toHex();
}

/** Puts a chunk on the workbench, as recv() does. */
function put(chunk: Uint8Array): Uint8Array {
  workbench().room.set(chunk);
  return workbench().put(chunk.length);
}

/** Maps a stream chunk by chunk on the workbench, and sends each reply before the next chunk comes. */
function mapped(chunks: readonly Uint8Array[]): string {
  const stream = new UpperCaseStream();
  const sent = chunks.map((chunk) => hex(stream.push(put(chunk))));
  return sent.join("") + hex(stream.end());
}

describe("UpperCaseStream on the workbench equals upperCase() of the whole", () => {
  test.each(samples)("at every cut of %s", (_what, bytes) => {
    const whole = hex(upperCase(bytes));
    for (const chunks of everyCut(bytes)) expect(mapped(chunks), chunks.map(hex).join(" ")).toBe(whole);
  });

  test("for random bytes at random cuts, on the workbench and off it in turn", () => {
    fc.assert(
      fc.property(cutBytes, (chunks) => {
        const stream = new UpperCaseStream();
        const replies = chunks.map((chunk, index) => hex(stream.push(index % 2 === 0 ? put(chunk) : chunk.slice())));
        return replies.join("") + hex(stream.end()) === hex(modelUpperCase(Buffer.concat(chunks)));
      }),
      seeded,
    );
  });

  test("for chunks that fill it, with a character across each cut", () => {
    const bytes = Buffer.from("안녕 hello é𐐨 ".repeat(3 * 16_384));
    const chunks: Uint8Array[] = [];
    for (let at = 0; at < bytes.length; at += workbenchBytes) chunks.push(bytes.subarray(at, at + workbenchBytes));
    expect(chunks.length).toBeGreaterThan(2);
    expect(mapped(chunks) === hex(Buffer.from(bytes.toString().toUpperCase()))).toBe(true);
  });
});

describe("A chunk on the workbench", () => {
  test("is known by itself, until another one is put there", () => {
    const first = put(Buffer.from("hello"));
    expect(isOnWorkbench(first)).toBe(true);
    expect(isOnWorkbench(first.slice())).toBe(false);
    put(Buffer.from("good morning"));
    expect(isOnWorkbench(first)).toBe(false);
  });

  test("is copied out of the way of the next one, and other bytes are not", () => {
    const chunk = put(Buffer.from("hello"));
    const rest = clearedFromWorkbench(chunk.subarray(2));
    put(Buffer.from("HOWDY"));
    expect(Buffer.from(rest).toString()).toBe("llo");
    const other = Buffer.from("other");
    expect(clearedFromWorkbench(other)).toBe(other);
  });

  test("needs no memory of its own, where all of it is answered", () => {
    const chunk = put(Buffer.from("안녕 hello"));
    expect(new UpperCaseStream().push(chunk)).toBe(chunk);
  });
});
