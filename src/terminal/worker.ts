/** A server's executable as one of several workers: no command line, no output but lines of JSON, and it ends with its standard input. */

import { lastOutputMs, maxWorkerLineBytes, noticeIntervalMs, reportMs } from "../core/limits.ts";
import type { Server } from "../core/server.ts";
import { messagesIn } from "../narration/language.ts";
import { errorCode } from "../system/error-code.ts";
import { endWithParent } from "../system/parent-death.ts";
import { Output } from "./output.ts";
import type { Notice, ServerVoice } from "./paced-log.ts";
import { exitCodes, loadColorsOf, type Run } from "./program.ts";
import { ServerLog } from "./server-log.ts";
import type { ServerPage } from "./server-page.ts";
import { stdinLines } from "./stdin.ts";
import type { WorkerSetup, WorkerTold } from "./worker-talk.ts";

/** Serves until it is told to stop, or until standard input ends: with the server that holds its other end, however that one ends. */
export async function runWorker(page: ServerPage<object>): Promise<never> {
  endWithParent();
  // Ctrl-C in a terminal, and a system that ends a service, signal to every process. Ours is to finish when the server says so.
  process.on("SIGINT", () => {});
  process.on("SIGTERM", () => {});
  const orders = stdinLines();
  const { value: setup } = await orders.next();
  if (setup === undefined) return process.exit(exitCodes.failed);
  const worker = await startWorker(page, JSON.parse(Buffer.from(setup).toString()) as WorkerSetup);
  // Where the server is gone while we finish, nobody waits for that any more.
  for await (const _stop of orders) worker.stop();
  return process.exit(exitCodes.failed);
}

/** Opens the page's server on the port that all workers share, or tells why that cannot be, and ends. */
async function startWorker(page: ServerPage<object>, setup: WorkerSetup): Promise<Worker> {
  const run = await runOf(page, setup);
  const { address: host, port, options } = setup;
  const tell = (told: WorkerTold) => run.stdout.offer(`${JSON.stringify(told)}\n`);
  const log = new ServerLog(run, new ToldVoice(tell));
  const ready = await page.prepare(run);
  if (ready === undefined) return end(run, exitCodes.misuse); // as the server has found out before
  try {
    const server = await ready.open({ host, port, reusePort: true, quiet: options.quiet }, log.observe);
    tell({ event: "listening", local: server.local });
    return new Worker(run, server, log);
  } catch (error) {
    tell({ event: "cannot-listen", code: errorCode(error) });
    return end(run, exitCodes.failed);
  }
}

/** What the options of a worker make of this process: it speaks to the server, as that one would to the user. */
async function runOf(page: ServerPage<object>, setup: WorkerSetup): Promise<Run> {
  const { stdoutIsTerminal } = setup;
  const options = { ...setup.options, given: new Set<string>() };
  const stderr = new Output(2);
  return {
    program: page.program,
    options,
    messages: messagesIn(options.language),
    colors: await loadColorsOf(options, stdoutIsTerminal),
    stdout: new Output(1),
    stderr,
    stdoutIsTerminal,
    stderrIsTerminal: false,
    tell: (lines) => stderr.write(`${lines}\n`),
  };
}

/** A server at work, and what it counts. */
class Worker {
  readonly #run: Run;
  readonly #server: Server<object>;
  readonly #log: ServerLog;
  readonly #timers: Timer[];
  #reported = "";
  #isStopping = false;

  constructor(run: Run, server: Server<object>, log: ServerLog) {
    this.#run = run;
    this.#server = server;
    this.#log = log;
    this.#timers = [
      setInterval(() => log.catchUp(), noticeIntervalMs / 2),
      setInterval(() => this.#report(), reportMs),
    ];
  }

  /** Ends in good order, and then this process. */
  async stop(): Promise<void> {
    if (this.#isStopping) return;
    this.#isStopping = true;
    const told: WorkerTold = { event: "stopping", open: this.#server.openConnections?.() ?? 0 };
    this.#run.stdout.write(`${JSON.stringify(told)}\n`);
    await this.#server.stop();
    this.#timers.forEach(clearInterval);
    this.#log.catchUp(Number.POSITIVE_INFINITY);
    this.#run.stdout.write(this.#totals(true));
    await end(this.#run, exitCodes.done);
  }

  #report(): void {
    const totals = this.#totals(false);
    if (totals !== this.#reported && this.#run.stdout.offer(totals)) this.#reported = totals;
  }

  #totals(isLast: boolean): string {
    const told: WorkerTold = { event: "totals", totals: this.#server.totals, isLast };
    return `${JSON.stringify(told)}\n`;
  }
}

async function end({ stdout, stderr }: Run, code: number): Promise<never> {
  await Promise.all([stdout.flush(lastOutputMs), stderr.flush(lastOutputMs)]);
  return process.exit(code);
}

/** A server's words, told to the server that started it. */
class ToldVoice implements ServerVoice {
  readonly #tell: (told: WorkerTold) => boolean;

  constructor(tell: (told: WorkerTold) => boolean) {
    this.#tell = tell;
  }

  sentence(line: string): boolean {
    return this.#tell({ event: "sentence", line });
  }

  skipped(sentences: number): boolean {
    return this.#tell({ event: "skipped", sentences });
  }

  notice(notice: Notice, count: number, detail: string): void {
    // A stack has some kilobytes; escaped, no text gets six times as long.
    this.#tell({ event: "notice", notice, count, detail: detail.slice(0, maxWorkerLineBytes / 8) });
  }
}
