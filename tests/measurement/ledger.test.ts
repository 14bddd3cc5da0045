/** What became of each sentence: example by example. */

import { describe, expect, test } from "bun:test";
import { Ledger, type Remembered } from "../../src/measurement/ledger.ts";

/** A ledger that counts from the first sentence on, with a timeout of 100 ms, and what it told of. */
function openLedger(sentences: number | null = 100, replyTimeoutMs = 100) {
  const unanswered: Remembered[] = [];
  const ledger = new Ledger(replyTimeoutMs, sentences, (sentence) => unanswered.push(sentence));
  ledger.firstCounted = 0;
  function send(...sentMs: number[]): void {
    for (const ms of sentMs) ledger.sent(ms, ms);
  }
  return { ledger, unanswered, send };
}

describe("Ledger.reply()", () => {
  test("is in time before the end of the timeout, and late from then on, whether or not anybody looked at the clock", () => {
    for (const expiresFirst of [false, true]) {
      const { ledger, send } = openLedger();
      send(0, 0);
      if (expiresFirst) ledger.expire(99.9);
      expect(ledger.reply(0, 99.9)).toBe("answered");
      if (expiresFirst) ledger.expire(100);
      expect(ledger.reply(1, 100)).toBe("late");
      expect(ledger.counts).toMatchObject({ sent: 2, answered: 1, late: 1 });
    }
  });

  test("is a duplicate from the second time on, after a late reply too", () => {
    const { ledger, send } = openLedger();
    send(0, 0);
    expect([ledger.reply(0, 1), ledger.reply(0, 2), ledger.reply(0, 300)]).toEqual([
      "answered",
      "duplicate",
      "duplicate",
    ]);
    expect([ledger.reply(1, 300), ledger.reply(1, 301)]).toEqual(["late", "duplicate"]);
    expect(ledger.counts).toMatchObject({ answered: 1, late: 1, duplicates: 3, outOfOrder: 0 });
  });

  test("is unknown where nothing with that number was sent", () => {
    const { ledger, send } = openLedger();
    expect(ledger.reply(0, 1)).toBe("unknown");
    send(0);
    expect([ledger.reply(1, 1), ledger.reply(9_999_999_999, 1)]).toEqual(["unknown", "unknown"]);
    expect(ledger.counts).toMatchObject({ sent: 1, answered: 0 });
  });

  test("is out of order where a later sentence was answered before (RFC 4737 3.3); a duplicate never is", () => {
    const { ledger, send } = openLedger();
    send(0, 0, 0, 0, 0);
    for (const sequence of [0, 3, 1, 2, 3, 1, 4]) ledger.reply(sequence, 1);
    expect(ledger.counts).toMatchObject({ answered: 5, outOfOrder: 2, duplicates: 2 });
  });

  test("does not count for the warm-up, but what counts can be out of order behind nothing of it", () => {
    const { ledger, send } = openLedger();
    ledger.firstCounted = 2;
    send(0, 0, 0, 0);
    for (const sequence of [1, 2, 0, 0, 3]) ledger.reply(sequence, 1);
    expect(ledger.counts).toMatchObject({ sent: 2, answered: 2, outOfOrder: 0, duplicates: 0 });
  });
});

describe("Ledger.waiting and Ledger.deadlineMs()", () => {
  test("follow the sentence that waits longest", () => {
    const { ledger, send } = openLedger();
    expect([ledger.waiting, ledger.deadlineMs()]).toEqual([0, undefined]);
    send(10, 20, 30);
    expect([ledger.waiting, ledger.deadlineMs()]).toEqual([3, 110]);
    ledger.reply(0, 40);
    ledger.giveUp(1);
    expect([ledger.waiting, ledger.deadlineMs()]).toEqual([1, 130]);
    ledger.giveUp(1);
    ledger.reply(1, 41);
    expect([ledger.waiting, ledger.deadlineMs()]).toEqual([1, 130]);
    expect([ledger.giveUpAll(), ledger.waiting, ledger.deadlineMs()]).toEqual([1, 0, undefined]);
  });

  test("know a patience that never ends", () => {
    const { ledger, send } = openLedger(10, Number.POSITIVE_INFINITY);
    send(0, 0);
    expect([ledger.deadlineMs(), ledger.expire(1e12)]).toEqual([Number.POSITIVE_INFINITY, 0]);
    expect(ledger.reply(0, 1e12)).toBe("answered");
    expect([ledger.giveUpAll(), ledger.waiting]).toEqual([1, 0]);
  });
});

describe("Ledger.close()", () => {
  test("tells of every sentence without a reply, once and in order, when it was due and when it was sent", () => {
    const { ledger, unanswered } = openLedger();
    for (let i = 0; i < 4; i++) ledger.sent(i * 10, i * 10 + 1);
    ledger.reply(1, 12);
    ledger.expire(115);
    ledger.close();
    ledger.close();
    expect(unanswered).toEqual([
      { sequence: 0, dueMs: 0, sentMs: 1 },
      { sequence: 2, dueMs: 20, sentMs: 21 },
      { sequence: 3, dueMs: 30, sentMs: 31 },
    ]);
    expect(ledger.counts).toMatchObject({ sent: 4, answered: 1, unanswered: 3 });
    expect(ledger.waiting).toBe(0);
  });
});

describe("Ledger, when there are more sentences than it remembers", () => {
  test("gives the oldest up for good, and tells so then", () => {
    const { ledger, unanswered, send } = openLedger(3);
    send(0, 1, 2);
    ledger.reply(1, 3);
    expect(unanswered).toEqual([]);
    send(3);
    expect(unanswered.map(({ sequence }) => sequence)).toEqual([0]);
    expect([ledger.waiting, ledger.deadlineMs()]).toEqual([2, 102]);
    send(4);
    expect(unanswered).toHaveLength(1);
    expect(ledger.remembered(4)).toEqual({ sequence: 4, dueMs: 4, sentMs: 4 });
    expect([ledger.reply(2, 5), ledger.reply(2, 6)]).toEqual(["answered", "duplicate"]);
    ledger.close();
    expect(ledger.counts).toMatchObject({ sent: 5, answered: 2, unanswered: 3 });
  });

  test("never takes an answer to a sentence that is forgotten for one to the sentence in its place", () => {
    const { ledger, send } = openLedger(3);
    send(0, 0, 0, 0, 0);
    expect([ledger.reply(0, 1), ledger.reply(1, 1)]).toEqual(["forgotten", "forgotten"]);
    expect([ledger.reply(3, 1), ledger.reply(4, 1)]).toEqual(["answered", "answered"]);
    expect(ledger.reply(5, 1)).toBe("unknown");
  });
});
