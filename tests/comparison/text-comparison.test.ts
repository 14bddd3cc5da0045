/** The sections of a comparison: each from its own figures, in words that hold for them, and left out where there are none. */

import { describe, expect, test } from "bun:test";
import fc from "fast-check";
import type { Report } from "../../src/comparison/record.ts";
import { languages } from "../../src/narration/language.ts";
import { measureMessagesIn } from "../../src/narration/measure-language.ts";
import { seeded } from "../core/samples.ts";
import { flat, laidOut, linesOf, laidOutComparison as told, widestOf } from "./laid-out.ts";
import { difference, loopbackComparison, seriesOf, summary, wireOf } from "./text-builders.ts";
import { reports } from "./text-samples.ts";

const sections = measureMessagesIn("en").compare.section;

/** The numbered titles of a text. */
function titlesOf(text: string): string[] {
  return [...text.matchAll(/^\d {2}.+$/gm)].map(([title]) => title);
}

describe("A comparison", () => {
  test("has its seven sections in order, each with its lesson", () => {
    const text = told({});
    const all = Object.values(sections);
    expect(titlesOf(text)).toEqual(all.map(([title], index) => `${index + 1}  ${title}`));
    for (const [, lesson] of all) expect(text).toContain(`\n  ${lesson}\n`);
  });

  test("leaves out a section without figures, and numbers the others through", () => {
    const titles = titlesOf(told({ boundaries: [], nobody: [] }));
    expect(titles.at(-1)).toBe(`5  ${sections.repairs[0]}`);
    expect(titlesOf(laidOut(reports["a comparison of nothing"] as Report, "en"))).toEqual([]);
  });

  test("says at the top which server is missing, and compares nothing then", () => {
    const text = laidOut(reports["a comparison without a UDP server"] as Report, "en");
    expect(flat(text)).toContain(
      "No UDP server at localhost: nothing is listening there. What follows is about TCP alone. To compare, start one (udp-server --port 40002), or stop the other: where there is neither, both are started here.",
    );
    expect(text.indexOf("No UDP server")).toBeLessThan(text.indexOf("1  "));
    expect(text).not.toMatch(/ longer|times as long|No difference|UDP, one|over both/);
  });

  test.each([
    ["udp", /TCP|connection|stream|handshake/i],
    ["tcp", /UDP|datagram/i],
  ] as const)("that measured %s alone gives no lesson on the other", (protocol, other) => {
    const missing = { protocol: protocol === "udp" ? "tcp" : "udp", cause: "refused" } as const;
    const alone = { ...sections, ...measureMessagesIn("en").compare.sectionAlone[protocol] };
    const text = told({ missing });
    for (const [title, lesson] of Object.values(alone)) {
      expect(text).toContain(`  ${title}\n  ${lesson}\n`);
      expect(`${title} ${lesson}`).not.toMatch(other);
    }
  });
});

describe("On the wire", () => {
  test("marks what was computed, and nothing that was counted", () => {
    const wire = [
      { ...wireOf("datagrams", 32, 1_500, 56), headers: "observed" as const },
      wireOf("connection-per-sentence", 32, 5_500, 404),
    ];
    const text = told({ wire });
    expect(linesOf(text, "UDP, one socket").at(-1)).toBe("1.50 1.50 56 64");
    expect(linesOf(text, "TCP, a connection each").at(-1)).toBe("5.50* 5.50* 404* 64");
    expect(text).toContain("* computed");
    expect(told({ wire: wire.slice(0, 1) })).not.toContain("*");
    expect(
      linesOf(told({ wire: [{ ...wireOf("datagrams", 32, 0, 0), sentences: 0 }] }), "UDP, one socket").at(-1),
    ).toBe("– – 0* 64");
  });
});

