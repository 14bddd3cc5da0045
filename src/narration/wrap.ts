/** Text within a number of columns. */

/** Breaks text at spaces into lines of at most `columns`; a Hangul syllable takes two. A longer word stands alone. */
export function wrap(text: string, columns: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    const longer = line === "" ? word : `${line} ${word}`;
    if (line !== "" && Bun.stringWidth(longer) > columns) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  return [...lines, line];
}

/** The same for several lines; a line that fits stays as it is. A terminal of unknown width (a serial line) says 0 columns. */
export function wrapLines(lines: string, columns: number): string {
  if (columns === 0) return lines;
  return lines
    .split("\n")
    .flatMap((line) => (Bun.stringWidth(line) <= columns ? line : wrap(line, columns)))
    .join("\n");
}
