/** Programs of others that the tests speak with. Where one is missing, its tests are skipped and say so; in CI they fail. */

/** Tells whether all of these commands are installed. Throws in CI where one is not: there, nothing may go untested. */
export function installed(...commands: string[]): boolean {
  const missing = commands.filter((command) => Bun.which(command) === null);
  if (missing.length > 0 && process.env.CI === "true") throw new Error(`not installed: ${missing.join(", ")}`);
  return missing.length === 0;
}
