/** Bytes that answer nothing, as the account of a series takes them. */

import { describe, expect, test } from "bun:test";
import type { Account } from "../../src/measurement/account.ts";
import type { ExchangeRow } from "../../src/measurement/exchange-row.ts";
import { accountFor } from "./fake-carrier.ts";

function receive(account: Account, sequence: number, nowMs: number) {
  return account.received(account.sentences.expected(sequence), nowMs);
}

describe("Account.firstWrong", () => {
  test("is the first wrong reply, its bytes its own, beside what the last sentence would be answered by", () => {
    const account = accountFor({ sentenceBytes: 12 }, 0);
    account.sent(0, 0);
    account.sent(0, 0);
    const got = Buffer.from("nonsense");
    account.received(got, 1);
    got.fill(0);
    account.received(Buffer.from("more"), 2);
    const { firstWrong } = account;
    expect(Buffer.from(firstWrong?.got ?? []).toString()).toBe("nonsense");
    expect(Buffer.from(firstWrong?.expected ?? []).toString()).toBe("0000000001 X");
    expect(account.counts.wrong).toBe(2);
  });

  test("is there before anything was sent too: a server that greets is none of ours", () => {
    const rows: ExchangeRow[] = [];
    const account = accountFor({ sentenceBytes: 12 }, 0, (row) => rows.push(row));
    account.received(Buffer.from("220 ready"), 1);
    expect(Buffer.from(account.firstWrong?.expected ?? []).toString()).toBe("0000000000 X");
    expect(rows).toEqual([]);
  });
});

describe("Account.receivedCut()", () => {
  const half = Buffer.from("0000000000 TH");

  test("takes the beginning of a reply for a wrong one only where no whole one ever came", () => {
    const fresh = accountFor({}, 0);
    fresh.sent(0, 0);
    fresh.receivedCut(half, 1);
    expect(fresh.counts.wrong).toBe(1);

    const answered = accountFor({}, 0);
    answered.sent(0, 0);
    receive(answered, 0, 1);
    answered.sent(0, 0);
    answered.receivedCut(half, 2);
    expect(answered.counts.wrong).toBe(0);
    answered.receivedCut(Buffer.from("0000000001 th"), 3);
    expect(answered.counts.wrong).toBe(1);
  });

  test("takes a whole reply without its newline", () => {
    const account = accountFor({}, 0);
    account.beginCounting(0);
    account.sent(0, 0);
    account.sent(0, 0);
    receive(account, 0, 1);
    account.receivedCut(account.sentences.expected(1), 2);
    expect(account.counts).toMatchObject({ answered: 2, wrong: 0 });
  });
});
