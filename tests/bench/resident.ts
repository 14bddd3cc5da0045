/** What memory a process has, as Linux says it (proc(5), /proc/PID/status). */

import { readFileSync } from "node:fs";

/** In MB, 10^6 bytes. */
export interface Memory {
  /** In memory now. */
  readonly resident: number;
  /** Of that, what is not a part of a file: the rest is the program itself, which several processes share, and the kernel can drop. */
  readonly anonymous: number;
  /** The most that was resident since its start. */
  readonly peak: number;
}

export function memoryOf(pid: number): Memory {
  const status = readFileSync(`/proc/${pid}/status`, "latin1");
  const of = (name: string) => (Number(new RegExp(`^${name}:\\s+(\\d+) kB$`, "m").exec(status)?.[1]) * 1_024) / 1e6;
  return { resident: of("VmRSS"), anonymous: of("RssAnon"), peak: of("VmHWM") };
}
