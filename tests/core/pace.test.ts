/** How much is printed, by a clock that the test turns. */

import { describe, expect, test } from "bun:test";
import { maxLinesPerSecond, noticeIntervalMs } from "../../src/core/limits.ts";
import { LinePace, NoticePace } from "../../src/core/pace.ts";

/** Offers so many lines at one moment. Returns how many were let through. */
function offer(pace: LinePace, lines: number): number {
  let allowed = 0;
  for (let line = 0; line < lines; line++) if (pace.allows()) allowed++;
  return allowed;
}

describe("LinePace", () => {
  test("lets so many lines of a second through and no more, and tells how many it skipped", () => {
    const pace = new LinePace();
    expect(pace.turn(0)).toBe(0);
    expect(offer(pace, maxLinesPerSecond)).toBe(maxLinesPerSecond);
    expect(offer(pace, 41)).toBe(0);
    expect(pace.turn(999)).toBe(0);
    expect(offer(pace, 1)).toBe(0);
    expect(pace.turn(1_000)).toBe(42);
    expect(offer(pace, maxLinesPerSecond + 1)).toBe(maxLinesPerSecond);
  });

  test("tells what was skipped only once", () => {
    const pace = new LinePace();
    pace.turn(0);
    offer(pace, maxLinesPerSecond + 5);
    expect(pace.turn(1_000)).toBe(5);
    expect(pace.turn(2_000)).toBe(0);
  });

  test("begins its second with the first turn after the last one, however late", () => {
    const pace = new LinePace();
    pace.turn(5_000_000);
    offer(pace, maxLinesPerSecond);
    expect(pace.turn(5_000_999)).toBe(0);
    expect(offer(pace, 1)).toBe(0);
    expect(pace.turn(5_007_500)).toBe(1);
    expect(pace.turn(5_008_499)).toBe(0);
    expect(offer(pace, maxLinesPerSecond + 2)).toBe(maxLinesPerSecond);
    expect(pace.turn(5_008_500)).toBe(2);
  });

  test("counts also lines that were skipped elsewhere, but not as printed", () => {
    const pace = new LinePace();
    pace.turn(0);
    pace.skip(7);
    expect(offer(pace, maxLinesPerSecond)).toBe(maxLinesPerSecond);
    expect(pace.turn(1_000)).toBe(7);
  });

  test("lets as many through as it is told to, where that is another number", () => {
    const pace = new LinePace(3);
    pace.turn(0);
    expect(offer(pace, 10)).toBe(3);
    expect(pace.turn(1_000)).toBe(7);
  });

  test("loses no line: what was allowed and what was skipped is what came", () => {
    const pace = new LinePace();
    let told = 0;
    let allowed = 0;
    let offered = 0;
    for (let ms = 0; ms < 10_000; ms += 37) {
      told += pace.turn(ms);
      allowed += offer(pace, ms % 90);
      offered += ms % 90;
    }
    expect(told + allowed + pace.turn(11_000)).toBe(offered);
    expect(allowed).toBeLessThanOrEqual(10 * maxLinesPerSecond);
  });
});

describe("NoticePace", () => {
  test("tells the first of a kind at once, whatever the clock says", () => {
    expect(new NoticePace<string>().add("full", 0)).toBe(1);
    expect(new NoticePace<string>().add("full", 7_000_000)).toBe(1);
  });

  test("is silent for a while then, and tells all of them together", () => {
    const pace = new NoticePace<string>();
    pace.add("full", 0);
    for (let ms = 1; ms < noticeIntervalMs; ms++) expect(pace.add("full", ms)).toBe(0);
    expect(pace.add("full", noticeIntervalMs)).toBe(noticeIntervalMs);
    expect(pace.add("full", noticeIntervalMs + 1)).toBe(0);
  });

  test("tells each kind for itself", () => {
    const pace = new NoticePace<string>();
    expect(pace.add("full", 0)).toBe(1);
    expect(pace.add("long", 1)).toBe(1);
    expect(pace.add("full", 2)).toBe(0);
    expect([...pace.due(noticeIntervalMs)]).toEqual([["full", 1]]);
  });
});

describe("NoticePace.due()", () => {
  test("has what was counted silently, when its time is over, and once", () => {
    const pace = new NoticePace<string>();
    pace.add("full", 0);
    pace.add("full", 10);
    pace.add("full", 20);
    expect([...pace.due(noticeIntervalMs - 1)]).toEqual([]);
    expect([...pace.due(noticeIntervalMs)]).toEqual([["full", 2]]);
    expect([...pace.due(noticeIntervalMs * 9)]).toEqual([]);
  });

  test("has nothing of what was told already, and does not delay the next", () => {
    const pace = new NoticePace<string>();
    pace.add("full", 0);
    expect([...pace.due(noticeIntervalMs)]).toEqual([]);
    expect(pace.add("full", noticeIntervalMs)).toBe(1);
  });

  test("begins the silence anew when it tells", () => {
    const pace = new NoticePace<string>();
    pace.add("full", 0);
    pace.add("full", 1);
    expect([...pace.due(noticeIntervalMs)]).toEqual([["full", 1]]);
    expect(pace.add("full", noticeIntervalMs + 1)).toBe(0);
    expect(pace.add("full", 2 * noticeIntervalMs)).toBe(2);
  });
});
