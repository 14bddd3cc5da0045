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
