/** Replies in injected weather: when each goes out, and what is never sent. The clock is the test's. */

import { describe, expect, test } from "bun:test";
import fc from "fast-check";
import { maxHeldBackMs, maxWaitingReplies, maxWaitingReplyBytes, stopMs } from "../../src/core/limits.ts";
import { newUdpTotals } from "../../src/core/totals.ts";
import { address, Sky } from "./sky.ts";

describe("DelayedReplies hands out", () => {
  test("a reply after its delay, not before, and then no more", () => {
    const sky = new Sky({ delayMs: 50 });
    expect(sky.take("A", 1_000)).toMatchObject({ delayMs: 50, isDropped: false });
    expect(sky.replies.nextDueMs).toBe(1_050);
    expect(sky.due(1_049.9)).toEqual([]);
    expect(sky.due(1_050)).toEqual(["A"]);
    expect(sky.due(9_999)).toEqual([]);
    expect(sky.replies.nextDueMs).toBe(Number.POSITIVE_INFINITY);
    expect(sky.totals["injected-delay"]).toBe(1);
  });

  test("several in the order in which they are due, and those due together in the order in which they came", () => {
    const even = new Sky({ delayMs: 50 });
    for (const text of ["A", "B", "C"]) even.take(text, 1_000);
    expect(even.due(2_000)).toEqual(["A", "B", "C"]);
    const sky = new Sky({ delayMs: 50, jitterMs: 50 });
    const due = Array.from({ length: 100 }, (_, number) => {
      const fate = sky.take(`${number}`, 1_000);
      return { number, delayMs: typeof fate === "string" ? Number.NaN : fate.delayMs };
    });
    const order = due.toSorted((a, b) => a.delayMs - b.delayMs).map(({ number }) => `${number}`);
    expect(sky.replies.nextDueMs).toBe(1_000 + Math.min(...due.map(({ delayMs }) => delayMs)));
    expect(sky.due(1_100)).toEqual(order);
    expect(order).not.toEqual(order.toSorted((a, b) => Number(a) - Number(b)));
  });

  test("at once what has no delay, to where it goes", () => {
    const sky = new Sky({ duplicatePercent: 100 });
    sky.take("A", 1_000, 53_140);
    const reply = { bytes: Buffer.from("A"), port: 53_140, address };
    expect(sky.replies.takeDue(1_000)).toMatchObject([reply, reply]);
    expect(sky.totals).toMatchObject({ "injected-duplicate": 1, "injected-delay": 0 });
  });

  test("nothing of what is dropped, whatever else was rolled for it", () => {
    const sky = new Sky({ dropPercent: 100, delayMs: 50, duplicatePercent: 100, reorderPercent: 100 });
    expect(sky.take("A", 1_000)).toBe("injected-drop");
    expect(sky.due(9_999)).toEqual([]);
    expect(sky.totals).toEqual(newUdpTotals());
  });
});

describe("DelayedReplies keeps no more than", () => {
  test("so many replies, and takes another as soon as one has gone out", () => {
    const sky = new Sky({ delayMs: 50 });
    for (let number = 0; number < maxWaitingReplies; number++) sky.take("A", 1_000 + (number === 0 ? 0 : 1));
    expect(sky.take("B", 1_001)).toBe("injected-overflow");
    expect(sky.due(1_050).length).toBe(1);
    expect(sky.take("C", 1_050)).toMatchObject({ delayMs: 50 });
    expect(sky.take("D", 1_050)).toBe("injected-overflow");
    expect(sky.due(2_000).length).toBe(maxWaitingReplies);
    expect(sky.totals["injected-delay"]).toBe(maxWaitingReplies + 1);
  });

  test("so many replies, those held back included", () => {
    const sky = new Sky({ reorderPercent: 100 });
    for (let number = 0; number < maxWaitingReplies; number++) sky.take("A", 1_000);
    expect(sky.due(1_000)).toEqual([]);
    expect(sky.take("B", 1_000)).toBe("injected-overflow");
  });

  test("so many bytes, those held back included", () => {
    const sky = new Sky({ reorderPercent: 100 });
    const full = new Uint8Array(65_507);
    let taken = 0;
    while (typeof sky.take(full, 1_000) !== "string") taken++;
    expect(taken).toBe(Math.floor(maxWaitingReplyBytes / full.length));
    expect(sky.due(1_000)).toEqual([]);
    expect(sky.take(full, 1_001)).toBe("injected-overflow");
    expect(sky.due(1_000 + maxHeldBackMs).length).toBe(taken);
    expect(sky.take(full, 2_000)).toMatchObject({ isHeldBack: true });
  });

  test("but what does not wait goes out all the same", () => {
    const sky = new Sky({ delayMs: 0, jitterMs: 1_000, seed: 7 });
    let taken = 0;
    while (taken < 10 * maxWaitingReplies && sky.take("A", 1_000) !== "injected-overflow") taken++;
    const fates = Array.from({ length: 100 }, () => sky.take("B", 1_000));
    expect(new Set(fates.map((fate) => (typeof fate === "string" ? fate : fate.delayMs)))).toEqual(
      new Set(["injected-overflow", 0]),
    );
  });
});

