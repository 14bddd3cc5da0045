/** What Bun's event loop waits in: on Linux an epoll instance (epoll(7)), which is itself a descriptor that can be waited for. */

import { readdirSync, readFileSync } from "node:fs";

let found: number | undefined | "not yet" = "not yet";

/**
 * Finds the descriptor of the event loop: the epoll instance that watches this socket of Bun's. The kernel tells which descriptors
 * one watches (proc_pid_fdinfo(5), `tfd`). It is looked for once. Undefined where the kernel does not tell.
 */
export function eventLoopDescriptor(watched: number): number | undefined {
  if (found === "not yet") found = find(watched);
  return found;
}

function find(watched: number): number | undefined {
  const line = new RegExp(`^tfd: +${watched} `, "m");
  try {
    return readdirSync("/proc/self/fdinfo")
      .map(Number)
      .find((descriptor) => line.test(readFileSync(`/proc/self/fdinfo/${descriptor}`, "latin1")));
  } catch {
    return undefined; // no /proc here
  }
}
