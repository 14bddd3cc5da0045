/** Results as tables for a page: a row for each workload, a column for each server, or for each load generator. */

import type { BenchResult, WorkloadResult } from "./result.ts";
import { countOf, machineLines, minMax, whole } from "./table.ts";

/** `withTimes`: how much later than the reference's the median reply came stands beside the ratio. */
export function markdownTable(result: BenchResult, withTimes = false): string {
  const lines = machineLines(result.machine).map((line) => `- ${line}`);
  const measured = result.workloads.filter(({ rows }) => rows.length > 0);
  const references = [...new Set(measured.map(({ reference }) => reference))];
  const tables = references.flatMap((reference) => [
    "",
    ...tableOf(
      reference,
      measured.filter((each) => each.reference === reference),
      withTimes,
    ),
  ]);
  const isTimed = withTimes && measured.some(({ rows }) => rows.some(({ laterUs }) => laterUs !== undefined));
  return [
    ...lines,
    `- ${countOf(result.rounds, "round")} of ${result.seconds} s, ${result.startedAt}`,
    ...(isTimed ? ["- µs: how much later than the yardstick's the median reply came"] : []),
    ...tables,
    ...remarkLines(result),
  ].join("\n");
}

function tableOf(reference: string, results: readonly WorkloadResult[], withTimes: boolean): string[] {
  const others = [...new Set(results.flatMap(({ rows }) => rows.map(({ server }) => server)))].filter(
    (server) => server !== reference,
  );
  const header = ["workload", `${reference}, median`, `${reference} to itself`, ...others];
  return [header, header.map(() => "---"), ...results.map((each) => cellsOf(each, others, withTimes))].map(
    (cells) => `| ${cells.join(" | ")} |`,
  );
}

function cellsOf(
  { workload, reference, rows }: WorkloadResult,
  others: readonly string[],
  withTimes: boolean,
): string[] {
  const row = (name: string) => rows.find(({ server }) => server === name);
  const yardstick = row(reference);
  const own = yardstick === undefined ? [] : [`${whole(yardstick.rate)} ${workload.unit}`, minMax(yardstick.ratio)];
  const ratios = others.map((name) => {
    const found = row(name);
    if (found === undefined) return "–";
    const bad = found.bad === 0 ? "" : `, ${found.bad} bad`;
    const later = found.laterUs === undefined ? "" : `, ${signed(found.laterUs)} µs`;
    return `${found.ratio.median.toFixed(2)} (${minMax(found.ratio)}${bad})${withTimes ? later : ""}`;
  });
  return [`\`${workload.name}\``, ...own, ...ratios];
}

function signed(us: number): string {
  return `${us < 0 ? "−" : "+"}${Math.abs(us).toFixed(1)}`;
}

/** Each remark once, with the workloads that it is about. */
function remarkLines({ workloads }: BenchResult): string[] {
  const about = new Map<string, string[]>();
  for (const { workload, remarks } of workloads) {
    for (const { server, text } of remarks) {
      const remark = `${server}: ${text}`;
      about.set(remark, [...(about.get(remark) ?? []), workload.name]);
    }
  }
  if (about.size === 0) return [];
  return ["", ...[...about].map(([remark, names]) => `- ${remark} (${names.join(", ")})`)];
}
