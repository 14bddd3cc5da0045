/** What is said of an option that a program does not have: whose it is, or which one was probably meant. */

import type { Messages } from "../narration/language.ts";
import type { Program } from "../narration/topics.ts";
import { programOptions } from "./options.ts";

export function explainUnknown(program: Program, name: string, written: string, messages: Messages): string {
  const owners = (Object.keys(programOptions) as Program[]).filter((other) => namesOf(other).includes(name));
  if (owners.length > 0) return messages.optionOfOthers(written, owners);
  const most = Math.min(2, Math.floor(name.length / 3)); // of a short name, two letters are nearly all
  const [nearest] = namesOf(program)
    .map((known) => ({ known, edits: editsBetween(name.toLowerCase(), known) }))
    .filter(({ edits }) => edits <= most)
    .sort((one, other) => one.edits - other.edits);
  return nearest === undefined
    ? messages.unknownOption(written)
    : messages.unknownOptionNear(written, `--${nearest.known}`);
}

function namesOf(program: Program): string[] {
  return programOptions[program].map(([name]) => name);
}

/** Letters to add, leave out or change, or neighbours to swap, that make one word of the other (optimal string alignment). */
export function editsBetween(one: string, other: string): number {
  const rows: number[][] = [Array.from({ length: other.length + 1 }, (_, j) => j)];
  const at = (i: number, j: number) => rows[i]?.[j] ?? Number.POSITIVE_INFINITY;
  for (let i = 1; i <= one.length; i++) {
    const row = [i];
    rows.push(row);
    for (let j = 1; j <= other.length; j++) {
      const change = at(i - 1, j - 1) + (one[i - 1] === other[j - 1] ? 0 : 1);
      const isSwapped = one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1];
      row.push(Math.min(at(i - 1, j) + 1, at(i, j - 1) + 1, change, isSwapped ? at(i - 2, j - 2) + 1 : change));
    }
  }
  return at(one.length, other.length);
}
