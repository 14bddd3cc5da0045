/** Why a call of the C library failed, in the kernel's words. */

import { read } from "bun:ffi";
import { constants } from "node:os";
import type { Libc } from "./libc.ts";

const errorNames = new Map(Object.entries(constants.errno).map(([name, number]) => [number, name]));

/** The error of the last call that failed (errno(3)). */
export function lastError(c: Libc): number {
  const location = c.__errno_location();
  return location === null ? 0 : read.i32(location);
}

export function errorName(number: number): string {
  return errorNames.get(number) ?? "unknown";
}
