/** connect() with an end: a bound on the wait, and the true cause where it fails. */

import { type Endpoint, isLoopback } from "../core/endpoint.ts";
import { connectCause } from "./connect-cause.ts";

interface Abandonable {
  terminate(): void;
}

/**
 * Waits for a connection that the caller opens.
 *
 * Bun has no connect timeout and calls every failure ECONNREFUSED. So the wait is bounded here, and after a failure
 * the kernel is asked for its own word, on Linux; elsewhere only what is certain is said.
 *
 * @returns The socket; or why there is none: the kernel's word (`ECONNREFUSED`, `EHOSTUNREACH`), `timeout`, or `unknown`.
 */
export async function connectOrCause<Socket extends Abandonable>(
  peer: Endpoint,
  timeoutMs: number,
  connect: () => Promise<Socket>,
): Promise<Socket | string> {
  const deadlineMs = performance.now() + timeoutMs;
  const { promise: tooLate, resolve } = Promise.withResolvers<"timeout">();
  const timer = setTimeout(resolve, timeoutMs, "timeout");
  try {
    const attempt = connect();
    const first = await Promise.race([attempt, tooLate]);
    if (first === "timeout") attempt.then(abandon, () => {});
    return first;
  } catch {
    // On this very host there is no other cause: nothing is unreachable, and the kernel answers at once.
    if (isLoopback(peer.address)) return "ECONNREFUSED";
    return connectCause(peer, deadlineMs);
  } finally {
    clearTimeout(timer);
  }
}

function abandon(socket: Abandonable): void {
  socket.terminate();
}
