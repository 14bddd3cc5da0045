/** Results as text for a terminal. */

import type { Machine } from "./machine.ts";
import type { BenchResult, Row, WorkloadResult } from "./result.ts";
import type { Spread } from "./statistics.ts";

export function textTable(result: BenchResult): string {
  return [
    ...machineLines(result.machine),
    `${countOf(result.rounds, "round")} of ${result.seconds} s`,
    ...howToRead,
    ...result.workloads.flatMap(workloadLines),
  ].join("\n");
}

/** A ratio is not the quotient of the medians beside it: the computer is not as fast one second as the next. */
const howToRead = [
  "ratio: the median of the rounds, of each rate to the mean of the yardstick's just before and just after it;",
  "the yardstick's own: to its turn before, which tells how much the computer swings",
];

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
  const header = ["", `median ${workload.unit}`, `ratio to ${reference}`, "min..max", "p50 µs", "later µs", "bad"];
  return [
    "",
    `${workload.name}: ${workload.what} (asked by ${generator})`,
    ...(rows.length === 0 ? [] : aligned([header, ...rows.map((row) => cells(row))])),
    ...remarks.map(({ server, text }) => `  ${server}: ${text}`),
  ];
}

function cells({ server, rate, ratio, p50Us, laterUs, bad }: Row): string[] {
  const times = [p50Us, laterUs].map((us) => us?.toFixed(1) ?? "");
  return [server, whole(rate), ratio.median.toFixed(2), minMax(ratio), ...times, `${bad}`];
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
