/** A client that measures: its own protocol, or both. Loaded only then. */

import { loadTcpClient, loadUdpClient } from "../comparison/pages.ts";
import type { Endpoint } from "../core/endpoint.ts";
import { minMeasuredSentenceBytes } from "../core/limits.ts";
import type { AskUdp, ConnectTcp } from "../measurement/per-sentence.ts";
import { type ExitCode, exitCodes, type Run } from "./program.ts";

type Servers = readonly [Endpoint, ...Endpoint[]];

export async function measureUdp(run: Run, servers: Servers, askUdp: AskUdp): Promise<ExitCode> {
  if (run.options.measure.compare) {
    const { connectTcp } = await loadTcpClient();
    return (await import("./run-compare.ts")).runCompare(run, servers, { askUdp, connectTcp });
  }
  const { timeoutMs: replyTimeoutMs } = run.options;
  const peer = await chooseServer(servers, async () => {
    const question = Buffer.alloc(minMeasuredSentenceBytes, "a");
    const exchange = await askUdp(question, servers, { replyTimeoutMs, retries: 0 });
    return exchange.outcome === "replied" ? exchange.peer : undefined;
  });
  return (await import("./run-measure.ts")).runMeasure(run, peer, { askUdp });
}

export async function measureTcp(run: Run, servers: Servers, connectTcp: ConnectTcp): Promise<ExitCode> {
  if (run.options.measure.compare) {
    const { askUdp } = await loadUdpClient();
    return (await import("./run-compare.ts")).runCompare(run, servers, { askUdp, connectTcp });
  }
  const { timeoutMs: silenceTimeoutMs, connectTimeoutMs } = run.options;
  const peer = await chooseServer(servers, async () => {
    const connection = await connectTcp(servers, { connectTimeoutMs, silenceTimeoutMs });
    if (Array.isArray(connection)) return undefined;
    connection.close();
    return connection.peer;
  });
  return (await import("./run-measure.ts")).runMeasure(run, peer, { connectTcp });
}

/** One address is measured. Where a name has several, it is the first at which somebody is; the first, where nobody is. */
async function chooseServer([first, ...others]: Servers, ask: () => Promise<Endpoint | undefined>): Promise<Endpoint> {
  if (others.length === 0) return first;
  process.on("SIGINT", interrupted);
  const chosen = await ask();
  process.off("SIGINT", interrupted);
  return chosen ?? first;
}

function interrupted(): void {
  process.exit(exitCodes.interrupted);
}
