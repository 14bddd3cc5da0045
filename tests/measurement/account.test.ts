/** The account of a series: what is entered, and what the record and the rows say of it. */

import { describe, expect, test } from "bun:test";
import type { Account } from "../../src/measurement/account.ts";
import { noFigures } from "../../src/measurement/carrier.ts";
import type { ExchangeRow } from "../../src/measurement/exchange-row.ts";
import type { Series } from "../../src/measurement/record.ts";
import { accountFor } from "./fake-carrier.ts";

function close(account: Account, elapsedMs = 1_000): Series {
  return account.close(elapsedMs, { kernel: noFigures, fellBack: false, end: { kind: "done" } });
}

function receive(account: Account, sequence: number, nowMs: number) {
  return account.received(account.sentences.expected(sequence), nowMs);
}

/** The short of a row. */
function short({ sequence, phase, outcome, exchangeMs }: ExchangeRow): string {
  return `${sequence} ${phase} ${outcome} ${exchangeMs}`;
}

describe("Account.received()", () => {
  test("writes a row for each sentence, once, and one more for each that comes on top", () => {
    const rows: ExchangeRow[] = [];
    const account = accountFor({ replyTimeoutMs: 100, intervalMs: 10 }, 1_000, (row) => rows.push(row));
    account.sent(1_000, 1_000);
    account.beginCounting(1_010);
    for (const n of [1, 2, 3]) account.sent(1_000 + n * 10, 1_001 + n * 10);
    receive(account, 1, 1_025);
    receive(account, 1, 1_026);
    receive(account, 0, 1_030);
    expect(account.received(Buffer.from("0000000002 the"), 1_040)).toBe("wrong");
    account.ledger.expire(1_150);
    receive(account, 2, 1_160);
    const series = close(account);
    expect(rows.map(short)).toEqual([
      "1 measured answered 15",
      "1 measured duplicate 16",
      "0 warmup answered 30",
      "3 measured wrong null",
      "2 measured late 140",
      "3 measured unanswered null",
    ]);
    expect(rows[0]).toEqual({
      phase: "measured",
      protocol: "udp",
      way: "datagrams",
      sentenceBytes: 32,
      sequence: 1,
      scheduledMs: 10,
      sentMs: 11,
      outcome: "answered",
      exchangeMs: 15,
      connectMs: null,
    });
    expect(series.counts).toMatchObject({ sent: 3, answered: 1, late: 1, unanswered: 1, duplicates: 1, wrong: 1 });
    expect(series.exchangeMs).toMatchObject({ n: 1, minMs: 15, maxMs: 15 });
    expect(series.sendDelayMs).toMatchObject({ n: 3, minMs: 1, maxMs: 1 });
    expect(series.samples).toEqual([
      { sequence: 1, atMs: 0, exchangeMs: 15 },
      { sequence: 2, atMs: 10, exchangeMs: null }, // late
      { sequence: 3, atMs: 20, exchangeMs: null },
    ]);
  });

  test("leaves what came in the warm-up out of every count", () => {
    const account = accountFor({}, 0);
    account.sent(0, 0);
    account.received(Buffer.from("nothing of ours"), 1);
    Object.assign(account.counts, { stray: 2, notSent: 3, icmpErrors: 4, resets: 5 });
    account.connected(7);
    account.beginCounting(10);
    expect(Object.entries(close(account).counts).filter(([, count]) => count !== 0)).toEqual([["connections", 1]]);
  });

  test("takes the times of a socket of its own from its owner, and adds how late the sentence was sent", () => {
    const rows: ExchangeRow[] = [];
    const account = accountFor({ way: "connection-per-sentence", intervalMs: 10 }, 0, (row) => rows.push(row));
    account.beginCounting(0);
    account.sent(0, 4);
    account.received(account.sentences.expected(0), 50, { exchangeMs: 20, connectMs: 15 });
    expect(rows[0]).toMatchObject({ exchangeMs: 24, connectMs: 15 });
    expect(close(account).exchangeMs).toMatchObject({ n: 1, maxMs: 24 });
  });

  test("has nothing to say of a reply to a sentence that is forgotten, but that the server is there", () => {
    const rows: ExchangeRow[] = [];
    const account = accountFor({ mostSentences: 2 }, 0, (row) => rows.push(row));
    account.beginCounting(0);
    for (let i = 0; i < 3; i++) account.sent(0, 0);
    expect(rows.map(short)).toEqual(["0 measured unanswered null"]);
    expect(receive(account, 0, 5)).toBe("forgotten");
    expect(rows).toHaveLength(1);
    expect([account.replies, account.firstWrong, account.owed.askedInVain]).toEqual([1, undefined, 0]);
    expect(close(account).counts).toMatchObject({ sent: 3, unanswered: 3, wrong: 0, duplicates: 0 });
  });

  test("changes nothing in a record that is closed", () => {
    const account = accountFor({}, 0);
    account.beginCounting(0);
    account.sent(0, 0);
    account.sent(0, 0);
    const { counts } = close(account);
    const before = { ...counts };
    receive(account, 0, 5);
    receive(account, 0, 6);
    expect({ ...counts }).toEqual(before);
  });
});

describe("Account.close()", () => {
  test("counts rates by the time it is told, of what was answered in time", () => {
    const account = accountFor({ sentenceBytes: 100, replyTimeoutMs: 10 }, 0);
    account.beginCounting(0);
    for (let i = 0; i < 4; i++) account.sent(0, 0);
    for (const n of [0, 1]) receive(account, n, 1);
    receive(account, 2, 20);
    const series = close(account, 500);
    expect([series.sentencesPerSecond, series.bytesPerSecond, series.elapsedMs]).toEqual([4, 800, 500]);
    expect(close(accountFor({}, 0), 0).sentencesPerSecond).toBe(0);
  });

  test("says what was asked for, and how long the warm-up was", () => {
    const account = accountFor({ window: 7, intervalMs: 0, mostSentences: 9 }, 0);
    account.sent(0, 0);
    const cut = close(account);
    expect(cut).toMatchObject({
      loop: "closed",
      window: 7,
      warmup: 1,
      protocol: "udp",
      way: "datagrams",
      exchangeMs: null,
    });
    expect(cut).not.toHaveProperty("mostSentences");
  });
});
