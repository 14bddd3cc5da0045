/** Whether this process may use the terminal that it was started in. */

import { readFileSync } from "node:fs";

/**
 * Tells whether this process is in the foreground of its terminal. The kernel stops a background job that reads there or
 * sets a mode (termios(3)). Linux tells (proc(5), stat: pgrp and tpgid); elsewhere nobody is asked, and the answer is yes.
 */
export function isInForeground(): boolean {
  if (process.platform !== "linux") return true;
  const [, , group, , , foreground] = afterName(readFileSync("/proc/self/stat", "latin1"));
  return group === foreground;
}

/** The fields after the program's name, which stands in brackets and may hold anything. */
function afterName(stat: string): string[] {
  return stat.slice(stat.lastIndexOf(")") + 2).split(" ");
}
