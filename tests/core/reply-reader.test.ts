/** Replies out of a TCP stream, by either framing, however it was cut. */

import { describe, expect, test } from "bun:test";
import { ReplyReader } from "../../src/core/reply-reader.ts";
import { next, push, roomy, type Shown, show } from "./replies.ts";
import { everyCut } from "./samples.ts";

/** Whether a promise is settled by now. */
async function isSettled(promise: Promise<unknown>): Promise<boolean> {
  return await Promise.race([promise.then(() => true), Promise.resolve().then(() => false)]);
}

describe("ReplyReader.next() by lines", () => {
  test("collects one reply after another, at every cut, asked before they come", async () => {
    const stream = Buffer.from("HELLO\n\n\u00ff\u0000안녕\nLAST");
    const expected = stream.toString("latin1").split("\n");
    for (const chunks of everyCut(stream)) {
      const reader = new ReplyReader();
      const found: Shown[] = [];
      const asking = (async () => {
        for (let reply = 0; reply < 4; reply++) found.push(await next(reader, "line"));
      })();
      for (const chunk of chunks) reader.push(chunk);
      reader.end("fin");
      await asking;
      expect(found).toEqual(expected.map((text, index) => [text, index === 3 ? "fin" : "newline"]));
    }
  });

  test("collects them also when all had come before anybody asked", async () => {
    for (const chunks of everyCut(Buffer.from("ONE\nTWO\nREST"))) {
      const reader = new ReplyReader();
      for (const chunk of chunks) reader.push(chunk);
      expect(await next(reader, "line")).toEqual(["ONE", "newline"]);
      expect(await next(reader, "line")).toEqual(["TWO", "newline"]);
      reader.end("fin");
      expect(await next(reader, "line")).toEqual(["REST", "fin"]);
      expect(await next(reader, "line")).toEqual(["", "fin"]);
    }
  });

  test("waits while there is no newline", async () => {
    const reader = new ReplyReader();
    const reply = reader.next("line", roomy);
    push(reader, "HEL", "LO");
    expect(await isSettled(reply)).toBe(false);
    push(reader, "\n");
    expect(show(await reply)).toEqual(["HELLO", "newline"]);
  });

  test("keeps what follows a newline for the next reply, framed either way", async () => {
    const reader = new ReplyReader();
    const first = reader.next("line", roomy);
    push(reader, "ONE\nTWO\nTHR");
    expect(show(await first)).toEqual(["ONE", "newline"]);
    expect(await next(reader, "line")).toEqual(["TWO", "newline"]);
    const rest = reader.next("to-end", roomy);
    push(reader, "EE\n");
    reader.end("fin");
    expect(show(await rest)).toEqual(["THREE\n", "fin"]);
  });
});

describe("ReplyReader.next() to the end", () => {
  test("collects everything up to FIN, newlines too, at every cut", async () => {
    const stream = Buffer.from("A\nB\r\n\n안");
    for (const chunks of everyCut(stream)) {
      for (const early of [0, Math.floor(chunks.length / 2), chunks.length]) {
        const reader = new ReplyReader();
        for (const chunk of chunks.slice(0, early)) reader.push(chunk);
        const reply = reader.next("to-end", roomy);
        for (const chunk of chunks.slice(early)) reader.push(chunk);
        reader.end("fin");
        expect(show(await reply)).toEqual([stream.toString("latin1"), "fin"]);
      }
    }
  });

  test("is nothing, where FIN comes alone, before or after it is asked", async () => {
    const reader = new ReplyReader();
    const reply = reader.next("to-end", roomy);
    reader.end("fin");
    expect(show(await reply)).toEqual(["", "fin"]);
    expect(await next(reader, "to-end")).toEqual(["", "fin"]);
  });
});
