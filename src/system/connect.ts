/** connect() with an end: a bound on the wait, and the true cause where it fails. */

import { type Endpoint, isLoopback } from "../core/endpoint.ts";
import { errorCode } from "./error-code.ts";

/** Why there is no connection, and after how long that was known. */
export interface NotConnected {
  /** The kernel's word (`ECONNREFUSED`, `EHOSTUNREACH`), `timeout` where our own patience ended, or `unknown`. */
  readonly cause: string;
  readonly waitedMs: number;
}

interface Abandonable {
  terminate(): void;
}

/**
 * Waits for a connection that the caller opens.
 *
 * Bun has no connect timeout and calls every failure ECONNREFUSED. So the wait is bounded here, and after a failure
 * the kernel is asked for its own word, on Linux; elsewhere only what is certain is said.
 *
 * @returns The socket, or why there is none. The wait is the attempt's: without the time to find out why, and our own
 * patience is as long as it was meant to be, whenever the timer came round to it.
 */
export async function connectOrCause<Socket extends Abandonable>(
  peer: Endpoint,
  timeoutMs: number,
  connect: () => Promise<Socket>,
): Promise<Socket | NotConnected> {
  const startedMs = performance.now();
  const { promise: tooLate, resolve } = Promise.withResolvers<"timeout">();
  const timer = setTimeout(resolve, timeoutMs, "timeout");
  try {
    const attempt = connect();
    const first = await Promise.race([attempt, tooLate]);
    if (first !== "timeout") return first;
    attempt.then(abandon, () => {});
    return { cause: "timeout", waitedMs: timeoutMs };
  } catch (error) {
    errorCode(error); // throws a mistake of ours on
    const waitedMs = performance.now() - startedMs;
    const { connectCause } = await import("./connect-cause.ts"); // who gets through does without it
    const cause = await connectCause(peer, startedMs + timeoutMs);
    if (cause === "timeout") return { cause, waitedMs: timeoutMs };
    // On this very host hardly anything else is possible; elsewhere nothing is certain.
    return { cause: cause === "unknown" && isLoopback(peer.address) ? "ECONNREFUSED" : cause, waitedMs };
  } finally {
    clearTimeout(timer);
  }
}

function abandon(socket: Abandonable): void {
  socket.terminate();
}
