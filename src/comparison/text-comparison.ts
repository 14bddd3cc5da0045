/** TCP and UDP side by side: a section for each way in which they differ, with its lesson. */

import { formatEndpoint } from "../core/endpoint.ts";
import { defaultPort } from "../core/limits.ts";
import type { Protocol } from "../measurement/record.ts";
import type { MeasureMessages } from "../narration/measure-language.ts";
import type { SectionTopic } from "../narration/measure-topics.ts";
import { startCommand } from "../narration/topics.ts";
import type { Comparison, Report } from "./record.ts";
import { drawBoundaries, drawNobody, drawRepairs } from "./text-behaviour.ts";
import { drawExchanges } from "./text-exchanges.ts";
import { drawFirstAnswer } from "./text-first-answer.ts";
import type { Material } from "./text-material.ts";
import { aside, emphasis, heading, outsideText, paragraph, type TextStyle } from "./text-style.ts";
import { drawWays } from "./text-ways.ts";
import { drawWire } from "./text-wire.ts";

const sections: Readonly<Record<SectionTopic, (material: Material) => string[]>> = {
  firstAnswer: drawFirstAnswer,
  exchanges: drawExchanges,
  ways: drawWays,
  wire: drawWire,
  boundaries: drawBoundaries,
  nobody: drawNobody,
  repairs: drawRepairs,
};

export function drawComparison(
  report: Report,
  comparison: Comparison,
  messages: MeasureMessages,
  style: TextStyle,
): string[] {
  const sizes = [...new Set(report.series.map(({ sentenceBytes }) => sentenceBytes))].sort((a, b) => a - b);
  const material = { report, comparison, sizes, messages, style };
  const drawn = Object.entries(sections)
    .map(([topic, draw]) => ({ topic: topic as SectionTopic, lines: draw(material) }))
    .filter(({ lines }) => lines.length > 0);
  return [
    ...heading(messages.compare.title(describeSizes(sizes.length > 0 ? sizes : report.plan.sizes, messages)), style),
    ...tellMissing(material),
    ...tellHow(material),
    ...drawn.flatMap(({ topic, lines }, index) => {
      const [title, lesson] = sectionOf(topic, material);
      return ["", ...heading(`${index + 1}  ${title}`, style), ...paragraph(lesson, style), ...lines];
    }),
  ];
}

/** Of what was not measured, no lesson is given. */
function sectionOf(topic: SectionTopic, { comparison, messages }: Material): readonly [title: string, lesson: string] {
  const { section, sectionAlone } = messages.compare;
  if (comparison.missing === null) return section[topic];
  const measured = comparison.missing.protocol === "udp" ? "tcp" : "udp";
  return sectionAlone[measured][topic] ?? section[topic];
}

function describeSizes(sizes: readonly number[], messages: MeasureMessages): string {
  const [smallest = 0] = sizes;
  const largest = sizes.at(-1) ?? smallest;
  return sizes.length === 1 ? messages.sentencesOf(smallest) : messages.sentencesFrom(smallest, largest, sizes.length);
}

function tellMissing({ report, comparison, messages, style }: Material): string[] {
  if (comparison.missing === null) return [];
  const { missing, startBeside, startOrStop } = messages.compare;
  const { protocol, where, cause, server } = describeMissing(report, comparison.missing, messages);
  // Only where nobody named them does this program start its own.
  const wayOut = report.conditions.servers === "found" ? startOrStop : startBeside;
  return emphasis(`${missing(protocol, where, cause)} ${wayOut(server)}`, style);
}

/** Says in one line that nothing was compared, and why; undefined where both were there. */
export function formatMissing(report: Report, messages: MeasureMessages): string | undefined {
  const missing = report.comparison?.missing ?? null;
  if (missing === null) return undefined;
  const { protocol, where, cause, server } = describeMissing(report, missing, messages);
  return messages.compare.comparedAlone(protocol, where, cause, server);
}

function describeMissing(
  report: Report,
  { protocol, cause }: NonNullable<Comparison["missing"]>,
  messages: MeasureMessages,
): { protocol: Protocol; where: string; cause: string; server: string } {
  const { host, [protocol]: server } = report.conditions;
  return {
    protocol,
    where: server === null ? outsideText(host, 40) : formatEndpoint(server),
    cause: messages.compare.missingCause(outsideText(cause, 40)),
    server: startBesideOther(protocol, report),
  };
}

/** At the port at which the other one is. */
function startBesideOther(protocol: Protocol, { conditions }: Report): string {
  return startCommand(`${protocol}-server`, (conditions.udp ?? conditions.tcp)?.port ?? defaultPort);
}

function tellHow({ report, comparison, messages, style }: Material): string[] {
  const [first] = report.series;
  if (first === undefined) return [];
  const sent = comparison.missing === null ? messages.compare.inTurn : messages.closedLoop(first.window);
  return aside(`${sent} ${messages.warmup(first.warmup)}`, style);
}
