/** What the benches do at Ctrl-C. */

import type { Processes } from "./processes.ts";

/** 128 and the signal's number, as a shell tells it. */
const endings = [
  ["SIGINT", 130],
  ["SIGTERM", 143],
  ["SIGHUP", 129],
] as const;

/** Nothing that was started goes on without us. Folders go as the process ends (temporary-folder.ts). */
export function endWhenInterrupted(processes: Processes): void {
  for (const [signal, code] of endings) {
    process.on(signal, () => {
      processes.endAll();
      console.error("Interrupted: everything that was started has been ended.");
      process.exit(code);
    });
  }
}
