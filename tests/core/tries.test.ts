/** A UDP client's tries: which address, how often, how long. */

import { describe, expect, test } from "bun:test";
import fc from "fast-check";
import type { Endpoint } from "../../src/core/endpoint.ts";
import { maxReplyTimeoutMs } from "../../src/core/limits.ts";
import { Tries } from "../../src/core/tries.ts";
import { seeded } from "./samples.ts";

function servers(...names: string[]): Endpoint[] {
  return names.map((address) => ({ address, port: 12_000 }));
}

/** Takes all tries, each overdue. Returns the addresses in order. */
function takeAll(tries: Tries): string[] {
  const asked: string[] = [];
  do asked.push(tries.peer?.address ?? "nobody");
  while (tries.next());
  return asked;
}

describe("Tries.next()", () => {
  test("allows the first try and so many retries", () => {
    expect(takeAll(new Tries(servers("a"), 1_000, 3))).toEqual(["a", "a", "a", "a"]);
    expect(takeAll(new Tries(servers("a"), 1_000, 0))).toEqual(["a"]);
  });

  test("takes the addresses in turn, and gives every one at least one try", () => {
    expect(takeAll(new Tries(servers("a", "b"), 1_000, 3))).toEqual(["a", "b", "a", "b"]);
    expect(takeAll(new Tries(servers("a", "b", "c"), 1_000, 0))).toEqual(["a", "b", "c"]);
  });

  test("counts the tries from 1, and not beyond the last", () => {
    const tries = new Tries(servers("a"), 1_000, 1);
    expect(tries.attempt).toBe(1);
    expect(tries.next()).toBe(true);
    expect(tries.attempt).toBe(2);
    expect(tries.next()).toBe(false);
    expect(tries.next()).toBe(false);
    expect(tries.attempt).toBe(2);
  });
});

describe("Tries.waitMs", () => {
  function waits(replyTimeoutMs: number, retries: number): number[] {
    const tries = new Tries(servers("a"), replyTimeoutMs, retries);
    const all = [tries.waitMs];
    while (tries.next()) all.push(tries.waitMs);
    return all;
  }

  test("doubles from try to try, up to a bound", () => {
    expect(waits(1_000, 3)).toEqual([1_000, 2_000, 4_000, 8_000]);
    expect(waits(10_000, 5)).toEqual([10_000, 20_000, 40_000, 60_000, 60_000, 60_000]);
    expect(Math.max(...waits(1, 20))).toBe(maxReplyTimeoutMs);
  });

  test("is never below what the user asked for, also beyond the bound", () => {
    expect(waits(90_000, 2)).toEqual([90_000, 90_000, 90_000]);
  });
});

describe("Tries.ruleOut()", () => {
  test("goes on to the next address within the same try", () => {
    const tries = new Tries(servers("a", "b", "c"), 1_000, 3);
    tries.ruleOut("ECONNREFUSED");
    expect([tries.peer?.address, tries.attempt]).toEqual(["b", 1]);
    expect(takeAll(tries)).toEqual(["b", "c", "b", "c"]);
  });

  test("goes on to the next address also in a later round", () => {
    const tries = new Tries(servers("a", "b", "c"), 1_000, 9);
    for (let overdue = 0; overdue < 3; overdue++) tries.next();
    expect(tries.peer?.address).toBe("a");
    tries.ruleOut("ECONNREFUSED");
    expect(tries.peer?.address).toBe("b");
  });

  test("begins again with the first address after the last", () => {
    const tries = new Tries(servers("a", "b"), 1_000, 3);
    tries.next();
    tries.ruleOut("ENETUNREACH");
    expect(tries.peer?.address).toBe("a");
  });

  test("leaves nobody when every address is ruled out, and bears one call more", () => {
    const tries = new Tries(servers("a", "b"), 1_000, 3);
    for (let call = 0; call < 3; call++) tries.ruleOut("ECONNREFUSED");
    expect(tries.peer).toBeUndefined();
  });

  test("leaves the caller's addresses alone", () => {
    const given = servers("a", "b");
    new Tries(given, 1_000, 3).ruleOut("ECONNREFUSED");
    expect(given.length).toBe(2);
  });

  test("goes round like a ring from which the refused are taken, for random news", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5 }), fc.array(fc.boolean(), { maxLength: 20 }), (count, news) => {
        const tries = new Tries(servers(..."abcde".slice(0, count)), 1_000, 20);
        const ring = [..."abcde".slice(0, count)];
        for (const isOverdue of news) {
          expect(tries.peer?.address).toBe(ring[0] as string);
          const current = ring.shift();
          if (current !== undefined && isOverdue) ring.push(current);
          if (isOverdue) tries.next();
          else tries.ruleOut("ECONNREFUSED");
        }
      }),
      seeded,
    );
  });
});

describe("Tries.verdict()", () => {
  const [a, b] = servers("a", "b") as [Endpoint, Endpoint];

  test("tells of a refusal first, for then a host was reached", () => {
    const tries = new Tries([a, b], 1_000, 3);
    tries.ruleOut("ENETUNREACH");
    tries.ruleOut("ECONNREFUSED");
    expect(tries.verdict()).toEqual({ outcome: "refused", peer: b });
  });

  test("tells the kernel's word for the first address, where none refused", () => {
    const tries = new Tries([a, b], 1_000, 3);
    tries.ruleOut("ENETUNREACH");
    tries.ruleOut("EPERM");
    expect(tries.verdict()).toEqual({ outcome: "not-sendable", peer: a, code: "ENETUNREACH" });
  });

  test("throws where there was no address at all", () => {
    expect(() => new Tries([], 1_000, 3).verdict()).toThrow(RangeError);
  });
});
