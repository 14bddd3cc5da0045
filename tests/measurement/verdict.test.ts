/** When a server is given up, by the clock of a test. */

import { describe, expect, test } from "bun:test";
import {
  defaultSilenceTimeoutMs,
  serverGoneMs,
  silentTimeoutsAtFirst,
  silentTimeoutsLater,
} from "../../src/core/limits.ts";
import type { Account, SeriesPlan } from "../../src/measurement/account.ts";
import { Refusals, silence } from "../../src/measurement/verdict.ts";
import { accountFor } from "./fake-carrier.ts";

const timeoutMs = 100;

function opened(plan: Partial<SeriesPlan> = {}): Account {
  return accountFor({ replyTimeoutMs: timeoutMs, ...plan }, 0);
}

/** Asks one sentence a timeout, without an answer. */
function askInVain(account: Account, times: number, sinceMs: number, everyMs = timeoutMs): void {
  for (let i = 0; i < times; i++) {
    account.ledger.expire(sinceMs + i * everyMs);
    account.sent(sinceMs + i * everyMs, sinceMs + i * everyMs);
  }
}

function answer(account: Account, nowMs: number): void {
  account.received(account.sentences.expected(account.ledger.nextSequence - 1), nowMs);
}

describe("silence() over UDP", () => {
  test("is there after some timeouts without any answer: fewer where there never was one", () => {
    for (const [before, timeouts] of [
      [0, silentTimeoutsAtFirst],
      [1, silentTimeoutsLater],
    ] as const) {
      const account = opened();
      askInVain(account, before, 0);
      if (before > 0) answer(account, 1);
      askInVain(account, timeouts, 1_000);
      expect(silence(account, 1_000 + timeouts * timeoutMs)).toBeUndefined();
      expect(silence(account, 1_001 + timeouts * timeoutMs)).toEqual({
        kind: "silent",
        peer: account.plan.peer,
        silentMs: timeouts * timeoutMs + 1,
      });
    }
  });

  test("is not there while nothing is owed, however long nothing is asked", () => {
    const account = opened();
    expect(silence(account, 1e9)).toBeUndefined();
    account.sent(0, 0);
    answer(account, 10);
    expect(silence(account, 1e9)).toBeUndefined();
  });

  test("is not told of a few sentences that were asked long ago: one that is lost is no silence", () => {
    const account = opened({ intervalMs: 10_000 });
    askInVain(account, silentTimeoutsAtFirst - 1, 0, 10_000);
    expect(silence(account, 1e9)).toBeUndefined();
    askInVain(account, 1, 1e9);
    expect(silence(account, 1e9)?.kind).toBe("silent");
  });

  test("is not told of many at once before their timeouts: a window full that is lost is no silence either", () => {
    const account = opened({ window: 1_000 });
    askInVain(account, 1_000, 0, 0);
    expect(silence(account, silentTimeoutsAtFirst * timeoutMs)).toBeUndefined();
    expect(silence(account, silentTimeoutsAtFirst * timeoutMs + 1)?.kind).toBe("silent");
  });

  test("is broken by any answer, a late or a second one too", () => {
    const account = opened();
    account.sent(0, 0);
    answer(account, 1);
    askInVain(account, silentTimeoutsLater + 1, 1_000);
    const overMs = 1_001 + silentTimeoutsLater * timeoutMs;
    expect(silence(account, overMs)?.kind).toBe("silent");
    account.received(account.sentences.expected(0), overMs);
    expect(silence(account, overMs + 1)).toBeUndefined();
  });
});

describe("silence() over TCP", () => {
  test("is a matter of time alone, for TCP sends again by itself", () => {
    const account = opened({ protocol: "tcp", way: "one-connection" });
    account.sent(0, 0);
    expect(silence(account, defaultSilenceTimeoutMs)).toBeUndefined();
    expect(silence(account, defaultSilenceTimeoutMs + 1)?.kind).toBe("silent");
  });

  test("is as long as the timeout, where that is longer; and never, where it never ends", () => {
    const patient = opened({ protocol: "tcp", replyTimeoutMs: 60_000 });
    patient.sent(0, 0);
    expect([silence(patient, 60_000), silence(patient, 60_001)?.kind]).toEqual([undefined, "silent"]);
    const endless = opened({ protocol: "tcp", replyTimeoutMs: Number.POSITIVE_INFINITY });
    endless.sent(0, 0);
    expect(silence(endless, 1e12)).toBeUndefined();
  });

  test("does not count on when nothing is owed over a connection that is gone", () => {
    const account = opened({ protocol: "tcp" });
    account.sent(0, 0);
    account.owed.nothing();
    expect(silence(account, 1e9)).toBeUndefined();
  });
});

describe("Refusals.verdict()", () => {
  test("is there at once where nobody ever answered, in the kernel's word", () => {
    const account = opened();
    const refusals = new Refusals();
    expect(refusals.verdict(account)).toBeUndefined();
    refusals.heard("ECONNREFUSED", 5);
    expect(refusals.verdict(account)).toEqual({ kind: "refused", peer: account.plan.peer });
    const unreachable = new Refusals();
    unreachable.heard("EHOSTUNREACH", 5);
    expect(unreachable.verdict(account)).toEqual({
      kind: "not-reachable",
      peer: account.plan.peer,
      code: "EHOSTUNREACH",
    });
  });

  test("needs a refusal after the time that a server has to come back, and not only that time", () => {
    const account = opened();
    account.sent(0, 0);
    answer(account, 1);
    const refusals = new Refusals();
    refusals.heard("ECONNREFUSED", 10);
    refusals.heard("ECONNREFUSED", 9 + serverGoneMs);
    expect(refusals.verdict(account)).toBeUndefined();
    refusals.heard("ECONNREFUSED", 10 + serverGoneMs);
    expect(refusals.verdict(account)?.kind).toBe("refused");
    refusals.over();
    expect(refusals.verdict(account)).toBeUndefined();
    refusals.heard("ECONNREFUSED", 1e9);
    expect(refusals.verdict(account)).toBeUndefined();
  });
});
