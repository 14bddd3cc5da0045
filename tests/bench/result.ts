/** What a run of the bench found. */

import type { Machine } from "./machine.ts";
import { median, type Spread, spread } from "./statistics.ts";
import type { Turns } from "./turns.ts";
import type { Workload } from "./workloads.ts";

export interface Row {
  readonly server: string;
  /** Median of the rates, in the workload's unit. */
  readonly rate: number;
  readonly rates: readonly number[];
  /** To the reference; of the reference, to itself a turn before: that is how much the computer swings. */
  readonly ratio: Spread;
  readonly p50Us: number | undefined;
  /** How much longer than the reference's the median exchange took. */
  readonly laterUs: number | undefined;
  /** Replies that were wrong, missing or short; not those that its server may lose. */
  readonly bad: number;
}

export interface Remark {
  readonly server: string;
  readonly text: string;
}

export interface WorkloadResult {
  readonly workload: Pick<Workload, "name" | "what" | "unit">;
  readonly generator: string;
  readonly reference: string;
  readonly rows: readonly Row[];
  /** Who was left out and why, and what has to be known of the others. */
  readonly remarks: readonly Remark[];
}

export interface BenchResult {
  readonly startedAt: string;
  readonly machine: Machine;
  readonly rounds: number;
  readonly seconds: number;
  readonly workloads: readonly WorkloadResult[];
}

export function rowOf(server: string, { measured, ratios, laterUs }: Turns, mayLose = false): Row {
  const times = measured.flatMap(({ p50Us }) => p50Us ?? []);
  const rates = measured.map(({ rate }) => rate);
  return {
    server,
    rate: median(rates),
    rates,
    ratio: spread(ratios),
    p50Us: times.length === 0 ? undefined : median(times),
    laterUs: laterUs.length === 0 ? undefined : median(laterUs),
    bad: measured.reduce((sum, { wrong, missing }) => sum + wrong + (mayLose ? 0 : missing), 0),
  };
}

export function badReplies({ workloads }: BenchResult): number {
  return workloads.flatMap(({ rows }) => rows).reduce((sum, { bad }) => sum + bad, 0);
}
