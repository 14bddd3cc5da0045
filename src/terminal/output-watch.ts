/** Whether a server's standard output takes what is printed there. Where it does not, the service goes on. */

import { lastOutputMs } from "../core/limits.ts";
import { type ExitCode, exitCodes, type Run } from "./program.ts";

export class OutputWatch {
  readonly #run: Pick<Run, "stdout" | "tell" | "messages">;
  #hasFailed = false;

  constructor(run: Pick<Run, "stdout" | "tell" | "messages">) {
    this.#run = run;
  }

  /** Tells, once, that something could not be written. A reader that is gone (`server | head -1`) has read enough. */
  look(): void {
    const { stdout, tell, messages } = this.#run;
    if (this.#hasFailed || stdout.error === undefined || stdout.closed) return;
    this.#hasFailed = true;
    tell(messages.cannotPrint(stdout.error));
  }

  /** The exit code of a server that has printed its last. */
  async exitCode(): Promise<ExitCode> {
    await this.#run.stdout.flush(lastOutputMs);
    this.look();
    return this.#hasFailed ? exitCodes.failed : exitCodes.done;
  }
}
