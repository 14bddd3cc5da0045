/** ICMP errors name no address: which of them a UDP client's tries take for a word about the current one. */

import { describe, expect, test } from "bun:test";
import { Tries } from "../../src/core/tries.ts";

function triesOf(...names: string[]): Tries {
  return new Tries(
    names.map((address) => ({ address, port: 12_000 })),
    1_000,
    9,
  );
}

/** Sends so many datagrams, each overdue but the last. */
function send(tries: Tries, datagrams: number): void {
  for (let datagram = 1; datagram <= datagrams; datagram++) {
    tries.sent();
    if (datagram < datagrams) tries.next();
  }
}

describe("Tries.isVerdict()", () => {
  test("is true where only the current address has datagrams under way", () => {
    const alone = triesOf("a");
    send(alone, 1);
    expect(alone.isVerdict()).toBe(true);
    const first = triesOf("a", "b");
    send(first, 1);
    expect(first.isVerdict()).toBe(true);
    const often = triesOf("a");
    send(often, 4);
    expect(often.isVerdict()).toBe(true);
  });

  test("is false while two addresses have datagrams under way, however often it is asked", () => {
    const tries = triesOf("a", "b");
    send(tries, 2);
    expect([tries.isVerdict(), tries.isVerdict(), tries.isVerdict()]).toEqual([false, false, false]);
    send(tries, 3);
    expect(tries.isVerdict()).toBe(false);
  });

  test("is true for the next address at once, where the one ruled out had no further datagram", () => {
    const tries = triesOf("a", "b");
    tries.sent();
    tries.ruleOut("ECONNREFUSED");
    tries.sent();
    expect(tries.isVerdict()).toBe(true);
  });

  test("is true for the next address, where the kernel would not send to the first", () => {
    const tries = triesOf("a", "b");
    tries.ruleOut("ENETUNREACH");
    tries.sent();
    expect(tries.isVerdict()).toBe(true);
  });

  test("ignores late errors about a ruled-out address as often as it had further datagrams", () => {
    const tries = triesOf("a", "b");
    // a, b, a, b, a are sent to, and then the kernel will send no more to either.
    send(tries, 5);
    expect(tries.peer?.address).toBe("a");
    tries.ruleOut("EPERM");
    expect(tries.peer?.address).toBe("b");
    tries.sent();
    // Of three datagrams to `a` two may still bring an error.
    expect([tries.isVerdict(), tries.isVerdict()]).toEqual([false, false]);
    expect(tries.isVerdict()).toBe(true);
  });
});

describe("Tries.ruleOut() with EMSGSIZE", () => {
  test("keeps the address at first, in the same try, and rules it out the second time", () => {
    const tries = triesOf("a");
    tries.sent();
    tries.ruleOut("EMSGSIZE");
    expect([tries.peer?.address, tries.attempt]).toEqual(["a", 1]);
    tries.sent();
    expect(tries.isVerdict()).toBe(true);
    tries.ruleOut("EMSGSIZE");
    expect(tries.peer).toBeUndefined();
    expect(tries.verdict()).toMatchObject({ outcome: "not-sendable", code: "EMSGSIZE" });
  });

  test("does not keep an address that anything else was said of", () => {
    const tries = triesOf("a", "b");
    tries.sent();
    tries.ruleOut("EMSGSIZE");
    tries.ruleOut("EHOSTUNREACH");
    expect(tries.peer?.address).toBe("b");
  });

  test("answers for its datagram: no late error is awaited of it", () => {
    const tries = triesOf("a", "b");
    tries.sent();
    tries.ruleOut("EMSGSIZE");
    tries.sent();
    tries.ruleOut("ECONNREFUSED");
    tries.sent();
    expect([tries.peer?.address, tries.isVerdict()]).toEqual(["b", true]);
  });
});
