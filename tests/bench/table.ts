/** Results as text for a terminal. */

import type { Machine } from "./machine.ts";
import type { BenchResult, Row, WorkloadResult } from "./result.ts";
import type { Spread } from "./statistics.ts";

export function textTable(result: BenchResult): string {
  return [
    ...machineLines(result.machine),
    `${countOf(result.rounds, "round")} of ${result.seconds} s`,
    ...howToRead(result),
    ...result.workloads.flatMap(workloadLines),
  ].join("\n");
}

/** A ratio is not the quotient of the medians beside it: the computer is not as fast one second as the next. */
const ratioLines = [
  "ratio: the median of the rounds, of each rate to the mean of the yardstick's just before and just after it;",
  "the yardstick's own: to its turn before, which tells how much the computer swings",
];
const timeLines = [
  "p50 µs: the median time of an exchange, waiting in line included where several are in flight;",
  "later µs: how much longer that is than the mean of the yardstick's just before and just after it",
];

/** Of the times only where there are any. */
function howToRead({ workloads }: BenchResult): string[] {
  const rows = workloads.flatMap(({ rows }) => rows);
  const isTimed = rows.some(({ p50Us }) => p50Us !== undefined);
  return [...(rows.length === 0 ? [] : ratioLines), ...(isTimed ? timeLines : [])];
}

export function countOf(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? "" : "s"}`;
}

export function machineLines({ cpu, cores, system, load, pinnedTo, versions }: Machine): string[] {
  return [
    `${cores} × ${cpu}, ${system}, load before ${load.map((value) => value.toFixed(2)).join(" ")}`,
    pinnedTo === undefined ? "not pinned: taskset is not installed" : `servers and load generator on CPU ${pinnedTo}`,
    Object.entries(versions)
      .map(([name, version]) => `${name} ${version}`)
      .join(", "),
  ];
}

function workloadLines({ workload, generator, reference, rows, remarks }: WorkloadResult): string[] {
  const columns = columnsOf(workload.unit, reference).filter(([, cell]) => rows.some((row) => cell(row) !== ""));
  const header = columns.map(([head]) => head);
  const cells = rows.map((row) => columns.map(([, cell]) => cell(row)));
  return [
    "",
    `${workload.name}: ${workload.what} (asked by ${generator})`,
    ...(rows.length === 0 ? [] : aligned([header, ...cells])),
    ...remarks.map(({ server, text }) => `  ${server}: ${text}`),
  ];
}

function columnsOf(unit: string, reference: string): (readonly [head: string, cell: (row: Row) => string])[] {
  return [
    ["", ({ server }) => server],
    [`median ${unit}`, ({ rate }) => whole(rate)],
    [`ratio to ${reference}`, ({ ratio }) => ratio.median.toFixed(2)],
    ["min..max", ({ ratio }) => minMax(ratio)],
    ["p50 µs", ({ p50Us }) => p50Us?.toFixed(1) ?? ""],
    ["later µs", ({ laterUs }) => laterUs?.toFixed(1) ?? ""],
    ["bad", ({ bad }) => `${bad}`],
  ];
}

export function whole(rate: number): string {
  return Math.round(rate).toLocaleString("en");
}

export function minMax({ min, max }: Spread): string {
  return `${min.toFixed(2)}..${max.toFixed(2)}`;
}

/** Columns as wide as their widest cell; the first to the left, numbers to the right. */
export function aligned(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) => {
    const padded = row.map((cell, column) =>
      column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0),
    );
    return `  ${padded.join("  ")}`.trimEnd();
  });
}
