/** SIGINT and SIGTERM. */

import { StopSignals } from "../core/stop-signals.ts";
import { exitCodes } from "./program.ts";

/** Resolves at the first signal that asks a server to stop. A second one ends the process at once. */
export function untilToldToStop(): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const signals = new StopSignals();
  const stop = () => {
    if (signals.take(performance.now()) === "now") process.exit(exitCodes.interrupted);
    resolve();
  };
  process.on("SIGINT", stop);
  process.on("SIGTERM", stop);
  return promise;
}

/** A client has nothing to finish: Ctrl-C ends it at once and quietly, with the exit code that says so. */
export function endAtInterrupt(): void {
  process.on("SIGINT", () => process.exit(exitCodes.interrupted));
}
