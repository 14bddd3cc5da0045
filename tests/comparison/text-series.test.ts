/** One series and a sweep as text: every count, each apart, and the times that there are enough of. */

import { describe, expect, test } from "bun:test";
import fc from "fast-check";
import { newCounts } from "../../src/measurement/ledger.ts";
import type { Counts, Series } from "../../src/measurement/record.ts";
import { languages } from "../../src/narration/language.ts";
import { measureMessagesIn } from "../../src/narration/measure-language.ts";
import { seeded } from "../core/samples.ts";
import { hasDrops, laidOut, linesOf, lostWords, widestOf } from "./laid-out.ts";
import { binsOf, measurement, seriesOf, summary } from "./text-builders.ts";

const english = measureMessagesIn("en").counted(1_000);
/** Each topic's own number, so that none is taken for another. */
const counts: Counts = {
  ...{ sent: 1_000, answered: 900, late: 31, unanswered: 69, duplicates: 12, outOfOrder: 44 },
  ...{ wrong: 51, stray: 52, notSent: 53, icmpErrors: 54, connections: 55, resets: 56 },
};

function told(changes: Partial<Series>): string {
  return laidOut(measurement([seriesOf("datagrams", changes)]), "en");
}

/** The number after a count's name. */
function countOf(text: string, name: string): number {
  const [line = ""] = linesOf(text, name);
  return Number((line.split(" ")[0] ?? "").replaceAll(",", ""));
}

const anyMs = fc.double({ min: 0.001, max: 60_000, noNaN: true });
const anyCount = fc.nat(10_000_000);
const anyCounts = fc
  .record(
    Object.fromEntries(Object.keys(counts).map((name) => [name, anyCount])) as Record<keyof Counts, typeof anyCount>,
  )
  .map((made): Counts => ({ ...made, sent: made.answered + made.late + made.unanswered }));
const anySeries: fc.Arbitrary<Series> = fc
  .record({
    way: fc.constantFrom("datagrams", "socket-per-datagram", "one-connection", "connection-per-sentence"),
    counts: anyCounts,
    medianMs: anyMs,
    intervalMs: fc.constantFrom(0, 0.5, 20, 60_000),
    window: fc.integer({ min: 1, max: 65_536 }),
    replyTimeoutMs: fc.constantFrom(1, 1_000, 86_400_000, Number.POSITIVE_INFINITY),
    sentenceBytes: fc.integer({ min: 12, max: 65_507 }),
    perSecond: fc.double({ min: 0, max: 10_000_000, noNaN: true }),
    serverDrops: fc.option(anyCount),
  } as const)
  .map(({ way, medianMs, perSecond, serverDrops, ...changes }) => {
    const exchangeMs = changes.counts.answered === 0 ? null : summary(medianMs, changes.counts.answered);
    return seriesOf(way, {
      ...changes,
      exchangeMs,
      loop: changes.intervalMs > 0 ? "open" : "closed",
      jitterMs: medianMs,
      histogram: exchangeMs === null ? [] : binsOf(exchangeMs),
      sentencesPerSecond: perSecond,
      bytesPerSecond: perSecond * changes.sentenceBytes * 2,
      kernel: { retransmissions: serverDrops, segmentsOut: serverDrops, segmentsIn: null, serverDrops },
    });
  });

