/** Runs a client as a measuring program: one protocol, one series for each size. */

import { resolve } from "node:path";
import type { Report } from "../comparison/record.ts";
import type { Endpoint } from "../core/endpoint.ts";
import type { Account } from "../measurement/account.ts";
import { measureSeries, type Pages } from "../measurement/measure.ts";
import type { End, Plan, Protocol, Series, Way } from "../measurement/record.ts";
import { type MeasureMessages, measureMessagesIn } from "../narration/measure-language.ts";
import { type MeasureRunMessages, measureRunMessagesIn } from "../narration/measure-run.ts";
import { isOwnAddress } from "../system/own-addresses.ts";
import { CsvFile } from "./csv-file.ts";
import { InterimLines } from "./interim.ts";
import { Interruption } from "./interruption.ts";
import type { MeasureOptions } from "./measure-options.ts";
import { measurePlan } from "./measure-plan.ts";
import { cannotWrite, conditionsOf, tellReport } from "./measure-report.ts";
import { type ExitCode, exitCodes, type Run } from "./program.ts";
import { Progress } from "./progress.ts";

/** What a run of several series shares. */
export interface Measuring {
  readonly run: Run;
  readonly messages: MeasureMessages;
  readonly says: MeasureRunMessages;
  readonly plan: Plan;
  readonly interruption: Interruption;
  readonly progress: Progress;
  readonly csv: CsvFile | undefined;
  /** Tells that from here on each sentence has a connection of its own. */
  readonly tellFallback: () => void;
}

/** Opens the files that are asked for, then measures; says what is wrong with a file first, and not after the work. */
export async function withMeasuring(run: Run, measure: (measuring: Measuring) => Promise<ExitCode>): Promise<ExitCode> {
  const { options } = run;
  const messages = measureMessagesIn(options.language);
  const says = measureRunMessagesIn(options.language);
  const { csv: csvPath, report: reportPath } = options.measure;
  if (csvPath !== null && reportPath !== null && resolve(csvPath) === resolve(reportPath)) {
    run.tell(says.sameFile(csvPath));
    return exitCodes.misuse;
  }
  const opened = openFiles(options.measure);
  if ("error" in opened) {
    run.tell(says.cannotWriteFile(opened.path, opened.error));
    return exitCodes.failed;
  }
  const { csv } = opened;
  using interruption = new Interruption();
  const progress = Progress.begin(run, interruption);
  const tellFallback = onceOnly(() => {
    progress.hide();
    run.tell(says.fellBack);
  });
  const plan = measurePlan(options);
  const code = await measure({ run, messages, says, plan, interruption, progress, csv, tellFallback });
  csv?.close();
  if (csv?.error !== undefined) {
    run.tell(says.cannotWriteFile(csvPath ?? "", csv.error));
    return exitCodes.failed;
  }
  if (csvPath !== null && !options.quiet) run.tell(says.wroteFile(csvPath));
  return code;
}

type Files = Pick<MeasureOptions, "csv" | "report">;

/** The CSV file is emptied last: where anything is wrong with the other one, it keeps what it holds. */
function openFiles(paths: Files): { csv: CsvFile | undefined } | { path: string; error: string } {
  const { csv: csvPath, report: path } = paths;
  const error = path === null ? undefined : cannotWrite(path);
  if (path !== null && error !== undefined) return { path, error };
  if (csvPath === null) return { csv: undefined };
  const csv = new CsvFile(csvPath);
  return csv.error === undefined ? { csv } : { path: csvPath, error: csv.error };
}

/** Measures one protocol. */
export function runMeasure(run: Run, peer: Endpoint, pages: Pages): Promise<ExitCode> {
  return withMeasuring(run, async (measuring) => {
    const { plan, progress } = measuring;
    const protocol: Protocol = run.program === "tcp-client" ? "tcp" : "udp";
    const conditions = conditionsOf(run, {
      host: run.options.host ?? "localhost",
      servers: "given",
      udp: protocol === "udp" ? peer : null,
      tcp: protocol === "tcp" ? peer : null,
      sameHost: isOwnAddress(peer.address),
    });
    const series: Series[] = [];
    for (const [index, sentenceBytes] of plan.sizes.entries()) {
      const one = await measureOne(measuring, { protocol, peer, sentenceBytes, index }, pages);
      series.push(one);
      if (one.end.kind !== "done") break;
    }
    progress.end();
    const end: End = series.at(-1)?.end ?? { kind: "done" };
    const report: Report = { ...document, kind: "measurement", conditions, plan, series, comparison: null, end };
    return tellReport(measuring, report);
  });
}

/** What every report begins with. */
export const document = { format: "tcp-udp-side-by-side", version: 1 } as const;

interface One {
  readonly protocol: Protocol;
  readonly peer: Endpoint;
  readonly sentenceBytes: number;
  readonly index: number;
}

function measureOne(
  { run, messages, says, plan, interruption, progress, csv, tellFallback }: Measuring,
  { protocol, peer, sentenceBytes, index }: One,
  pages: Pages,
): Promise<Series> {
  const { count, durationMs, warmup, window, intervalMs, connectTimeoutMs } = plan;
  const way: Way = protocol === "udp" ? "datagrams" : plan.reconnect ? "connection-per-sentence" : "one-connection";
  const interim = new InterimLines(run.options.measure.reportEveryMs, messages, run.tell);
  return measureSeries(
    {
      ...{ protocol, way, peer, sentenceBytes, window, intervalMs, count, durationMs, warmup, connectTimeoutMs },
      replyTimeoutMs: plan.replyTimeoutMs === 0 ? Number.POSITIVE_INFINITY : plan.replyTimeoutMs,
      mostSentences: count === null ? null : count + warmup,
      signal: interruption.signal,
      onTick(account, nowMs) {
        if (account.counts.sent > 0) interruption.keepFigures();
        const share = shareDone(account, plan, nowMs);
        progress.show((index + share) / plan.sizes.length, says.progress(protocol, sentenceBytes, account.replies));
        interim.tick(account, nowMs);
      },
    },
    pages,
    csv?.add,
    tellFallback,
  );
}

function shareDone({ counts, countingSinceMs }: Account, { count, durationMs }: Plan, nowMs: number): number {
  const byCount = count === null ? 0 : counts.sent / count;
  const byTime = durationMs === null || counts.sent === 0 ? 0 : (nowMs - countingSinceMs) / durationMs;
  return Math.min(1, Math.max(byCount, byTime));
}

function onceOnly(tell: () => void): () => void {
  let told = false;
  return () => {
    if (!told) tell();
    told = true;
  };
}
