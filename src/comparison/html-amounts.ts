/** Amounts as the page writes them: as many digits as are worth comparing, and a minus that is one. */

import { formatSeconds } from "../core/amounts.ts";

/** More digits than this are noise: a look at the clock costs as much (ms). */
const mostDigits = 4;

/** Digits after the point that give the smallest of these amounts three figures; all of a row are then written alike. */
export function digitsFor(amounts: readonly (number | null)[], most = mostDigits): number {
  const sizes = amounts.flatMap((amount) => (amount === null || amount === 0 ? [] : [Math.abs(amount)]));
  if (sizes.length === 0) return 0;
  return Math.min(most, Math.max(0, 2 - Math.floor(Math.log10(Math.min(...sizes)))));
}

/** Digits that give the width of an interval two figures: no bound is known better. */
export function digitsForInterval({ lowMs, highMs }: { readonly lowMs: number; readonly highMs: number }): number {
  const width = highMs - lowMs;
  return width <= 0 ? mostDigits : Math.min(mostDigits, Math.max(0, 1 - Math.floor(Math.log10(width))));
}

export function fixed(amount: number, digits: number): string {
  // Adding 0 turns -0 into 0.
  const rounded = Number(amount.toFixed(digits)) + 0;
  const text = rounded.toLocaleString("en", { minimumFractionDigits: digits, maximumFractionDigits: digits });
  return text.replace("-", "−");
}

/** A time that somebody chose, as it was meant: `20 ms`, `1 s`. */
export function formatSetting(ms: number): string {
  return ms < 1_000 ? `${Number(ms.toPrecision(3))}\u00a0ms` : formatSeconds(ms).replace(" ", "\u00a0");
}

/** One time with its unit, in a sentence: `0.0412 ms`, `20.4 ms`. No line breaks between them. */
export function formatTime(ms: number, digits = digitsFor([ms])): string {
  return `${fixed(ms, digits)}\u00a0ms`;
}
