/** What a measurement prints and writes when it is over, and the exit code that it deserves. */

import { closeSync, lstatSync, openSync, unlinkSync, writeFileSync } from "node:fs";
import type { Report } from "../comparison/record.ts";
import { formatReport } from "../comparison/text.ts";
import { formatMissing } from "../comparison/text-comparison.ts";
import { formatEnd } from "../comparison/text-end.ts";
import { formatEndpoint } from "../core/endpoint.ts";
import { defaultPort, defaultSentenceBytes } from "../core/limits.ts";
import type { Conditions, Series } from "../measurement/record.ts";
import { causeOf, startCommand } from "../narration/topics.ts";
import { errorCode } from "../system/error-code.ts";
import { hostFacts } from "../system/host.ts";
import { congestionControl } from "../system/tcp-wire.ts";
import { type ExitCode, exitCodes, type Run } from "./program.ts";
import type { Measuring } from "./run-measure.ts";
import { programVersion } from "./version.ts";

/** Narrower than this no table is drawn. */
const leastColumns = 80;

/** The conditions that this program can tell by itself; who measured says the rest. */
export function conditionsOf(
  { program }: Run,
  rest: Pick<Conditions, "host" | "servers" | "udp" | "tcp" | "sameHost">,
): Conditions {
  return {
    startedAt: new Date().toISOString(),
    program: `${program} ${programVersion}`,
    ...hostFacts(),
    ...rest,
    congestionControl: congestionControl() ?? null,
  };
}

type Telling = Pick<Measuring, "run" | "messages" | "says">;

/**
 * Prints the report as text or JSON, writes the page that was asked for, and says why it ended early, if it did.
 *
 * @param why Said instead of what the record says of that, where more is known.
 */
export async function tellReport({ run, messages, says }: Telling, report: Report, why?: string): Promise<ExitCode> {
  const { options, stdout, stdoutIsTerminal, colors } = run;
  const columns = Math.max(leastColumns, (stdoutIsTerminal && process.stdout.columns) || leastColumns);
  const isEmpty = report.series.every(({ counts }) => counts.sent === 0);
  const style = { columns: Math.min(columns, 100), colors };
  if (options.json) {
    const { reportJson } = await import("../comparison/json.ts");
    stdout.write(`${reportJson(report)}\n`);
  } else if (!isEmpty) stdout.write(formatReport(report, messages, style));
  await stdout.flush();
  let code = exitCodeOf(report);
  if (stdout.error !== undefined && !stdout.closed) {
    run.tell(run.messages.cannotWrite(stdout.error));
    code = exitCodes.failed;
  }
  if (options.measure.report !== null && !(await writePage(run, says, options.measure.report, report))) {
    code = exitCodes.failed;
  }
  const whyNothing = isEmpty ? explainNothing(run, report) : undefined;
  const end = why ?? whyNothing ?? formatEnd(report.end, startOf(report), messages, style, isEmpty);
  if (end !== undefined) run.tell(end);
  const alone = formatMissing(report, messages);
  if (alone !== undefined && report.end.kind === "done") run.tell(alone);
  if (end !== undefined && readsLess(report)) run.tell(says.readsLess(endedSeries(report)?.sentenceBytes ?? 0));
  return code;
}

/** The series that could not go on. */
function endedSeries({ series }: Report): Series | undefined {
  return series.find(({ end }) => end.kind !== "done" && end.kind !== "interrupted") ?? series.at(-1);
}

/** Nothing was measured: what the client would say of one sentence is what there is to say. */
function explainNothing({ messages, options }: Run, report: Report): string | undefined {
  const { end } = report;
  const { protocol, warmup = 0 } = endedSeries(report) ?? {};
  if (end.kind === "silent") {
    return protocol === "tcp"
      ? messages.silent(end.peer, end.silentMs, 0)
      : messages.unanswered(end.peer, warmup, end.silentMs);
  }
  if (end.kind === "refused" && protocol === "udp") return messages.refused(end.peer, startOf(report));
  const code = end.kind === "refused" ? "ECONNREFUSED" : end.kind === "not-reachable" ? end.code : undefined;
  if (code === undefined || !("peer" in end)) return undefined;
  if (code === "closed") return messages.closedEarly(end.peer, 0);
  if (code === "ECONNRESET") return messages.reset(end.peer, 0);
  const cause = causeOf(code);
  const text = `${messages.connectCause(cause, code, options.connectTimeoutMs)} ${messages.advice(cause, startOf(report))}`;
  return messages.cannotConnect(formatEndpoint(end.peer), text);
}

/** The server that the user could start. */
function startOf(report: Report): string {
  const { end } = report;
  const server = endedSeries(report)?.protocol === "tcp" ? "tcp-server" : "udp-server";
  return startCommand(server, "peer" in end ? end.peer.port : defaultPort);
}

/** The sentence is more than the server takes at a time: its reply is right as far as it goes, or RST cut it off. */
function readsLess(report: Report): boolean {
  const { end } = report;
  const { sentenceBytes = 0, counts } = endedSeries(report) ?? {};
  if (end.kind === "wrong-service") {
    const { begin = "", bytes = 0 } = /^(?<begin>.+?)(?:… \((?<bytes>\d+) bytes\))?$/.exec(end.got)?.groups ?? {};
    return begin !== "" && end.expected.startsWith(begin) && Number(bytes) < sentenceBytes;
  }
  const isReset = end.kind === "not-reachable" && end.code === "ECONNRESET";
  return isReset && counts?.answered === 0 && sentenceBytes > defaultSentenceBytes;
}

/** Failed: cut short, nothing answered, connections reset, wrong replies, a server gone for a while, or one of two missing. */
function exitCodeOf({ end, series, comparison }: Report): ExitCode {
  const isSilent = series.some(({ counts }) => counts.answered === 0);
  const isMissing = comparison !== null && comparison.missing !== null;
  return end.kind !== "done" || series.some(isTroubled) || isSilent || isMissing ? exitCodes.failed : exitCodes.done;
}

/** Datagrams may stay unanswered, as with ping. What TCP does not deliver, a connection that ended has taken with it. */
function isTroubled({ protocol, counts }: Series): boolean {
  const { resets, wrong, icmpErrors, unanswered, notSent } = counts;
  return resets + wrong + icmpErrors + (protocol === "tcp" ? unanswered + notSent : 0) > 0;
}

/** Tells why a file cannot be written, before anything is measured for it; undefined where it can. Leaves all as it was. */
export function cannotWrite(path: string): string | undefined {
  try {
    const isNew = lstatSync(path, { throwIfNoEntry: false }) === undefined;
    closeSync(openSync(path, "a"));
    if (isNew) unlinkSync(path);
    return undefined;
  } catch (error) {
    return errorCode(error);
  }
}

async function writePage(run: Run, says: Measuring["says"], path: string, report: Report): Promise<boolean> {
  const { renderHtml } = await import("../comparison/html.ts");
  const page = await renderHtml(report, run.options.language);
  try {
    writeFileSync(path, page);
  } catch (error) {
    run.tell(says.cannotWriteFile(path, errorCode(error)));
    return false;
  }
  if (!run.options.quiet) run.tell(says.wroteFile(path));
  return true;
}
