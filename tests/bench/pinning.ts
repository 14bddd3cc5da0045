/** On which processor all that is measured runs. */

import { readFileSync } from "node:fs";

/**
 * The first processor that this process may run on, so that `taskset -c 1 bun run bench` measures on CPU 1. One for all of it: across two
 * virtual ones the host decides how far apart they are, and ratios swing with it. Undefined where nothing can be pinned.
 */
export function processorToPin(): number | undefined {
  return Bun.which("taskset") === null ? undefined : firstAllowed(readFileSync("/proc/self/status", "latin1"));
}

/** Reads it from what the kernel says of a process (proc_pid_status(5)): `Cpus_allowed_list: 1-3,6`. */
export function firstAllowed(status: string): number | undefined {
  const [, first] = /^Cpus_allowed_list:\s*(\d+)/m.exec(status) ?? [];
  return first === undefined ? undefined : Number(first);
}
