/** Whole reports as text: how they look, and what holds for every one of them. */

import { describe, expect, test } from "bun:test";
import type { Report } from "../../src/comparison/record.ts";
import { languages } from "../../src/narration/language.ts";
import { hasDrops, laidOut, lostWords, plain, widestOf } from "./laid-out.ts";
import { comparisonReport, conditions } from "./text-builders.ts";
import { hostile, reports } from "./text-samples.ts";

const samples = Object.entries(reports);

describe.each(languages)("formatReport() in %s", (language) => {
  test.each(samples)("lays out %s", (_what, report) => {
    expect(`\n${laidOut(report, language)}`).toMatchSnapshot();
  });

  test.each(samples)("keeps %s within 80, 100 and 120 columns", (_what, report) => {
    for (const columns of [80, 100, 120]) {
      expect(widestOf(laidOut(report, language, { ...plain, columns }))).toBeLessThanOrEqual(columns);
    }
  });

  test.each(samples)("shows of %s no value that is none, and no gap", (_what, report) => {
    const text = laidOut(report, language);
    expect(text).not.toMatch(/undefined|null|NaN|Infinity|\[object/);
    expect(text).not.toMatch(/\n\n\n|^\n|[^\n]$|\n\n$/);
    expect(text).not.toMatch(/ $/m);
  });

  test.each(samples)("says lost in %s only of what the server's kernel counted", (_what, report) => {
    const text = laidOut(report, language);
    if (hasDrops(report.series)) expect(text).toMatch(lostWords);
    else expect(text).not.toMatch(lostWords);
  });

  test.each(samples)("colours %s without changing a letter of it", (_what, report) => {
    const [bold, dim, off] = ["\x1b[1m", "\x1b[2m", "\x1b[22m"];
    const colors = { bold: (text: string) => bold + text + off, dim: (text: string) => dim + text + off };
    const coloured = laidOut(report, language, { columns: 80, colors });
    expect(Bun.stripANSI(coloured)).toBe(laidOut(report, language));
    // Each line ends what it began, so that a pager that cuts the text shows nothing too far.
    const times = (line: string, code: string) => line.split(code).length - 1;
    for (const line of coloured.split("\n")) expect(times(line, off)).toBe(times(line, bold) + times(line, dim));
    expect(times(coloured, bold)).toBeGreaterThan(0);
    expect(times(coloured, dim)).toBeGreaterThan(0);
  });

  test("fits a comparison on 60 lines", () => {
    const text = laidOut(reports["a comparison on loopback"] as Report, language);
    expect(text.trimEnd().split("\n").length).toBeLessThanOrEqual(60);
  });

  test("lets nothing from outside act on the terminal", () => {
    const report = comparisonReport(
      {
        missing: { protocol: "udp", cause: hostile },
        nobody: [{ protocol: "tcp", port: 7, outcome: "not-reachable", code: hostile, afterMs: 1 }],
      },
      {
        conditions: {
          ...conditions,
          servers: "given",
          udp: null,
          host: hostile,
          processors: hostile,
          congestionControl: hostile,
        },
      },
    );
    const text = laidOut(report, language);
    expect(text.replaceAll("\n", "")).not.toMatch(/[\p{Cc}\p{Cs}\p{Bidi_Control}]/u);
    expect(text).toContain("\\x1b[2J");
    expect(widestOf(text)).toBeLessThanOrEqual(80);
  });
});
