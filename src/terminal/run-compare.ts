/** Runs a client as a comparing program: TCP and UDP side by side, whichever client it is. */

import { type BothPages, compare, type Found } from "../comparison/compare.ts";
import { startEmbeddedServers } from "../comparison/embedded-servers.ts";
import { type Answer, findServers } from "../comparison/find-servers.ts";
import type { CompareHooks, ComparePlan } from "../comparison/plan.ts";
import type { Report } from "../comparison/record.ts";
import { type Endpoint, formatEndpoint } from "../core/endpoint.ts";
import { defaultPort, defaultReplyTimeoutMs, defaultSilenceTimeoutMs, progressAfterMs } from "../core/limits.ts";
import type { Conditions, Protocol, Way } from "../measurement/record.ts";
import { isOwnAddress } from "../system/own-addresses.ts";
import { InterimLines } from "./interim.ts";
import { conditionsOf, tellReport } from "./measure-report.ts";
import { type ExitCode, exitCodes, type Run } from "./program.ts";
import { document, type Measuring, withMeasuring } from "./run-measure.ts";

export function runCompare(run: Run, servers: readonly Endpoint[], pages: BothPages): Promise<ExitCode> {
  return withMeasuring(run, async (measuring) => {
    const plan = comparePlan(measuring);
    const found = await findOrStart(measuring, servers, pages, plan);
    if (found === undefined) return exitCodes.failed;
    try {
      return await compareFound(measuring, plan, found, pages);
    } finally {
      await found.embedded?.stop();
    }
  });
}

/** Both protocols' patience: the one that the user names holds for both. 0 is endless over TCP, and nothing over UDP. */
function comparePlan({ run, plan }: Measuring): ComparePlan {
  const { given, timeoutMs } = run.options;
  const isNamed = given.has("timeout");
  return {
    ...plan,
    replyTimeoutMs: isNamed && timeoutMs > 0 ? timeoutMs : defaultReplyTimeoutMs,
    tcpReplyTimeoutMs: isNamed ? timeoutMs || Number.POSITIVE_INFINITY : defaultSilenceTimeoutMs,
  };
}

interface FoundServers extends Found {
  readonly servers: Conditions["servers"];
}

/** Finds the servers that are named, or those at the usual place; where nobody named any and none is there, starts both. */
async function findOrStart(
  { run, says }: Measuring,
  servers: readonly Endpoint[],
  pages: BothPages,
  plan: ComparePlan,
): Promise<FoundServers | undefined> {
  const { given, host: address = "localhost", port, quiet } = run.options;
  const isNamed = given.has("host") || given.has("port");
  const where = formatEndpoint({ address, port });
  const taking = setTimeout(() => quiet || run.tell(says.looking(where)), progressAfterMs);
  const { udp, tcp } = await findServers(servers, pages, plan);
  clearTimeout(taking);
  if ("cause" in udp && "cause" in tcp) {
    if (!isNamed) return startBoth(run, says.cannotEmbed);
    const portOption = port === defaultPort ? "" : ` --port ${port}`;
    run.tell(says.bothMissing(where, udp.cause, tcp.cause, portOption));
    return undefined;
  }
  const missing = missingOf("udp", udp) ?? missingOf("tcp", tcp) ?? null;
  const there = { udp: serverOf(udp), tcp: serverOf(tcp) };
  return {
    ...there,
    sameHost: isOwnAddress((there.udp ?? there.tcp)?.address ?? ""),
    missing,
    embedded: undefined,
    servers: isNamed ? "given" : "found",
  };
}

function serverOf(answer: Answer): Endpoint | undefined {
  return "server" in answer ? answer.server : undefined;
}

function missingOf(protocol: Protocol, answer: Answer): Found["missing"] | undefined {
  return "cause" in answer ? { protocol, cause: answer.cause } : undefined;
}

async function startBoth(
  run: Run,
  cannotEmbed: (protocol: Protocol, cause: string) => string,
): Promise<FoundServers | undefined> {
  const embedded = await startEmbeddedServers();
  if ("cause" in embedded) {
    run.tell(cannotEmbed(embedded.protocol, embedded.cause));
    return undefined;
  }
  const { udp, tcp } = embedded;
  return { udp, tcp, sameHost: true, missing: null, embedded, servers: "embedded" };
}

async function compareFound(
  measuring: Measuring,
  comparePlan: ComparePlan,
  found: FoundServers,
  pages: BothPages,
): Promise<ExitCode> {
  const { run, says, plan, progress } = measuring;
  const { udp, tcp, servers, sameHost, embedded } = found;
  const conditions = conditionsOf(run, {
    host: run.options.host ?? "localhost",
    servers,
    udp: udp ?? null,
    tcp: tcp ?? null,
    sameHost,
  });
  const compared = await compare(comparePlan, found, pages, hooksOf(measuring));
  progress.end();
  const report: Report = {
    ...document,
    kind: "comparison",
    conditions,
    plan: { ...plan, replyTimeoutMs: comparePlan.replyTimeoutMs },
    ...compared,
  };
  const ended = await Promise.race([embedded?.failed, undefined]);
  const isCutShort = ended !== undefined && report.end.kind !== "done";
  return tellReport(measuring, report, isCutShort ? says.embeddedEnded(ended.protocol, ended.cause) : undefined);
}

function hooksOf({ run, says, messages, interruption, progress, csv, tellFallback }: Measuring): CompareHooks {
  const interim = new InterimLines(run.options.measure.reportEveryMs, messages, run.tell);
  const shown: Way[] = ["datagrams", "one-connection"];
  return {
    signal: interruption.signal,
    onProgress(share) {
      interruption.keepFigures();
      progress.show(share, says.comparing);
    },
    onTick(account, nowMs) {
      // Before any progress: a first round can take longer than the time to the first line.
      if (account.counts.sent > 0) interruption.keepFigures();
      if (shown.includes(account.plan.way)) interim.tick(account, nowMs);
    },
    onFallback() {
      tellFallback();
      shown.push("connection-per-sentence");
    },
    ...(csv === undefined ? {} : { onRow: csv.add }),
  };
}
