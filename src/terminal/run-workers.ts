/** Runs a server by several workers: takes the port, starts them, prints what they say, and ends them when it is told to. */

import { formerWorkersMs, noticeIntervalMs, reportMs } from "../core/limits.ts";
import type { Totals } from "../core/totals.ts";
import type { Protocol } from "../narration/topics.ts";
import { anyAddress } from "../system/addresses.ts";
import { errorCode } from "../system/error-code.ts";
import { ownCommand } from "../system/own-copy.ts";
import { holdPort } from "../system/shared-port.ts";
import { OutputWatch } from "./output-watch.ts";
import { PacedLog } from "./paced-log.ts";
import { PrintedVoice } from "./printed-voice.ts";
import { type ExitCode, exitCodes, type Run } from "./program.ts";
import { openOrTell, type Place, tellCannotListen, tellReady, tellStillOpen, tellTotals } from "./server-lines.ts";
import { optionsOfWorker } from "./server-options.ts";
import type { ServerPage } from "./server-page.ts";
import { untilToldToStop } from "./signals.ts";
import type { NotListening } from "./worker-place.ts";
import type { WorkerSetup, WorkerTold } from "./worker-talk.ts";
import { Workers } from "./workers.ts";

export { isPortSharable } from "../system/shared-port.ts";

/** Only where {@link isPortSharable}. */
export async function serveByWorkers<Counted extends Totals<Counted>>(
  run: Run,
  page: ServerPage<Counted>,
): Promise<ExitCode> {
  const stop = { isTold: false };
  const toldToStop = untilToldToStop().then(() => {
    stop.isTold = true;
  });
  const place = await openOrTell(run, page.protocol, ({ host, port }) => takePlace(page.protocol, host, port));
  if (place === undefined) return exitCodes.failed;
  const log = new PacedLog(new PrintedVoice(run));
  const output = new OutputWatch(run);
  const workers = new Workers(ownCommand(), setupsOf(run, place), page.newTotals, {
    hear: (told) => print(told, log),
    ended: (cause, waitMs) => run.tell(run.messages.workerEnded(cause, waitMs)),
  });
  // Who tells us to stop while they start need not wait until they have: they end as soon as they can.
  const local = await Promise.race([toldToStop, workers.listening()]);
  if (local !== undefined && "cause" in local) {
    await workers.stop();
    // A signal that reaches us all can be earlier with them: then that is no failure.
    if (stop.isTold) return tellEnd(run, page, workers, output);
    tellFailure(run, page.protocol, place, local);
    return exitCodes.failed;
  }
  if (local !== undefined) tellReady(run, page.protocol, local);

  const catchingUp = setInterval(() => {
    log.catchUp();
    output.look();
  }, noticeIntervalMs / 2);
  await toldToStop;
  run.tell(run.messages.stopping);
  workers.stillOpen().then((open) => tellStillOpen(run, open));
  await workers.stop();
  clearInterval(catchingUp);
  log.catchUp(Number.POSITIVE_INFINITY);
  return tellEnd(run, page, workers, output);
}

/** The port stays ours until this process ends, whatever becomes of the workers. */
async function takePlace(protocol: Protocol, host: string | undefined, port: number): Promise<Place> {
  const local = { address: host ?? anyAddress(), port };
  const untilMs = performance.now() + formerWorkersMs;
  for (;;) {
    try {
      return { address: host, port: holdPort(protocol === "UDP" ? "udp" : "tcp", local).port };
    } catch (error) {
      if (errorCode(error) !== "EADDRINUSE" || performance.now() > untilMs) throw error;
    }
    await Bun.sleep(formerWorkersMs / 20);
  }
}

function setupsOf({ options, stdoutIsTerminal }: Run, place: Place): WorkerSetup[] {
  return Array.from({ length: options.limits.workers }, (_, number) => {
    return { ...place, options: optionsOfWorker(options, number), stdoutIsTerminal };
  });
}

/** Prints what a worker says; all of them together get as much room as one server. */
function print(told: WorkerTold, log: PacedLog): void {
  switch (told.event) {
    case "sentence":
      log.turn();
      return void log.sentence(() => told.line);
    case "skipped":
      return log.skip(told.sentences);
    case "notice":
      return log.notice(told.notice, told.count, told.detail);
    default:
  }
}

function tellFailure(run: Run, protocol: Protocol, place: Place, { cause, isKernels }: NotListening): void {
  if (isKernels) tellCannotListen(run, protocol, place, cause);
  else run.tell(run.messages.workerFailed(cause));
}

async function tellEnd<Counted extends Totals<Counted>>(
  run: Run,
  page: ServerPage<Counted>,
  workers: Workers<Counted>,
  output: OutputWatch,
): Promise<ExitCode> {
  const { unreported } = workers;
  const told = await tellTotals(run, page, workers.totals(), unreported === 0 ? {} : { unreportedWorkers: unreported });
  if (unreported > 0 && told === "as text") run.tell(run.messages.workersUnreported(unreported, reportMs));
  return output.exitCode();
}