describe("DelayedReplies, when the server stops,", () => {
  test("still hands out what is due in time, and gives up the rest", () => {
    const sky = new Sky({ delayMs: stopMs });
    sky.take("in time", 1_000);
    sky.take("late", 1_001);
    expect(sky.replies.stop(1_000).map(({ bytes }) => bytes.toString())).toEqual(["late"]);
    expect(sky.due(1_000 + stopMs)).toEqual(["in time"]);
    expect(sky.replies.nextDueMs).toBe(Number.POSITIVE_INFINITY);
  });

  test("takes nothing that would be due after the last one that is owed", () => {
    const sky = new Sky({ delayMs: 50 });
    sky.take("A", 1_000);
    sky.replies.stop(1_010);
    expect(sky.take("B", 1_011)).toBe("injected-late");
    expect(sky.due(1_050)).toEqual(["A"]);
    const idle = new Sky({ delayMs: 50 });
    expect(idle.replies.stop(1_000)).toEqual([]);
    expect(idle.take("C", 1_000)).toBe("injected-late");
  });

  test("has room again where it gave up what was late", () => {
    const sky = new Sky({ delayMs: stopMs, jitterMs: stopMs });
    const full = new Uint8Array(65_507);
    while (sky.take(full, 1_000) !== "injected-overflow");
    expect(sky.replies.stop(1_000).length).toBeGreaterThan(0);
    const fates = Array.from({ length: 20 }, () => sky.take(full, 1_000));
    expect(fates.some((fate) => typeof fate !== "string")).toBe(true);
    expect(new Set(fates.filter((fate) => typeof fate === "string"))).toEqual(new Set(["injected-late"]));
  });

  test("holds nothing back any more", () => {
    const sky = new Sky({ reorderPercent: 100, delayMs: 50 });
    sky.take("A", 1_000);
    sky.take("B", 1_020);
    expect(sky.due(1_050)).toEqual([]);
    sky.replies.stop(1_060);
    expect(sky.due(1_060)).toEqual(["A"]);
    expect(sky.due(1_070)).toEqual(["B"]);
    expect(sky.totals["injected-reorder"]).toBe(0);
  });
});

test("DelayedReplies hands out each reply as often as it was rolled, none before it is due, for random weather", () => {
  const percent = fc.constantFrom(0, 10, 50, 100);
  const options = fc.record({
    dropPercent: percent,
    duplicatePercent: percent,
    reorderPercent: percent,
    delayMs: fc.constantFrom(0, 30),
    jitterMs: fc.constantFrom(0, 50),
    seed: fc.nat(1_000_000),
  });
  const asks = fc.array(fc.record({ gapMs: fc.constantFrom(0, 1, 40, 600), port: fc.nat(2) }), { maxLength: 60 });
  fc.assert(
    fc.property(options, asks, (weather, sentences) => {
      const sky = new Sky(weather);
      const expected: string[] = [];
      const sent: string[] = [];
      const dueMs: number[] = [];
      let nowMs = 1_000;
      const send = () => {
        for (const text of sky.due(nowMs)) {
          expect(nowMs).toBeGreaterThanOrEqual(dueMs[Number(text)] ?? Number.NaN);
          sent.push(text);
        }
      };
      for (const [number, { gapMs, port }] of sentences.entries()) {
        nowMs += gapMs;
        const fate = sky.take(`${number}`, nowMs, port);
        dueMs.push(typeof fate === "string" ? Number.NaN : nowMs + fate.delayMs);
        if (typeof fate !== "string") expected.push(...Array(fate.isDuplicated ? 2 : 1).fill(`${number}`));
        send();
      }
      for (; sky.replies.nextDueMs < Number.POSITIVE_INFINITY; send()) nowMs = sky.replies.nextDueMs;
      expect(sent.toSorted()).toEqual(expected.toSorted());
      expect(sky.totals["injected-reorder"]).toBeLessThanOrEqual(sky.totals["injected-hold"]);
    }),
    { seed: 12_000, numRuns: 500 },
  );
});
