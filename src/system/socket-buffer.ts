/** How many datagrams the kernel keeps for a program that has not read them yet. */

import { intOption, libc } from "./libc.ts";

// asm-generic/socket.h, the same on x86-64 and arm64.
const SOL_SOCKET = 1;
const SO_RCVBUF = 8;
const SO_RCVBUFFORCE = 33;

/**
 * Asks the kernel for a larger receive buffer, beyond `net.core.rmem_max` where this process may (CAP_NET_ADMIN).
 *
 * @returns What the kernel keeps now, in bytes; Linux doubles what it grants, for its own bookkeeping (socket(7)).
 * Undefined where this system does not say.
 */
export function raiseReceiveBuffer(descriptor: number, bytes: number): number | undefined {
  const c = libc();
  if (c === undefined) return undefined;
  const before = intOption(c, descriptor, SOL_SOCKET, SO_RCVBUF);
  if (before === undefined || before >= bytes * 2) return before;
  const value = new Int32Array([bytes]);
  if (c.setsockopt(descriptor, SOL_SOCKET, SO_RCVBUFFORCE, value, value.byteLength) !== 0) {
    c.setsockopt(descriptor, SOL_SOCKET, SO_RCVBUF, value, value.byteLength);
  }
  return intOption(c, descriptor, SOL_SOCKET, SO_RCVBUF);
}
