/** SIGINT and SIGTERM. */

import { exitCodes } from "./program.ts";

/** Resolves at the first signal that asks a server to stop. A second one ends the process at once. */
export function untilToldToStop(): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  let told = false;
  const stop = () => {
    if (told) process.exit(exitCodes.interrupted);
    told = true;
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
