/** How the words of the command line are read: counts, percentages and times, or what is wrong with them. */

import { maxDeadlineMs } from "../core/limits.ts";
import type { Messages } from "../narration/language.ts";
import type { Program } from "../narration/topics.ts";

/** A word that cannot stand where it stands; the message says why, and what could. */
export class Misuse extends Error {}

/** One option as it stands on the command line. */
export interface Word {
  readonly program: Program;
  readonly written: string;
  readonly value: string;
  readonly messages: Messages;
}

/** Reads a whole number of up to nine digits; anything else is NaN, which is in no range. */
export function readWhole(value: string): number {
  return /^\d{1,9}$/.test(value) ? Number(value) : Number.NaN;
}

export function readCount({ written, value, messages }: Word, lowest: number, highest: number): number {
  const count = readWhole(value);
  if (count >= lowest && count <= highest) return count;
  throw new Misuse(messages.badCount(written, value, lowest, highest));
}

/** Reads a percentage, with its sign or without: `30%`, `30`, `0.5%`. */
export function readPercent({ written, value, messages }: Word): number {
  const [, number] = /^(\d{1,3}(?:\.\d{1,6})?|\.\d{1,6})%?$/.exec(value) ?? [];
  const percent = Number(number);
  if (percent <= 100) return percent;
  throw new Misuse(messages.badPercent(written, value));
}

/** Reads a time in seconds, or with its unit: `1`, `0.5`, `250ms`, `50us`. `digits` is how many decimals of a millisecond count. */
export function readMs({ written, value, messages }: Word, lowestMs: number, digits = 0): number {
  const [, number, unit = "s"] = /^(\d{1,9}(?:\.\d{1,6})?|\.\d{1,6})(us|ms|s)?$/.exec(value) ?? [];
  const ms = Number((Number(number) * (msOf[unit] ?? 1)).toFixed(digits));
  if (ms >= lowestMs && ms <= maxDeadlineMs) return ms;
  throw new Misuse(messages.badSeconds(written, value, `${lowestMs / 1_000}`, `${maxDeadlineMs / 1_000}`));
}

const msOf: Readonly<Record<string, number>> = { s: 1_000, ms: 1, us: 0.001 };
