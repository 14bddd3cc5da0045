/** When a server gives its processor away, and when it waits to be woken up. */

import { describe, expect, test } from "bun:test";
import { GivingWay } from "../../src/core/giving-way.ts";
import { longMomentMs, momentsBetweenWaits, mostWaitsBetweenMoments } from "../../src/core/limits.ts";

/** Plays so many clients, one after the other: how often there was a wait, and how often the processor was given away. */
function serve(givingWay: GivingWay, clients: number, moment: { ms: number; isUsed: boolean }) {
  const did = { waits: 0, moments: 0 };
  for (let client = 0; client < clients; client++) {
    const gives = givingWay.isDue;
    if (gives) givingWay.gave(moment.ms, moment.isUsed);
    if (gives) did.moments++;
    if (gives && moment.isUsed) continue;
    givingWay.waited();
    did.waits++;
  }
  return did;
}

const short = { ms: longMomentMs / 10, isUsed: true };
const long = { ms: longMomentMs, isUsed: true };
const unused = { ms: longMomentMs / 10, isUsed: false };

describe("GivingWay", () => {
  test("is not due before a wait has shown that nobody else wants anything", () => {
    const givingWay = new GivingWay(longMomentMs);
    expect(givingWay.isDue).toBe(false);
    givingWay.waited();
    expect(givingWay.isDue).toBe(true);
  });

  test("is due as long as the client uses it, and waits now and then to see whether somebody else came", () => {
    expect(serve(new GivingWay(longMomentMs), 10 * (momentsBetweenWaits + 1), short)).toEqual({
      waits: 10,
      moments: 10 * momentsBetweenWaits,
    });
  });

  test.each([
    ["took long", long],
    ["was in vain", unused],
  ])("is hardly ever due where it %s", (_name, moment) => {
    const givingWay = new GivingWay(longMomentMs);
    serve(givingWay, 3 * mostWaitsBetweenMoments, moment);
    expect(serve(givingWay, 10 * mostWaitsBetweenMoments, moment).moments).toBeLessThanOrEqual(10);
  });

  test("is due again soon where it took long once, and at last where it did for a while", () => {
    const givingWay = new GivingWay(longMomentMs);
    serve(givingWay, 100, short);
    while (!givingWay.isDue) serve(givingWay, 1, short);
    serve(givingWay, 1, long);
    expect(serve(givingWay, 100, short).waits).toBeLessThan(10);
    serve(givingWay, 3 * mostWaitsBetweenMoments, long);
    serve(givingWay, 4 * mostWaitsBetweenMoments, short);
    expect(serve(givingWay, 10 * momentsBetweenWaits, short).waits).toBeLessThan(20);
  });
});
