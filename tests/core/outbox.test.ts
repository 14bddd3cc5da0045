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

describe("Outbox.gone", () => {
  test("is true from the write that met a reset on, and no FIN is due any more", () => {
    const outbox = outboxOf("abc");
    outbox.finish();
    outbox.taken(0);
    expect(outbox.gone).toBe(false);
    outbox.taken(-1);
    expect(outbox.gone).toBe(true);
    expect(unsent(outbox)).toBe("abc");
    expect(outbox.finIsDue()).toBe(false);
    outbox.taken(3);
    expect([outbox.gone, outbox.finIsDue()]).toEqual([true, false]);
  });
});

describe("Outbox.putLine() and Outbox.putLast()", () => {
  test("end a sentence with a newline, or with FIN", () => {
    const outbox = new Outbox();
    outbox.putLine(Buffer.from("a"));
    outbox.putLine(Buffer.from(""));
    expect(unsent(outbox)).toBe("a\n\n");
    outbox.taken(3);
    expect(outbox.finIsDue()).toBe(false);
    outbox.putLast(Buffer.from("b"));
    expect(unsent(outbox)).toBe("b");
    outbox.taken(1);
    expect(outbox.finIsDue()).toBe(true);
  });
});
