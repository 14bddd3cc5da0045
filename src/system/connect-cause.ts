/** Why a connection failed, asked of the kernel: the one thing about connect() that Bun does not pass on. */

import { constants } from "node:os";
import type { Endpoint } from "../core/endpoint.ts";
import { errorName, lastError } from "./errno.ts";
import { eventsOf, intOption, libc, POLLOUT } from "./libc.ts";
import { familyOf, SOCK_CLOEXEC, SOCK_STREAM, socketAddress } from "./socket-address.ts";

// asm-generic/socket.h and fcntl.h, the same on x86-64 and arm64.
const SOCK_NONBLOCK = 0o4000;
const SOL_SOCKET = 1;
const SO_ERROR = 4;
/** How often the kernel is asked whether the attempt is decided: soon enough for a person who waits. */
const pollMs = 10;

/**
 * Attempts the same connection once more, with the kernel's own call, and reads the error. No data is sent.
 *
 * @returns The kernel's word, `timeout` at the deadline, or `unknown`: where this system does not say, or where the
 * second attempt went through.
 */
export async function connectCause(peer: Endpoint, deadlineMs: number): Promise<string> {
  const c = libc();
  if (c === undefined) return "unknown";
  const address = socketAddress(c, peer);
  const descriptor = c.socket(familyOf(peer.address), SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
  if (descriptor < 0) return errorName(lastError(c));
  try {
    if (c.connect(descriptor, address, address.length) === 0) return "unknown";
    const atOnce = lastError(c);
    if (atOnce !== constants.errno.EINPROGRESS) return errorName(atOnce);
    while (eventsOf(c, descriptor, POLLOUT) === 0) {
      if (performance.now() >= deadlineMs) return "timeout";
      await Bun.sleep(pollMs);
    }
    return errorName(intOption(c, descriptor, SOL_SOCKET, SO_ERROR) ?? 0);
  } finally {
    c.close(descriptor);
  }
}
