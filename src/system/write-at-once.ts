/** A text that a stream takes without a wait. */

import { eventsOf, libc, POLLOUT } from "./libc.ts";

/** A pipe that takes anything takes so many bytes (PIPE_BUF in linux/limits.h; pipe(7)). */
const mostBytes = 4_096;

/**
 * Writes bytes in this thread (write(2)), where the system takes them without a wait. Returns how many it took: 0 where a
 * reader keeps it waiting or is gone, where they are many, and on systems other than Linux.
 */
export function writeAtOnce(descriptor: number, bytes: Uint8Array): number {
  const c = libc();
  if (c === undefined || bytes.length > mostBytes || eventsOf(c, descriptor, POLLOUT) !== POLLOUT) return 0;
  return Math.max(0, Number(c.write(descriptor, bytes, bytes.length))); // bun:ffi may say it as a bigint
}
