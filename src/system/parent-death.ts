/** A process that is not to outlive the one that started it. */

import { libc } from "./libc.ts";

// linux/prctl.h, asm-generic/signal.h, the same on x86-64 and arm64.
const PR_SET_PDEATHSIG = 1;
const SIGKILL = 9;

/**
 * Has the kernel end this process as soon as its parent is gone, whatever either of them was doing (Linux). Where the parent
 * is gone already, or the system is another one, the end of standard input has to tell.
 */
export function endWithParent(): void {
  libc()?.prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
}
