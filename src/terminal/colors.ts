/** Colours, only where somebody sees them. */

export interface Colors {
  bold(text: string): string;
  dim(text: string): string;
}

const plain: Colors = { bold: (text) => text, dim: (text) => text };

/** Loads picocolors where colours are wanted: it touches `process.stdout`, which a plain start can do without. */
export async function loadColors(wanted: boolean): Promise<Colors> {
  if (!wanted) return plain;
  const { createColors } = (await import("picocolors")).default;
  return createColors(true);
}
