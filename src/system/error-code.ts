/** The kernel's and the resolver's words. */

/** Tells the system's word in an error (`ECONNREFUSED`); undefined where the error is not the system's (`ERR_…` is Node's). */
export function systemCode(error: unknown): string | undefined {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  return typeof code === "string" && !code.startsWith("ERR_") ? code : undefined;
}

/** The same where only the system can have said no. Any other error is a mistake of ours, and is thrown on. */
export function errorCode(error: unknown): string {
  const code = systemCode(error);
  if (code === undefined) throw error;
  return code;
}

/**
 * Tells whether an error of a UDP socket is one that will be, or was, told once more: Bun reports what ICMP brought when
 * a call fails with it, and again from the error queue of the socket (ip(7), IP_RECVERR), on Linux. The queue has each once.
 */
export function isToldTwice(error: unknown): boolean {
  if (process.platform !== "linux") return false;
  return !(error instanceof Error && "errqueue" in error && error.errqueue === true);
}
