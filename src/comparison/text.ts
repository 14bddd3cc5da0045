/** The report as text for people. */

import type { MeasureMessages } from "../narration/measure-language.ts";
import type { Report } from "./record.ts";
import { drawComparison } from "./text-comparison.ts";
import { drawConditions } from "./text-conditions.ts";
import { drawSeries } from "./text-series.ts";
import { heading, type TextStyle } from "./text-style.ts";
import { drawSweep } from "./text-sweep.ts";

/** Of so many sizes each is shown in full. */
const mostInFull = 2;

/** Lays out a report; it ends with a newline. The lines fit the columns, if those are 80 at least. */
export function formatReport(report: Report, messages: MeasureMessages, style: TextStyle): string {
  const lines = [
    ...drawEnd(report, messages, style),
    ...drawBody(report, messages, style).flatMap((lines) => [...lines, ""]),
    ...drawConditions(report.conditions, messages, style),
  ];
  return `${lines.join("\n")}\n`;
}

/** A report of a run that was cut short says so first. */
function drawEnd({ end }: Report, messages: MeasureMessages, style: TextStyle): string[] {
  if (end.kind === "done") return [];
  const text = `${messages.notComplete} ${messages.endedBy[end.kind]}`;
  return [...heading(text, style), ""];
}

function drawBody(report: Report, messages: MeasureMessages, style: TextStyle): string[][] {
  if (report.comparison !== null) return [drawComparison(report, report.comparison, messages, style)];
  const blocks =
    report.series.length <= mostInFull ? report.series.map((series) => drawSeries(series, messages, style)) : [];
  const [first, ...others] = report.series;
  const table = first === undefined || others.length === 0 ? [] : [drawSweep([first, ...others], messages, style)];
  return [...table, ...blocks];
}
