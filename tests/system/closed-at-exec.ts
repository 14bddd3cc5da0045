/** Which descriptors of this process another program would get with it (execve(2)), and which are closed there. */

import { readdirSync, readFileSync, readlinkSync } from "node:fs";

const O_CLOEXEC = 0o2000000; // asm-generic/fcntl.h

/** The kernel shows the flag among those of the open file (proc_pid_fdinfo(5)). Linux. */
export function isClosedAtExec(descriptor: number | string): boolean {
  const [, flags = ""] = /^flags:\s*([0-7]+)/m.exec(readFileSync(`/proc/self/fdinfo/${descriptor}`, "latin1")) ?? [];
  return (Number.parseInt(flags, 8) & O_CLOEXEC) !== 0;
}

/** The descriptors of sockets that are left open: there should be none. */
export function socketsLeftAtExec(): string[] {
  const own = "/proc/self/fd";
  const isSocket = (descriptor: string) => {
    try {
      return readlinkSync(`${own}/${descriptor}`).startsWith("socket:");
    } catch {
      return false; // the one that the folder was read with
    }
  };
  return readdirSync(own).filter((descriptor) => isSocket(descriptor) && !isClosedAtExec(descriptor));
}
