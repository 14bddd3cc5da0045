/** How a reply ends other than by its framing: reset, patience, too much. */

import { describe, expect, test } from "bun:test";
import { replySlackBytes } from "../../src/core/limits.ts";
import { ReplyReader } from "../../src/core/reply-reader.ts";
import { next, push, roomy, show } from "./replies.ts";
import { everyCut } from "./samples.ts";

describe("ReplyReader.end()", () => {
  test.each(["line", "to-end"] as const)("by a reset gives out what had arrived (%s)", async (framing) => {
    const reader = new ReplyReader();
    const reply = reader.next(framing, roomy);
    push(reader, "HEL");
    reader.end("reset");
    expect(show(await reply)).toEqual(["HEL", "reset"]);
    expect(reader.ended).toBe("reset");
    expect(await next(reader, framing)).toEqual(["", "reset"]);
  });

  test("keeps the first end: a socket that closes after its FIN was not reset", async () => {
    const reader = new ReplyReader();
    push(reader, "HELLO");
    reader.end("fin");
    reader.end("reset");
    expect(reader.ended).toBe("fin");
    expect(await next(reader, "to-end")).toEqual(["HELLO", "fin"]);
  });

  test("leaves `ended` undefined before", () => {
    expect(new ReplyReader().ended).toBeUndefined();
  });
});

describe("ReplyReader.giveUp()", () => {
  test.each(["line", "to-end"] as const)("gives out what had arrived (%s)", async (framing) => {
    const reader = new ReplyReader();
    const reply = reader.next(framing, roomy);
    push(reader, "HEL");
    reader.giveUp();
    expect(show(await reply)).toEqual(["HEL", "timeout"]);
    expect(reader.ended).toBeUndefined();
  });

  test("changes nothing where nobody waits", async () => {
    const reader = new ReplyReader();
    push(reader, "EARLY\n");
    reader.giveUp();
    expect(await next(reader, "line")).toEqual(["EARLY", "newline"]);
  });
});

describe("ReplyReader's limit", () => {
  test("allows a reply of exactly so many bytes, its newline not counted, at every cut", async () => {
    for (const chunks of everyCut(Buffer.from("ABCDE\n"))) {
      const reader = new ReplyReader();
      const reply = reader.next("line", 5);
      for (const chunk of chunks) reader.push(chunk);
      expect(show(await reply)).toEqual(["ABCDE", "newline"]);
    }
    const reader = new ReplyReader();
    const reply = reader.next("to-end", 5);
    push(reader, "ABC", "DE");
    reader.end("fin");
    expect(show(await reply)).toEqual(["ABCDE", "fin"]);
  });

  test.each(["line", "to-end"] as const)("ends the wait with the byte after it, at every cut (%s)", async (framing) => {
    for (const chunks of everyCut(Buffer.from("ABCDEF"))) {
      const reader = new ReplyReader();
      const reply = reader.next(framing, 5);
      for (const chunk of chunks) reader.push(chunk);
      expect((await reply).endedBy).toBe("too-much");
      expect((await reply).bytes.length).toBeGreaterThan(5);
    }
  });

  test("holds also for what comes unasked: it is kept up to the slack, and then it is too much", async () => {
    const reader = new ReplyReader();
    push(reader, "A".repeat(replySlackBytes));
    const reply = reader.next("line", roomy);
    push(reader, "B\n");
    expect((await reply).bytes.length).toBe(replySlackBytes + 1);

    const flooded = new ReplyReader();
    for (let chunk = 0; chunk < 10; chunk++) push(flooded, "A".repeat(replySlackBytes));
    const { endedBy, bytes } = await flooded.next("line", roomy);
    expect(endedBy).toBe("too-much");
    // The client tells this number to the user: it has to be more than was allowed.
    expect(bytes.length).toBeGreaterThan(replySlackBytes);
    expect(bytes.length).toBeLessThanOrEqual(2 * replySlackBytes);
  });

  test("of the next reply holds for what had come early", async () => {
    const reader = new ReplyReader();
    push(reader, "ABCDEF");
    expect(await next(reader, "to-end", 5)).toEqual(["ABCDEF", "too-much"]);
  });
});
