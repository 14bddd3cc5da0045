/** The closed loop: as many sentences under way as the window has, and never one more; how it ends. */

import { describe, expect, test } from "bun:test";
import { runLoop } from "./fake-carrier.ts";

describe("Loop, closed", () => {
  for (const window of [1, 3, 64]) {
    test(`keeps exactly ${window} in flight, and sends exactly as many as were asked for`, async () => {
      const { series, carrier } = await runLoop({ window, count: 500, warmup: 100 }, (carrier) => {
        carrier.onSent = (sequence) => setImmediate(() => carrier.answer(sequence));
      });
      expect(carrier.mostWaiting).toBe(window);
      expect(series.counts).toMatchObject({ sent: 500, answered: 500 });
      expect([series.warmup, carrier.markedAfter, carrier.sent.length]).toEqual([100, 100, 600]);
      expect(series.end).toEqual({ kind: "done" });
    });
  }

  test("sends together what the replies of one turn make room for, the first at once, and not beyond the warm-up", async () => {
    const together: number[] = [];
    const { series, carrier } = await runLoop({ window: 8, count: 16, warmup: 4 }, (carrier) => {
      carrier.together = together;
      carrier.onSent = (sequence) => {
        // A window of replies in one turn, once it is full; the last ones too.
        if (sequence % 8 !== 7 && sequence !== 19) return;
        setImmediate(() => {
          for (let one = sequence - (sequence % 8); one <= sequence; one++) carrier.answer(one);
        });
      };
    });
    expect(together).toEqual([4, 4, 1, 7, 1, 3]);
    expect(carrier.mostWaiting).toBe(8);
    expect(series.counts).toMatchObject({ sent: 16, answered: 16 });
  });

  test("needs no window full: fewer sentences than the window has are sent once", async () => {
    const { series, carrier } = await runLoop({ window: 64, count: 5 }, (carrier) => {
      carrier.onSent = (sequence) => setImmediate(() => carrier.answer(sequence));
    });
    expect([carrier.mostWaiting, series.counts.answered]).toEqual([5, 5]);
  });

  test("leaves the clocks and the signals their turn, when replies come without end", async () => {
    const aborting = new AbortController();
    let ticks = 0;
    const plan = { window: 4, signal: aborting.signal, onTick: () => ticks++ };
    const { series } = await runLoop(plan, (carrier) => {
      carrier.onSent = (sequence) => queueMicrotask(() => carrier.answer(sequence));
      setTimeout(() => aborting.abort(), 300);
    });
    expect(series.end).toEqual({ kind: "interrupted" });
    expect(ticks).toBeGreaterThanOrEqual(1);
    const { sent, answered, unanswered } = series.counts;
    expect(sent).toBe(answered + unanswered);
    expect(unanswered).toBeLessThanOrEqual(4);
  });

  test("ends after the duration, and sends nothing that begins later", async () => {
    const durationMs = 120;
    const { series, carrier } = await runLoop({ durationMs, window: 2, warmup: 3 }, (carrier) => {
      carrier.onSent = (sequence) => setTimeout(() => carrier.answer(sequence), 5);
    });
    const [first, last] = [carrier.sent[3]?.sentMs ?? 0, carrier.sent.at(-1)?.sentMs ?? 0];
    expect(last - first).toBeLessThan(durationMs);
    expect(series.counts.sent).toBe(series.counts.answered);
    expect(series.warmup).toBe(3);
  });

  test("ends at the count or after the duration, whichever is first", async () => {
    const soon = (carrier: Parameters<Parameters<typeof runLoop>[1]>[0]) => {
      carrier.onSent = (sequence) => setImmediate(() => carrier.answer(sequence));
    };
    const byCount = await runLoop({ count: 10, durationMs: 60_000 }, soon);
    expect(byCount.series.counts.sent).toBe(10);
    const byDuration = await runLoop({ count: 1_000_000_000, durationMs: 50 }, soon);
    const { carrier } = byDuration;
    expect((carrier.sent.at(-1)?.sentMs ?? 0) - carrier.account.countingSinceMs).toBeLessThan(50);
    expect(byDuration.series.counts.sent).toBe(carrier.sent.length);
  });

  test("goes on when a reply is overdue, and takes it for late when it comes", async () => {
    const { series } = await runLoop({ count: 6, replyTimeoutMs: 30 }, (carrier) => {
      carrier.onSent = (sequence) => {
        if (sequence === 2) return; // never
        if (sequence === 4) setTimeout(() => carrier.answer(2), 5);
        setTimeout(() => carrier.answer(sequence), sequence === 4 ? 10 : 1);
      };
    });
    expect(series.counts).toMatchObject({ sent: 6, answered: 5, late: 1, unanswered: 0, outOfOrder: 1 });
  });

  test("ends when the last sentence is overdue, and then listens on", async () => {
    const { series } = await runLoop({ count: 3, replyTimeoutMs: 250 }, (carrier) => {
      carrier.listenOn = 40;
      carrier.onSent = (sequence) => {
        if (sequence === 2) return setTimeout(() => carrier.answer(0), 260); // once more, while we listen on
        return setImmediate(() => carrier.answer(sequence));
      };
    });
    expect(series.counts).toMatchObject({ sent: 3, answered: 2, unanswered: 1, duplicates: 1 });
    expect(series.elapsedMs).toBeGreaterThanOrEqual(250);
  });

  test("tries again where nothing could be sent", async () => {
    const { series } = await runLoop({ count: 2 }, (carrier) => {
      let tries = 0;
      carrier.accepts = () => ++tries > 2;
      carrier.onSent = (sequence) => setImmediate(() => carrier.answer(sequence));
    });
    expect(series.counts).toMatchObject({ sent: 2, answered: 2 });
  });

  test("ends as the carrier says, with what was measured until then", async () => {
    const { series, carrier } = await runLoop({ count: 100, window: 4 }, (carrier) => {
      carrier.onSent = (sequence) => {
        if (sequence === 50) carrier.end = { kind: "not-reachable", peer: carrier.account.plan.peer, code: "closed" };
        setImmediate(() => carrier.answer(sequence));
      };
    });
    expect(series.end).toMatchObject({ kind: "not-reachable", code: "closed" });
    expect(series.counts.sent).toBe(carrier.sent.length);
    const { answered, unanswered } = series.counts;
    expect([answered + unanswered, unanswered]).toEqual([carrier.sent.length, 3]);
  });

  test("keeps what was measured when it is interrupted, in the warm-up too, or before it began", async () => {
    const before = await runLoop({ signal: AbortSignal.abort() }, () => {});
    expect([before.series.end, before.carrier.sent]).toEqual([{ kind: "interrupted" }, []]);
    for (const warmup of [0, 100]) {
      const aborting = new AbortController();
      const { series } = await runLoop({ warmup, signal: aborting.signal }, (carrier) => {
        carrier.onSent = (sequence) =>
          setImmediate(() => (sequence === 20 ? aborting.abort() : carrier.answer(sequence)));
      });
      expect(series.end).toEqual({ kind: "interrupted" });
      expect(series.warmup).toBe(warmup === 0 ? 0 : 21);
      expect(series.counts).toMatchObject(warmup === 0 ? { sent: 20, answered: 20, unanswered: 0 } : { sent: 0 });
    }
  });
});

describe("Loop, between the warm-up and what counts", () => {
  test("lets nobody's exchange time pay for the mark", async () => {
    let markedMs = 0;
    const { series, carrier } = await runLoop({ count: 3, warmup: 2 }, (carrier) => {
      carrier.onMark = () => {
        const until = performance.now() + 50;
        while (performance.now() < until);
        markedMs = performance.now();
      };
      carrier.onSent = (sequence) => setImmediate(() => carrier.answer(sequence));
    });
    expect(carrier.sent[2]?.sentMs).toBeGreaterThanOrEqual(markedMs);
    expect(carrier.account.countingSinceMs).toBeGreaterThanOrEqual(markedMs);
    expect(series.counts.sent).toBe(3);
  });
});
