/** The open loop: sentences are sent when they are due, whatever became of the others; how it ends. */

import { describe, expect, test } from "bun:test";
import { type FakeCarrier, runLoop } from "./fake-carrier.ts";

function answerSoon(carrier: FakeCarrier): void {
  carrier.onSent = (sequence) => setImmediate(() => carrier.answer(sequence));
}

/** When each was due, counted from the first. */
function schedule({ sent }: FakeCarrier): number[] {
  const first = sent[0]?.dueMs ?? 0;
  return sent.map(({ dueMs }) => dueMs - first);
}

describe("Loop, open", () => {
  for (const intervalMs of [0.05, 0.3, 1, 7]) {
    test(`makes sentences due every ${intervalMs} ms, and never sends one before`, async () => {
      const { series, carrier } = await runLoop({ intervalMs, count: 60, warmup: 5 }, answerSoon);
      expect(carrier.sent).toHaveLength(65);
      for (const [i, dueMs] of schedule(carrier).entries()) expect(dueMs).toBeCloseTo(i * intervalMs, 6);
      for (const { dueMs, sentMs } of carrier.sent) expect(sentMs).toBeGreaterThanOrEqual(dueMs);
      expect(series.counts).toMatchObject({ sent: 60, answered: 60 });
      expect(series.sendDelayMs?.n).toBe(60);
      expect(series.loop).toBe("open");
    });
  }

  test("sends on the same when nothing is answered: the window is none of its business", async () => {
    const { series, carrier } = await runLoop({ intervalMs: 1, count: 50, window: 1, replyTimeoutMs: 150 }, () => {});
    expect(carrier.mostWaiting).toBe(50);
    expect(schedule(carrier).at(-1)).toBeCloseTo(49, 6);
    expect(series.counts).toMatchObject({ sent: 50, unanswered: 50 });
  });

  test("counts a sentence's time from when it was due, though it was sent late", async () => {
    const blockedMs = 60;
    const { series, carrier } = await runLoop({ intervalMs: 10, count: 20 }, (carrier) => {
      carrier.onSent = (sequence) => {
        if (sequence === 5) {
          const until = performance.now() + blockedMs;
          while (performance.now() < until);
        }
        carrier.answer(sequence);
      };
    });
    // The sixth to tenth were due meanwhile; the schedule is not shifted by it.
    expect(schedule(carrier).at(-1)).toBeCloseTo(190, 6);
    expect(series.sendDelayMs?.maxMs).toBeGreaterThanOrEqual(blockedMs - 10);
    expect(series.exchangeMs?.maxMs).toBeGreaterThanOrEqual(blockedMs);
    const waited = series.samples.filter(({ exchangeMs }) => (exchangeMs ?? 0) >= 9);
    expect(waited.length).toBeGreaterThanOrEqual(5);
  });

  for (const [durationMs, intervalMs, sentences] of [
    [20, 0.1, 200],
    [21, 7, 3],
    [22, 7, 4],
    [30, 0.3, 100],
  ] as const) {
    test(`has ${sentences} sentences in ${durationMs} ms, one every ${intervalMs} ms`, async () => {
      const { series } = await runLoop({ intervalMs, durationMs, warmup: 3 }, answerSoon);
      expect(series.counts).toMatchObject({ sent: sentences, answered: sentences });
    });
  }

  test("leaves the clocks and the signals their turn, when it cannot keep up", async () => {
    const aborting = new AbortController();
    const { series, carrier } = await runLoop(
      { intervalMs: 0.000_001, count: 100_000_000, signal: aborting.signal },
      (carrier) => {
        carrier.onSent = (sequence) => {
          if (sequence === 0) setTimeout(() => aborting.abort(), 20);
        };
      },
    );
    expect(series.end).toEqual({ kind: "interrupted" });
    expect(carrier.sent.length).toBeLessThan(100_000_000);
  });

  test("ends with the last answer, and does not wait until another sentence would be due", async () => {
    const { series } = await runLoop({ intervalMs: 3_600_000, count: 1 }, answerSoon);
    expect(series.counts).toMatchObject({ sent: 1, answered: 1 });
  });

  for (const intervalMs of [1, 10]) {
    test(`settles a last sentence when it is overdue, and not at the next look around: interval ${intervalMs}`, async () => {
      let looks = 0;
      const plan = { intervalMs, count: 2, replyTimeoutMs: 15, onTick: () => looks++ };
      const { series } = await runLoop(plan, () => {});
      expect([series.counts.unanswered, looks]).toEqual([2, 0]);
      expect(series.elapsedMs).toBeGreaterThanOrEqual(15);
    });
  }

  test("has made its mark before the first sentence that counts is due", async () => {
    let markedMs = Number.POSITIVE_INFINITY;
    const { carrier } = await runLoop({ intervalMs: 150, count: 1, warmup: 1 }, (carrier) => {
      answerSoon(carrier);
      carrier.onMark = () => {
        markedMs = performance.now();
      };
    });
    expect(carrier.markedAfter).toBe(1);
    expect(carrier.sent[1]?.dueMs).toBeGreaterThanOrEqual(markedMs);
    const unwarmed = await runLoop({ intervalMs: 150, count: 1 }, (carrier) => {
      answerSoon(carrier);
      carrier.onMark = () => {
        markedMs = performance.now();
      };
    });
    expect(unwarmed.carrier.sent[0]?.dueMs).toBeGreaterThanOrEqual(markedMs);
  });

  test("has no time behind it when it is interrupted before the first sentence that counts is due", async () => {
    const aborting = new AbortController();
    const { carrier, series } = await runLoop(
      { intervalMs: 3_600_000, warmup: 1, signal: aborting.signal },
      (carrier) => {
        carrier.onSent = () => setImmediate(() => aborting.abort());
      },
    );
    expect([carrier.sent.length, series.counts.sent, series.sentencesPerSecond]).toEqual([1, 0, 0]);
  });
});
