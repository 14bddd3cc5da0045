/** Replies that are held back: what overtakes them, and how long they wait for it. The clock is the test's. */

import { describe, expect, test } from "bun:test";
import { maxHeldBackMs } from "../../src/core/limits.ts";
import { holdingBack, Sky, weatherWhere } from "./sky.ts";

describe("DelayedReplies holds back", () => {
  test("a reply until a later one to the same client has gone out", () => {
    const sky = new Sky(holdingBack(true, false, false));
    for (const text of ["A", "B", "C"]) sky.take(text, 1_000);
    expect(sky.due(1_000)).toEqual(["B", "A", "C"]);
    expect(sky.totals).toMatchObject({ "injected-hold": 1, "injected-reorder": 1 });
  });

  test("several until the same one, and lets them out in their order", () => {
    const sky = new Sky(holdingBack(true, true, false));
    for (const text of ["A", "B", "C"]) sky.take(text, 1_000);
    expect(sky.due(1_000)).toEqual(["C", "A", "B"]);
    expect(sky.totals).toMatchObject({ "injected-hold": 2, "injected-reorder": 2 });
  });

  test("a reply no longer than the limit, where no later one comes, and does not count it as overtaken", () => {
    const sky = new Sky(holdingBack(true));
    sky.take("A", 1_000);
    expect(sky.due(1_000)).toEqual([]);
    expect(sky.replies.nextDueMs).toBe(1_000 + maxHeldBackMs);
    expect(sky.due(1_000 + maxHeldBackMs - 0.1)).toEqual([]);
    expect(sky.due(1_000 + maxHeldBackMs)).toEqual(["A"]);
    expect(sky.totals).toMatchObject({ "injected-hold": 1, "injected-reorder": 0 });
    expect(sky.replies.nextDueMs).toBe(Number.POSITIVE_INFINITY);
  });

  test("not for the sake of another client, nor of another one with that port", () => {
    const sky = new Sky(holdingBack(true, false, false));
    sky.take("A", 1_000, 1);
    sky.take("B", 1_000, 2);
    sky.replies.take({ bytes: Buffer.from("C"), port: 1, address: "192.0.2.2" }, 1_000);
    expect(sky.due(1_000)).toEqual(["B", "C"]);
    expect(sky.totals["injected-reorder"]).toBe(0);
  });

  test("not until an earlier one, which would put them into their order again", () => {
    const sky = new Sky(
      weatherWhere(
        { reorderPercent: 50, delayMs: 50, jitterMs: 50 },
        (first, second) => !first.isHeldBack && second.isHeldBack && second.delayMs < first.delayMs,
      ),
    );
    sky.take("A", 1_000);
    sky.take("B", 1_000);
    expect(sky.due(1_100)).toEqual(["A"]);
    expect(sky.due(1_100 + maxHeldBackMs)).toEqual(["B"]);
    expect(sky.totals["injected-reorder"]).toBe(0);
  });

  test("both copies of a duplicate, and counts them as one reply", () => {
    const sky = new Sky({ ...holdingBack(true, false), duplicatePercent: 100 });
    sky.take("A", 1_000);
    sky.take("B", 1_000);
    expect(sky.due(1_000)).toEqual(["B", "A", "A", "B"]);
    expect(sky.totals).toMatchObject({ "injected-hold": 1, "injected-reorder": 1, "injected-duplicate": 2 });
  });
});
