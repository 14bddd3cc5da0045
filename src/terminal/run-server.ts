/** Runs a server page as a program: opens it, prints what it hears, and ends it when it is told to. */

import { noticeIntervalMs } from "../core/limits.ts";
import type { Totals } from "../core/totals.ts";
import { beginExplaining, together } from "./observers.ts";
import { OutputWatch } from "./output-watch.ts";
import { type ExitCode, exitCodes, type Run, runProgram } from "./program.ts";
import { openOrTell, tellReady, tellStillOpen, tellTotals } from "./server-lines.ts";
import { ServerLog } from "./server-log.ts";
import {
  type OpenTcp,
  type OpenUdp,
  type ReadyToOpen,
  type ServerPage,
  tcpServerPage,
  udpServerPage,
} from "./server-page.ts";
import { untilToldToStop } from "./signals.ts";
import { workerWord } from "./worker-talk.ts";

export function runUdpServer(open: OpenUdp): Promise<never> {
  return runServer(udpServerPage(open));
}

export function runTcpServer(open: OpenTcp): Promise<never> {
  return runServer(tcpServerPage(open));
}

async function runServer<Counted extends Totals<Counted>>(page: ServerPage<Counted>): Promise<never> {
  if (process.argv[2] === workerWord) return (await import("./worker.ts")).runWorker(page);
  return runProgram(page.program, async (run) => {
    const ready = await page.prepare(run);
    if (ready === undefined) return exitCodes.misuse;
    const { limits } = run.options;
    if (limits.workers === 1) return serve(run, page, ready);
    const { isPortSharable, serveByWorkers } = await import("./run-workers.ts");
    if (isPortSharable()) return serveByWorkers(run, page);
    run.tell(run.messages.oneServes(limits.workers));
    return serve({ ...run, options: { ...run.options, limits: { ...limits, workers: 1 } } }, page, ready);
  });
}

async function serve<Counted extends Totals<Counted>>(
  run: Run,
  page: ServerPage<Counted>,
  { open, weather }: ReadyToOpen<Counted>,
): Promise<ExitCode> {
  const toldToStop = untilToldToStop(); // before anybody can know that there is a server to stop
  const log = new ServerLog(run);
  const { explain, quiet } = run.options;
  const explaining = await beginExplaining(run, "server");
  const observe = explaining === undefined ? log.observe : together(explaining.observe, log.observe);
  const server = await openOrTell(run, page.protocol, (where) =>
    open({ ...where, figures: explain, quiet: quiet && !explain }, observe),
  );
  if (server === undefined) return exitCodes.failed;
  tellReady(run, page.protocol, server.local, weather);

  const output = new OutputWatch(run);
  const catchingUp = setInterval(() => {
    log.catchUp();
    output.look();
  }, noticeIntervalMs / 2);
  await toldToStop;
  run.tell(run.messages.stopping);
  tellStillOpen(run, server.openConnections?.() ?? 0);
  await server.stop();
  explaining?.end();
  clearInterval(catchingUp);
  log.catchUp(Number.POSITIVE_INFINITY);
  await tellTotals(run, page, server.totals);
  return output.exitCode();
}
