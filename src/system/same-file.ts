/** Whether two descriptors lead to one place. */

import { type Libc, libc } from "./libc.ts";

const longestName = 4_096; // PATH_MAX in linux/limits.h

/** Tells whether what is written to one comes out with what is written to the other (proc_pid_fd(5)). Undefined where nobody knows. */
export function isSameFile(one: number, other: number): boolean | undefined {
  const c = libc();
  const name = c && nameOf(c, one);
  return c === undefined || name === undefined ? undefined : name === nameOf(c, other);
}

/** `/dev/pts/3`, `pipe:[4711]`. Undefined for a descriptor that is closed, and where there is no /proc. */
function nameOf(c: Libc, descriptor: number): string | undefined {
  const name = new Uint8Array(longestName);
  const length = Number(c.readlink(Buffer.from(`/proc/self/fd/${descriptor}\0`), name, longestName));
  return length < 0 ? undefined : Buffer.from(name.subarray(0, length)).toString();
}
