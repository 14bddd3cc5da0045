/** The kernel's word in an error of Bun's. Anything else is a mistake of ours and is thrown on. */
export function errorCode(error: unknown): string {
  if (error instanceof Error && "code" in error && typeof error.code === "string") return error.code;
  throw error;
}
