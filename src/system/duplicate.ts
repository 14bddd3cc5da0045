/** Second names for open sockets. As all descriptors of ours, they are closed where another program is started (execve(2)). */

import { libc } from "./libc.ts";

// asm-generic/fcntl.h and linux/fcntl.h, the same on x86-64 and arm64.
const O_CLOEXEC = 0o2000000;
const F_DUPFD_CLOEXEC = 1030;

/** Gives a socket one more descriptor (fcntl(2)). -1 where there is no such socket or none left, or no C library to ask. */
export function duplicate(descriptor: number): number {
  return libc()?.fcntl(descriptor, F_DUPFD_CLOEXEC, 0) ?? -1;
}

/** Puts a socket under a descriptor that another one has (dup3(2)). Tells whether it is there. */
export function putUnder(descriptor: number, taken: number): boolean {
  return libc()?.dup3(descriptor, taken, O_CLOEXEC) === taken;
}
