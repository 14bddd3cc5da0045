/** connect() with an end: a bound on the wait, and the true cause where it fails. */

import { type Endpoint, isLoopback } from "../core/endpoint.ts";
import { connectCause } from "./connect-cause.ts";
import { errorCode } from "./error-code.ts";

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
  } catch (error) {
    errorCode(error); // throws a mistake of ours on
    const cause = await connectCause(peer, deadlineMs);
    // On this very host hardly anything else is possible; elsewhere nothing is certain.
    return cause === "unknown" && isLoopback(peer.address) ? "ECONNREFUSED" : cause;
  } finally {
    clearTimeout(timer);
  }
}

function abandon(socket: Abandonable): void {
  socket.terminate();
}
