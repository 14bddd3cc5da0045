/** Lays out a text for a test, as a terminal of 80 columns without colours would show it. */

import type { Comparison, Report } from "../../src/comparison/record.ts";
import { formatReport } from "../../src/comparison/text.ts";
import type { TextStyle } from "../../src/comparison/text-style.ts";
import type { Series } from "../../src/measurement/record.ts";
import type { Language } from "../../src/narration/language.ts";
import { measureMessagesIn } from "../../src/narration/measure-language.ts";
import { comparisonReport } from "./text-builders.ts";

const as = (text: string) => text;
export const plain: TextStyle = { columns: 80, colors: { bold: as, dim: as } };

export function laidOut(report: Report, language: Language, style = plain): string {
  return formatReport(report, measureMessagesIn(language), style);
}

/** A comparison on loopback with these changes. */
export function laidOutComparison(
  changes: Partial<Comparison>,
  report: Partial<Report> = {},
  language: Language = "en",
): string {
  return laidOut(comparisonReport(changes, report), language);
}

/** A text in one line, for what may be broken anywhere. */
export function flat(text: string): string {
  return text.replace(/\s+/g, " ");
}

export function widestOf(text: string): number {
  return Math.max(...text.split("\n").map((line) => Bun.stringWidth(line)));
}

/** What may be said to be lost: only what the server's kernel counted. */
export const lostWords = /\blo(st|ss|se|sing)\b|손실|분실|유실|잃|사라/i;

export function hasDrops(series: readonly Series[]): boolean {
  return series.some(({ kernel }) => (kernel.serverDrops ?? 0) > 0);
}

/** The lines of a text that begin with this word, without it; each with its blanks made one. */
export function linesOf(text: string, begin: string): string[] {
  return text
    .split("\n")
    .map((line) => line.trim().replace(/\s+/g, " "))
    .filter((line) => line.startsWith(`${begin} `))
    .map((line) => line.slice(begin.length + 1));
}
