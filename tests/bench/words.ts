/** What the benches have in common at their command lines. */

/** Reads the words of the command line. Prints help where that is asked for, and in one line what is wrong; then it ends the process. */
export function readWords<Options extends { readonly help: boolean }>(
  help: string,
  read: (words: readonly string[]) => Options,
): Options {
  try {
    const options = read(process.argv.slice(2));
    if (!options.help) return options;
    console.info(help);
    process.exit(0);
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : error}. --help tells what there is.`);
    process.exit(2);
  }
}

/** Reads the value of an option. Throws an error that says what it takes. */
export function wholeNumber(option: string, value: string, least: number, most: number): number {
  const number = Number(value);
  if (!Number.isInteger(number) || number < least || number > most)
    throw new Error(`${option} takes a whole number, ${least} to ${most}`);
  return number;
}

export function secondsFrom(option: string, value: string): number {
  const seconds = Number(value);
  if (!(seconds >= 0.1 && seconds <= 30)) throw new Error(`${option} takes 0.1 to 30`);
  return seconds;
}