describe("A series", () => {
  test("tells each count under its own name", () => {
    const text = told({ counts, kernel: { ...seriesOf("datagrams").kernel, serverDrops: 57 } });
    for (const [topic, count] of Object.entries(counts)) {
      if (topic !== "sent") expect([topic, countOf(text, english[topic as "late"][0])]).toEqual([topic, count]);
    }
    expect(countOf(text, english.serverDrops[0])).toBe(57);
    expect(text).toContain("1,000 sentences sent");
  });

  test("tells the five fates even where there was none, and nothing else that did not occur", () => {
    const text = told({ counts: newCounts() });
    for (const topic of ["answered", "unanswered", "late", "duplicates", "outOfOrder"] as const) {
      expect(linesOf(text, english[topic][0]).length).toBe(1);
    }
    for (const topic of ["wrong", "stray", "notSent", "icmpErrors", "connections", "resets", "serverDrops"] as const) {
      expect(linesOf(text, english[topic][0])).toEqual([]);
    }
  });

  test("gives percentages to the parts of what was sent, and only to them", () => {
    const text = told({ counts });
    expect(linesOf(text, "answered")[0]).toStartWith("900 90.0 %");
    expect(linesOf(text, "unanswered")[0]).toStartWith("69 6.9 %");
    expect(linesOf(text, "late")[0]).toStartWith("31 3.1 %");
    expect(linesOf(text, "duplicate")[0]).not.toContain("%");
  });

  test("shows a percentile only of enough times", () => {
    const shown = (n: number) => linesOf(told({ exchangeMs: summary(1, n) }), "exchange time")[0];
    expect(shown(9)).toBe("0.800 1.00 1.10 – – – – 44.0");
    expect(shown(10)).toBe("0.800 1.00 1.10 1.30 – – – 44.0");
    expect(shown(20)).toBe("0.800 1.00 1.10 1.30 1.50 – – 44.0");
    expect(shown(100)).toBe("0.800 1.00 1.10 1.30 1.50 2.50 – 44.0");
    expect(shown(1_000)).toBe("0.800 1.00 1.10 1.30 1.50 2.50 9.00 44.0");
    expect(told({ exchangeMs: summary(1, 999) })).toContain("too few");
    expect(told({ exchangeMs: summary(1, 1_000) })).not.toContain("too few");
  });

  test("says a time that stands alone once", () => {
    const text = told({ connectMs: summary(3, 1) });
    expect(linesOf(text, "set-up time")).toEqual(["3.00"]);
    expect(text).not.toContain("too few");
  });

  test("keeps set-up, exchange and send delay apart", () => {
    const times = { exchangeMs: summary(2, 5), connectMs: summary(3, 5), sendDelayMs: summary(4, 5) };
    const text = told(times);
    expect(linesOf(text, "exchange time")[0]).toStartWith("1.60 2.00");
    expect(linesOf(text, "set-up time")[0]).toStartWith("2.40 3.00");
    expect(linesOf(text, "send delay")[0]).toStartWith("3.20 4.00");
    const none = told({ exchangeMs: null, jitterMs: null, histogram: [] });
    expect(none).toContain("there are no times");
    expect(none).not.toMatch(/exchange time|Jitter|█/);
  });

  test("says which loop it was, and what a time counts from in the open one", () => {
    expect(told({ window: 1 })).toContain("Closed loop, window 1");
    expect(told({ window: 256 })).toContain("Closed loop, window 256");
    expect(told({ loop: "open", intervalMs: 0.5 }).replace(/\s+/g, " ")).toMatch(
      /Open loop.* every 0.5 ms.*scheduled time/,
    );
  });

  test("tells what the kernel sent again of TCP, and that it does not tell", () => {
    const tcp = (kernel: Partial<Series["kernel"]>) =>
      laidOut(
        measurement([seriesOf("one-connection", { kernel: { ...seriesOf("one-connection").kernel, ...kernel } })]),
        "en",
      );
    expect(tcp({ retransmissions: 45 })).toContain("1,103 segments out, 1,102 in; 45 sent again");
    expect(tcp({ retransmissions: 45, segmentsOut: null })).toContain("Kernel: 45 sent again");
    expect(tcp({ retransmissions: null })).toContain("not told on this system");
    expect(told({})).not.toContain("ernel:");
  });
});

describe("A sweep", () => {
  const sweep = [16, 32, 64].map((sentenceBytes) =>
    seriesOf("datagrams", { sentenceBytes, ...(sentenceBytes === 32 ? { counts } : {}) }),
  );

  test("has a row for each size, and of more than two no details", () => {
    const text = laidOut(measurement(sweep), "en");
    for (const bytes of [16, 32, 64]) expect(linesOf(text, `${bytes}`).length).toBe(1);
    expect(text).not.toContain("Jitter");
    expect(laidOut(measurement(sweep.slice(0, 2)), "en").match(/Jitter/g)?.length).toBe(2);
  });

  test("leaves out no count that occurred", () => {
    const text = laidOut(measurement(sweep), "en").replace(/\s+/g, " ");
    expect(text).toContain(
      "At 32 bytes: 31 late, 12 duplicate, 44 out of order, 51 wrong, 52 stray, 53 not sent, 54 ICMP errors, 56 resets.",
    );
    expect(text).not.toContain("At 16 bytes");
  });
});

test("Any series adds up, fits 80 columns in both languages, and is lost only where that is proven", () => {
  fc.assert(
    fc.property(fc.array(anySeries, { minLength: 1, maxLength: 4 }), (series) => {
      for (const language of languages) {
        const text = laidOut(measurement(series), language);
        expect(widestOf(text)).toBeLessThanOrEqual(80);
        expect(text).not.toMatch(/undefined|NaN|Infinity/);
        expect(lostWords.test(text)).toBe(series.length <= 2 && hasDrops(series));
      }
      for (const one of series) {
        const text = laidOut(measurement([one]), "en");
        const [sent = ""] = /[\d,]+(?= sentences? sent)/.exec(text) ?? [];
        const parts = ["answered", "late", "unanswered"].map((name) => countOf(text, name));
        expect(parts.reduce((sum, part) => sum + part, 0)).toBe(Number(sent.replaceAll(",", "")));
      }
    }),
    seeded,
  );
});
