/** Random numbers and texts that are the same for the same seed. */

/** A number in [0, 1) at each call. */
export type Random = () => number;

/** A whole number from 0 to one below `below`. */
export function below(random: Random, below: number): number {
  return Math.floor(random() * below);
}

const pieces = ["hello", "Straße", "안녕", "ΐ", "12345", "émile", "😀", "x", " "];

/** A text of so many pieces: letters that grow, letters that do not, none. */
export function sentence(random: Random, count: number): string {
  return Array.from({ length: count }, () => pieces[below(random, pieces.length)]).join(" ");
}

export function bytes(random: Random, count: number): Uint8Array {
  return Uint8Array.from({ length: count }, () => below(random, 256));
}
