/** Whether a stream is a terminal. */

import { fstatSync } from "node:fs";

/** Loads `node:tty` only for what may be one: it would cost a pipe's whole start a fifth more. A closed stream is none. */
export async function isTerminal(descriptor: 0 | 1 | 2): Promise<boolean> {
  try {
    return fstatSync(descriptor).isCharacterDevice() && (await import("node:tty")).isatty(descriptor);
  } catch {
    return false;
  }
}
