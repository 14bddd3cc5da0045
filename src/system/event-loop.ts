/** What Bun's event loop waits in: on Linux an epoll instance (epoll(7)), which is itself a descriptor that can be waited for. */

import { read } from "bun:ffi";
import type { Libc } from "./libc.ts";

// linux/eventpoll.h, asm-generic/errno-base.h, the same on x86-64 and arm64.
const EPOLL_CTL_ADD = 1;
const EPOLL_CTL_DEL = 2;
const EEXIST = 17;
/** Bun makes it when it starts, so it has one of the lowest numbers that a program was not started with. */
const mostTried = 1_024;

let found: number | undefined | "not yet" = "not yet";

/**
 * Finds the descriptor of the event loop: the epoll instance that watches this socket of Bun's. It alone refuses to watch it
 * once more (epoll_ctl(2), EEXIST). It is looked for once. Undefined where there is none.
 */
export function eventLoopDescriptor(c: Libc, watched: number): number | undefined {
  if (found === "not yet") found = find(c, watched);
  return found;
}

function find(c: Libc, watched: number): number | undefined {
  const error = c.__errno_location();
  const nothing = new Uint8Array(16); // struct epoll_event, which asks for nothing
  for (let descriptor = 3; descriptor < mostTried && error !== null; descriptor++) {
    if (c.epoll_ctl(descriptor, EPOLL_CTL_ADD, watched, nothing) === 0)
      c.epoll_ctl(descriptor, EPOLL_CTL_DEL, watched, nothing); // somebody else's
    else if (read.i32(error) === EEXIST) return descriptor;
  }
  return undefined;
}
