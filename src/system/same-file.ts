/** Whether two descriptors lead to one place. */

import { type Libc, libc } from "./libc.ts";

/** In bytes: PATH_MAX in linux/limits.h. */
const longestName = 4_096;
/** A file that has no name any more, or never had one. Several can have had the same. */
const nameless = " (deleted)";

/** Tells whether what is written to one comes out with what is written to the other (proc_pid_fd(5)). False where nobody knows. */
export function isSameFile(one: number, other: number): boolean {
  const c = libc();
  const name = c && nameOf(c, one);
  return c !== undefined && name !== undefined && !name.endsWith(nameless) && name === nameOf(c, other);
}

/** `pipe:[4711]`, `/home/me/log`. Undefined for a descriptor that is closed, and where there is no /proc. */
function nameOf(c: Libc, descriptor: number): string | undefined {
  const name = new Uint8Array(longestName);
  const length = Number(c.readlink(Buffer.from(`/proc/self/fd/${descriptor}\0`), name, longestName)); // bun:ffi may say it as a bigint
  return length < 0 ? undefined : Buffer.from(name.subarray(0, length)).toString();
}
