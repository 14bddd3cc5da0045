/** FIN in the middle of a reply, and FIN at its end: only the sentence can tell which. */

import { describe, expect, test } from "bun:test";
import fc from "fast-check";
import type { Exchange } from "../../src/core/exchange.ts";
import type { Framing } from "../../src/core/reply-reader.ts";
import { toExchange } from "../../src/core/tcp-connection.ts";
import { upperCase } from "../../src/core/upper-case.ts";
import { seeded } from "./samples.ts";

const local = { address: "127.0.0.1", port: 40_000 };
const peer = { address: "127.0.0.1", port: 12_000 };
const framings = ["line", "to-end"] as const;

function atFin(sentence: string, reply: string | Uint8Array, framing: Framing): Exchange {
  const asked = { sentence: Buffer.from(sentence), framing, local, peer, waitedMs: 7 };
  return toExchange({ bytes: Buffer.from(reply), endedBy: "fin" }, asked);
}

describe.each(framings)("toExchange() at FIN (%s)", (framing) => {
  test("calls what is shorter than the upper case closed, and keeps what came", () => {
    for (const partial of ["", "H", "HELL"]) {
      expect(atFin("hello", partial, framing)).toEqual({ outcome: "closed", peer, partial: Buffer.from(partial) });
    }
  });

  test("takes what is as long, or longer, for the reply", () => {
    for (const reply of ["HELLO", "hello", "HELLO AND MORE"]) {
      expect(atFin("hello", reply, framing)).toMatchObject({ outcome: "replied", reply: Buffer.from(reply) });
    }
  });

  test("lets white space at the end be missing, and nothing before it", () => {
    for (const reply of ["HELLO", "HELLO ", "HELLO \t\r"]) {
      expect(atFin("hello \t\r", reply, framing).outcome).toBe("replied");
    }
    expect(atFin("hello \t\r", "HELL", framing).outcome).toBe("closed");
    expect(atFin("  hello", "HELLO", framing).outcome).toBe("closed");
  });

  test.each([
    ["ß that becomes SS", "straße", "STRASSE"],
    ["ß that an ASCII-only server keeps", "straße", "STRAßE"],
    ["ı that shrinks", "ırmak", "IRMAK"],
    ["ı that an ASCII-only server keeps", "ırmak", "ıRMAK"],
    ["ŉ that grows", "ŉ", "ʼN"],
    ["ŉ that an ASCII-only server keeps", "ŉ", "ŉ"],
    ["text without case", "안녕", "안녕"],
  ])("takes the reply with %s whole", (_what, sentence, reply) => {
    expect(atFin(sentence, reply, framing).outcome).toBe("replied");
  });

  test.each(["déjà", "렠", "a\u00a0"])("calls %s closed where half of the last character came", (sentence) => {
    const whole = upperCase(Buffer.from(sentence));
    expect(atFin(sentence, whole, framing).outcome).toBe("replied");
    expect(atFin(sentence, whole.subarray(0, -1), framing).outcome).toBe("closed");
  });

  test("takes every whole reply for one, and no half of an ASCII one, for random sentences", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", minLength: 1 }), (sentence) => {
        const whole = upperCase(Buffer.from(sentence));
        expect(atFin(sentence, whole, framing).outcome).toBe("replied");
        expect(atFin(sentence, Buffer.from(sentence), framing).outcome).toBe("replied");
      }),
      seeded,
    );
    fc.assert(
      fc.property(fc.stringMatching(/^[!-~]{1,40}$/), fc.nat(), (sentence, cut) => {
        expect(atFin(sentence, sentence.toUpperCase().slice(0, cut % sentence.length), framing).outcome).toBe("closed");
      }),
      seeded,
    );
  });
});