describe("Borders, nobody and repairs", () => {
  test("list what came, cut where it is too much", () => {
    const pieces = Array<number>(40).fill(1);
    const text = flat(told({ boundaries: [{ protocol: "tcp", writes: [20, 20], pieces, seenBy: "client" }] }));
    expect(text).toContain(`wrote 20 + 20 bytes: 40 chunks of ${"1 + ".repeat(11)}1 …, as the replies came back`);
    expect(told({})).toContain("wrote 5 + 5 + 5 bytes: 1 chunk of 15, as the server saw it");
  });

  test("tell what a port without a program answers, and after how long", () => {
    const of = (outcome: "refused" | "silent" | "not-reachable" | "answered", code: string | null) =>
      told({ nobody: [{ protocol: "udp", port: 7, outcome, code, afterMs: 1_000 }] });
    expect(of("refused", "ECONNREFUSED")).toContain("UDP  to port 7: refused after 1000 ms (ECONNREFUSED)");
    expect(of("silent", null)).toContain("UDP  to port 7: silent for 1 s\n");
    expect(of("not-reachable", "EHOSTUNREACH")).toContain("not reachable, after 1000 ms (EHOSTUNREACH)");
    expect(of("answered", null)).toContain("answered after 1000 ms");
  });

  test("add up all series of a protocol, and do not guess what the kernel did not tell", () => {
    const { kernel, counts } = seriesOf("one-connection");
    const tcp = (retransmissions: number | null) =>
      seriesOf("one-connection", { kernel: { ...kernel, retransmissions } });
    const udp = seriesOf("datagrams", { counts: { ...counts, unanswered: 3, late: 4, duplicates: 5, outOfOrder: 6 } });
    const rows = (...retransmissions: (number | null)[]) =>
      linesOf(told({}, { series: [udp, udp, ...retransmissions.map(tcp)] }), "TCP").at(-1);
    expect(rows(40, 5)).toBe("0 0 0 0 0 45");
    expect(rows(40, null)).toBe("0 0 0 0 0 not told");
    expect(linesOf(told({}, { series: [udp, udp] }), "UDP").at(-1)).toBe("6 8 10 12 0 –");
  });
});

describe.each(languages)("The lessons in %s", (language) => {
  test("take one line each", () => {
    for (const [title, lesson] of Object.values(measureMessagesIn(language).compare.section)) {
      expect([lesson, Bun.stringWidth(lesson) <= 78]).toEqual([lesson, true]);
      expect([title, Bun.stringWidth(title) <= 77]).toEqual([title, true]);
    }
  });

  test("stay within 80 columns beside any figures", () => {
    const ms = fc.double({ min: -60_000, max: 60_000, noNaN: true });
    const count = fc.nat(1_000_000);
    const figures = fc.record({
      bytes: fc.uniqueArray(fc.integer({ min: 12, max: 65_507 }), { minLength: 1, maxLength: 3 }),
      ms,
      low: ms,
      high: ms,
      count,
    });
    fc.assert(
      fc.property(figures, ({ bytes, ms: medianMs, low: lowMs, high: highMs, count: n }) => {
        const exchangeMs = n === 0 ? null : summary(Math.abs(medianMs), n);
        const first = { predictedRoundTrips: 2, measuredMs: exchangeMs, connectMs: exchangeMs };
        const text = told(
          {
            ...loopbackComparison,
            firstAnswer: { udp: first, tcp: first, ratio: Math.abs(highMs) },
            differences: bytes.map((sentenceBytes) => difference({ sentenceBytes, medianMs, lowMs, highMs, pairs: n })),
            wire: bytes.map((size) => ({ ...wireOf("socket-per-datagram", size, n, Math.abs(lowMs)), sentences: 1 })),
          },
          {
            series: bytes.flatMap((sentenceBytes) => [
              seriesOf("datagrams", { sentenceBytes, exchangeMs }),
              seriesOf("one-connection", { sentenceBytes }),
            ]),
          },
          language,
        );
        expect(widestOf(text)).toBeLessThanOrEqual(80);
        expect(text).not.toMatch(/undefined|NaN|Infinity/);
      }),
      seeded,
    );
  });
});
