/** What became of a sentence, told from what a connection collected. */

import { describe, expect, test } from "bun:test";
import type { Exchange } from "../../src/core/exchange.ts";
import type { Collected, Framing } from "../../src/core/reply-reader.ts";
import { toExchange } from "../../src/core/tcp-connection.ts";

const local = { address: "127.0.0.1", port: 40_000 };
const peer = { address: "127.0.0.1", port: 12_000 };

function exchange(endedBy: Collected["endedBy"], text: string, framing: Framing, sentence = "hello"): Exchange {
  const asked = { sentence: Buffer.from(sentence), framing, local, peer, waitedMs: 7 };
  return toExchange({ bytes: Buffer.from(text), endedBy }, asked);
}

function replied(text: string): Exchange {
  return { outcome: "replied", reply: Buffer.from(text), local, peer, rttMs: 7, tries: 1 };
}

const framings = ["line", "to-end"] as const;

describe("toExchange()", () => {
  test("takes a newline for the end of a reply, also of an empty one", () => {
    expect(exchange("newline", "HELLO", "line")).toEqual(replied("HELLO"));
    expect(exchange("newline", "", "line", "")).toEqual(replied(""));
    expect(exchange("newline", "", "line")).toEqual(replied(""));
  });

  test.each(framings)("takes FIN after some bytes for the end of a reply (%s)", (framing) => {
    expect(exchange("fin", "HELLO", framing)).toEqual(replied("HELLO"));
  });

  test.each(framings)("calls FIN without a byte an early close (%s)", (framing) => {
    expect(exchange("fin", "", framing)).toEqual({ outcome: "closed", peer, partial: Buffer.alloc(0) });
  });

  test("takes FIN without a byte for the reply to an empty sentence, where FIN was to end it", () => {
    expect(exchange("fin", "", "to-end", "")).toEqual(replied(""));
    expect(exchange("fin", "", "line", "")).toEqual({ outcome: "closed", peer, partial: Buffer.alloc(0) });
  });

  test.each(framings)("never calls a reset a reply, whatever had arrived (%s)", (framing) => {
    for (const text of ["", "HEL"]) {
      expect(exchange("reset", text, framing)).toEqual({ outcome: "reset", peer, partial: Buffer.from(text) });
    }
  });

  test.each(framings)("calls the end of our own patience unanswered, whatever had arrived (%s)", (framing) => {
    for (const text of ["", "HEL"]) {
      const partial = Buffer.from(text);
      expect(exchange("timeout", text, framing)).toEqual({
        outcome: "unanswered",
        peer,
        tries: 1,
        waitedMs: 7,
        partial,
      });
    }
  });

  test("counts the bytes of too much", () => {
    expect(exchange("too-much", "HELLO".repeat(9), "to-end")).toEqual({ outcome: "too-much", peer, bytes: 45 });
  });
});
