/** How many descriptors (sockets, files) this process may have open. */

import { reservedDescriptors } from "../core/limits.ts";
import { libc } from "./libc.ts";

const RLIMIT_NOFILE = 7; // asm-generic/resource.h, the same on x86-64 and arm64
const RLIM_INFINITY = 2n ** 64n - 1n;

/** The limit of this process (`ulimit -n`; Bun raises the soft one to the hard one). Undefined where the system does not say. */
export function descriptorLimit(): number | undefined {
  const limit = new BigUint64Array(2); // struct rlimit: the soft one, the hard one
  if (libc()?.getrlimit(RLIMIT_NOFILE, limit) !== 0) return undefined;
  return limit[0] === RLIM_INFINITY ? undefined : Number(limit[0]);
}

/** How many connections at once they leave room for; no limit where the system does not say. */
export function connectionLimit(): number {
  return Math.max(1, (descriptorLimit() ?? Number.POSITIVE_INFINITY) - reservedDescriptors);
}
