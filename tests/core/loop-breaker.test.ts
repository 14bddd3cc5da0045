/** Loops end, one datagram after the other; who asks the same again loses one reply and is answered again. */

import { describe, expect, test } from "bun:test";
import { defaultLoopLimit } from "../../src/core/limits.ts";
import { isOwnUpperCase, LoopBreaker } from "../../src/core/loop-breaker.ts";
import { Source } from "../../src/core/source.ts";

const seeds = [0, 1, 0x7fff_ffff, 0x8000_0000, 0xffff_ffff, ...Array.from({ length: 50 }, (_, at) => at * 85_899_345)];

function from(address: string): Source {
  const source = new Source();
  source.read(address);
  return source;
}

interface Loops {
  readonly seed?: number;
  readonly address?: string;
  readonly roundTripMs?: number;
  readonly limit?: number;
}

/** Lets so many datagrams go round between a breaker and a server that sends back what it gets. How many came until all were gone? */
function roundsUntilOver(sentences: readonly string[], options: Loops = {}): number {
  const { seed = 7, address = "192.0.2.1", roundTripMs = 0.02, limit = defaultLoopLimit } = options;
  const breaker = new LoopBreaker(limit, seed);
  const underWay: Uint8Array[] = sentences.map((text) => Buffer.from(text));
  let rounds = 0;
  for (let nowMs = 0; underWay.length > 0 && rounds < 1_000_000; rounds++) {
    const message = underWay.shift() as Uint8Array;
    nowMs += roundTripMs / (underWay.length + 1);
    if (!breaker.isOneTooMany(from(address), 7_000, message, nowMs)) underWay.push(message);
  }
  return rounds;
}

function numbered(count: number): string[] {
  return Array.from({ length: count }, (_, number) => `HELLO ${number}`);
}

describe("LoopBreaker", () => {
  test("ends a loop after two dozen datagrams, whatever its seed is and whoever the other end", () => {
    for (const seed of seeds) {
      for (const address of ["192.0.2.1", "127.0.0.1", "2001:db8::1", "fe80::1%eth0"]) {
        expect(roundsUntilOver(["HELLO"], { seed, address })).toBe(defaultLoopLimit);
      }
    }
  });

  test.each([0, 0.1, 10, 100, 500])("ends a loop with a round trip of %d ms as soon", (roundTripMs) => {
    expect(roundsUntilOver(["HELLO"], { roundTripMs })).toBeLessThanOrEqual(defaultLoopLimit + 2);
  });

  test("ends a loop with a round trip of seven seconds", () => {
    expect(roundsUntilOver(["HELLO"], { roundTripMs: 7_000 })).toBeLessThan(200);
  });

  test.each([2, 3, 10, 100, 1_000])(
    "ends %i datagrams that go round together, within four times as many each",
    (count) => {
      expect(roundsUntilOver(numbered(count))).toBeLessThanOrEqual(4 * defaultLoopLimit * count);
      expect(roundsUntilOver(Array.from({ length: count }, () => "HELLO"))).toBeLessThanOrEqual(
        defaultLoopLimit * count,
      );
    },
  );

  test("ends loops with 500 servers at a time, each nearly as soon", () => {
    const breaker = new LoopBreaker(defaultLoopLimit, 7);
    const open = new Set(Array.from({ length: 500 }, (_, number) => from(`198.51.${number >> 8}.${number & 255}`)));
    for (let round = 0; round < 2 * defaultLoopLimit; round++) {
      for (const server of open) if (breaker.isOneTooMany(server, 7_000, Buffer.from("X"), 0)) open.delete(server);
    }
    expect(open.size).toBe(0);
  });

  test("leaves out one in so many of a client that asks the same in a closed loop, and never two in a row", () => {
    const breaker = new LoopBreaker(defaultLoopLimit, 7);
    const answered = Array.from({ length: 2_400 }, (_, number) => {
      return !breaker.isOneTooMany(from("192.0.2.1"), 40_000, Buffer.from("12345"), number * 0.03);
    });
    expect(answered.filter((one) => !one).length).toBe(100);
    expect(answered.some((one, at) => !one && answered[at + 1] === false)).toBe(false);
  });

  test("leaves out one in four times as many of a client that asks for something else each time", () => {
    const breaker = new LoopBreaker(defaultLoopLimit, 7);
    let left = 0;
    for (const sentence of numbered(930)) {
      if (breaker.isOneTooMany(from("192.0.2.1"), 40_000, Buffer.from(sentence), 0)) left++;
    }
    expect(left).toBe(10);
  });

  test("never leaves out one of a person, who takes seconds, nor of clients that each ask a few times", () => {
    const breaker = new LoopBreaker(defaultLoopLimit, 7);
    const person = from("192.0.2.1");
    for (let number = 0; number < 1_000; number++) {
      expect(breaker.isOneTooMany(person, 40_000, Buffer.from("안녕"), number * 8_000)).toBe(false);
    }
    const nowMs = 8_000_000;
    for (let port = 41_000; port < 42_000; port++) {
      for (let time = 0; time < 20; time++) {
        expect(breaker.isOneTooMany(person, port, Buffer.from("1"), nowMs)).toBe(false);
      }
    }
  });

  test("counts to the limit that it is given", () => {
    for (const limit of [2, 10, 1_000]) expect(roundsUntilOver(["HELLO"], { limit, roundTripMs: 0 })).toBe(limit);
  });

  test("takes long sentences for the same by their beginning, their end and their length", () => {
    const long = (middle: string) => `${"A".repeat(100)}${middle}${"B".repeat(100)}`;
    expect(roundsUntilOver([long("C"), long("D")])).toBeLessThanOrEqual(2 * defaultLoopLimit);
    expect(roundsUntilOver([long("C"), long("CC")])).toBeGreaterThan(2 * defaultLoopLimit);
    expect(roundsUntilOver([`${long("C")}1`, `${long("C")}2`])).toBeGreaterThan(2 * defaultLoopLimit);
  });
});

describe("isOwnUpperCase()", () => {
  test("finds a difference at every place", () => {
    for (const length of [1, 2, 31, 32, 33, 100, 1_000]) {
      const message = Buffer.alloc(length, "A");
      expect(isOwnUpperCase(message, Buffer.from(message))).toBe(true);
      expect(isOwnUpperCase(message, Buffer.alloc(length + 1, "A"))).toBe(false);
      for (let at = 0; at < length; at++) {
        const reply = Buffer.from(message);
        reply[at] = 0x42;
        expect(isOwnUpperCase(message, reply)).toBe(false);
      }
    }
  });

  test("finds that nothing is its own upper case", () => {
    expect(isOwnUpperCase(new Uint8Array(0), new Uint8Array(0))).toBe(true);
  });
});
