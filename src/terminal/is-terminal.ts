/** Whether a stream is a terminal. */

import { libc } from "../system/libc.ts";

/** Asks the C library (isatty(3)): to load `node:tty` takes as long as the whole rest of a start. A closed stream is none. */
export async function isTerminal(descriptor: 0 | 1 | 2): Promise<boolean> {
  const c = libc();
  return c === undefined ? (await import("node:tty")).isatty(descriptor) : c.isatty(descriptor) === 1;
}
