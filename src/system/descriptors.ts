/** How many descriptors (sockets, files) this process may have open. */

import { readFileSync } from "node:fs";
import { reservedDescriptors } from "../core/limits.ts";

/** The limit of this process (`ulimit -n`; Bun raises the soft one to the hard one). Undefined where the system does not say. */
export function descriptorLimit(): number | undefined {
  if (process.platform !== "linux") return undefined;
  const limits = readFileSync("/proc/self/limits", "latin1");
  const found = /^Max open files\s+(\d+)/m.exec(limits)?.[1];
  return found === undefined ? undefined : Number(found);
}

/** How many connections at once they leave room for; no limit where the system does not say. */
export function connectionLimit(): number {
  return Math.max(1, (descriptorLimit() ?? Number.POSITIVE_INFINITY) - reservedDescriptors);
}
