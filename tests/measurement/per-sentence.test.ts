/** A connection for each sentence, over pages that a test plays: several at a time, refused, and cut short. */

import { describe, expect, test } from "bun:test";
import type { Exchange } from "../../src/core/exchange.ts";
import type { ExchangeRow } from "../../src/measurement/exchange-row.ts";
import { type MeasurePlan, measureSeries } from "../../src/measurement/measure.ts";
import { FakePage, peer, replied } from "./fake-pages.ts";
import { expectRowsAddUp } from "./rows.ts";
import { planFor } from "./scenario.ts";

const reset: Exchange = { outcome: "reset", peer, partial: new Uint8Array(0) };
const closed: Exchange = { outcome: "closed", peer, partial: new Uint8Array(0) };

function measured(page: FakePage, plan: Partial<MeasurePlan>, rows: ExchangeRow[] = [], signal?: AbortSignal) {
  const whole = planFor(peer, { protocol: "tcp", way: "connection-per-sentence", ...plan }, signal);
  return measureSeries(whole, { connectTcp: page.connectTcp }, (row) => rows.push(row));
}

describe("tcpPerSentence()", () => {
  test("has as many connections at a time as the window, and closes each of them", async () => {
    const page = new FakePage();
    page.answer = async (sentence) => {
      await new Promise((resolve) => setImmediate(resolve));
      return replied(sentence, 0.25);
    };
    const rows: ExchangeRow[] = [];
    const series = await measured(page, { count: 100, window: 8, warmup: 8 }, rows);
    expect([page.connections, page.open, page.mostOpen]).toEqual([108, 0, 8]);
    expect(series.counts).toMatchObject({ sent: 100, answered: 100, connections: 100 });
    // The times are the page's, and nothing of ours.
    expect(series.exchangeMs).toMatchObject({ minMs: 0.25, maxMs: 0.25 });
    expect(series.connectMs).toMatchObject({ n: 100, minMs: 0.5, maxMs: 0.5 });
    expectRowsAddUp({ series, rows });
  });

  test("is refused at once where nobody ever answered, whatever the window", async () => {
    for (const window of [1, 8]) {
      const page = new FakePage();
      page.connect = async () => false;
      const series = await measured(page, { count: 100, window });
      expect(series.end).toEqual({ kind: "refused", peer });
      expect(series.counts).toMatchObject({ sent: window, answered: 0, unanswered: window, connections: 0 });
      expect(page.connections).toBe(window);
    }
  });

  test("asks again after a pause where there was a server, and forgets refusals when it is back", async () => {
    const page = new FakePage();
    page.connect = async (connection) => connection <= 20 || connection > 24;
    const rows: ExchangeRow[] = [];
    const series = await measured(page, { count: 60, window: 4 }, rows);
    expect(series.end).toEqual({ kind: "done" });
    expect(series.counts).toMatchObject({ sent: 60, answered: 56, unanswered: 4, connections: 56 });
    expectRowsAddUp({ series, rows });
  });

  test("says in an open loop how many were due while it waited to ask again", async () => {
    const page = new FakePage();
    page.connect = async (connection) => connection !== 3;
    const series = await measured(page, { durationMs: 200, count: null, intervalMs: 10 });
    const { sent, answered, unanswered, notSent } = series.counts;
    expect([sent, answered, unanswered]).toEqual([20 - notSent, sent - 1, 1]);
    expect(notSent).toBeGreaterThan(0);
  });

  test("takes a connection that was closed, reset or cut off for one sentence without an answer", async () => {
    for (const broken of [
      closed,
      { ...closed, partial: Buffer.from("0000000003 THE") },
      reset,
      { outcome: "unanswered", peer, tries: 1, waitedMs: 1, partial: new Uint8Array(0) } as const,
    ]) {
      const page = new FakePage();
      page.answer = async (sentence, connection) => (connection === 4 ? broken : replied(sentence));
      const series = await measured(page, { count: 10 });
      expect(series.counts).toMatchObject({ sent: 10, answered: 9, unanswered: 1, wrong: 0 });
      expect(series.counts.resets).toBe(broken.outcome === "reset" ? 1 : 0);
      expect([series.end.kind, page.open]).toEqual(["done", 0]);
    }
  });

  test("ends as the wrong service where a reply is not upper case", async () => {
    const page = new FakePage();
    page.answer = async (sentence, connection) =>
      connection === 4
        ? { ...(replied(sentence) as Exchange & { outcome: "replied" }), reply: sentence }
        : replied(sentence);
    const series = await measured(page, { count: 10 });
    expect(series.end).toMatchObject({ kind: "wrong-service", got: "0000000003 the quick brown fox x" });
    expect(series.counts).toMatchObject({ sent: 4, answered: 3, unanswered: 1, wrong: 1 });
  });
});

describe("tcpPerSentence(), interrupted", () => {
  test("closes what is under way, and enters nothing of it any more", async () => {
    const aborting = new AbortController();
    const page = new FakePage();
    const asked = Promise.withResolvers<void>();
    const late: Promise<Exchange>[] = [];
    page.answer = async (sentence, connection, whenClosed) => {
      if (connection <= 4) return replied(sentence);
      // A word of anything now would be a count too many.
      const answer = whenClosed.then(() => (connection % 2 === 0 ? replied(sentence) : reset));
      late.push(answer);
      if (late.length === 4) asked.resolve();
      return answer;
    };
    const rows: ExchangeRow[] = [];
    const measuring = measured(page, { count: 100, window: 4 }, rows, aborting.signal);
    await asked.promise;
    aborting.abort();
    const series = await measuring;
    const before = JSON.stringify([series, rows]);
    await Promise.all(late);
    await new Promise((resolve) => setImmediate(resolve));
    expect(JSON.stringify([series, rows])).toBe(before);
    expect([page.open, series.end.kind]).toEqual([0, "interrupted"]);
    expect(series.counts).toMatchObject({ sent: 4, answered: 4, unanswered: 0 });
    expectRowsAddUp({ series, rows });
  });

  test("closes a connection that comes about afterwards, without a word", async () => {
    const aborting = new AbortController();
    const page = new FakePage();
    const begun = Promise.withResolvers<void>();
    const connecting = Promise.withResolvers<boolean>();
    let asked = 0;
    page.connect = () => {
      begun.resolve();
      return connecting.promise;
    };
    page.answer = async (sentence) => {
      asked++;
      return replied(sentence);
    };
    const measuring = measured(page, { count: 1 }, [], aborting.signal);
    await begun.promise;
    aborting.abort();
    const series = await measuring;
    connecting.resolve(true);
    await new Promise((resolve) => setImmediate(resolve));
    expect([page.connections, page.open, asked]).toEqual([1, 0, 0]);
    expect(series.counts).toMatchObject({ sent: 0, unanswered: 0, connections: 0 });
  });
});
