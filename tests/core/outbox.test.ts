/** What a TCP client still has to send, and when FIN goes behind it. */

import { describe, expect, test } from "bun:test";
import { Outbox } from "../../src/core/outbox.ts";

function unsent(outbox: Outbox): string {
  return Buffer.from(outbox.unsent).toString();
}

function outboxOf(...sentences: string[]): Outbox {
  const outbox = new Outbox();
  for (const sentence of sentences) outbox.put(Buffer.from(sentence));
  return outbox;
}

describe("Outbox", () => {
  test("keeps what was put in, in order, until it is taken, at every cut", () => {
    for (let first = 0; first <= 6; first++) {
      const outbox = outboxOf("abc");
      outbox.put(Buffer.from("def"));
      outbox.taken(first);
      expect(unsent(outbox)).toBe("abcdef".slice(first));
      outbox.put(Buffer.from("g"));
      expect(unsent(outbox)).toBe(`${"abcdef".slice(first)}g`);
      outbox.taken(7 - first);
      expect(unsent(outbox)).toBe("");
    }
  });

  test("holds nothing at first, and an empty sentence adds nothing", () => {
    expect(unsent(new Outbox())).toBe("");
    expect(unsent(outboxOf("", "a", ""))).toBe("a");
  });
});

describe("Outbox.finIsDue()", () => {
  test("is true once, when all is taken and FIN was asked for", () => {
    const outbox = outboxOf("ab");
    expect(outbox.finIsDue()).toBe(false);
    outbox.finish();
    expect(outbox.finIsDue()).toBe(false);
    outbox.taken(1);
    expect(outbox.finIsDue()).toBe(false);
    outbox.taken(1);
    expect(outbox.finIsDue()).toBe(true);
    expect(outbox.finIsDue()).toBe(false);
    outbox.finish();
    expect(outbox.finIsDue()).toBe(false);
  });

  test("is never true where nobody asked for FIN", () => {
    const outbox = outboxOf("a");
    outbox.taken(1);
    expect(outbox.finIsDue()).toBe(false);
  });

  test("is true at once where there is nothing to send", () => {
    const outbox = new Outbox();
    outbox.finish();
    expect(outbox.finIsDue()).toBe(true);
  });
});
