/** The help of a program, laid out in columns. */

import type { Help, Program } from "../narration/topics.ts";
import { wrap } from "../narration/wrap.ts";
import { isServer, type OptionKind, optionKinds, programOptions } from "./options.ts";

export function formatHelp(program: Program, help: Help): string {
  const sentence = isServer(program) ? "" : ` [${help.sentence} …]`;
  const options = programOptions[program].map(
    ([name, topic]) => [formatOption(name, optionKinds[name]), help.option[topic]] as const,
  );
  return [
    ...wrap(help.purpose[program], 80),
    "",
    `${help.usage}: ${program} [${help.options}]${sentence}`,
    "",
    `${capitalized(help.options)}:`,
    ...columns(options),
    "",
    `${help.examplesTitle}:`,
    ...columns(help.examples[program]),
    "",
    help.exitCodes,
    "",
  ].join("\n");
}

function capitalized(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

function formatOption(name: string, kind: OptionKind): string {
  const short = kind.short === undefined ? "    " : `-${kind.short}, `;
  return `${short}--${name}${kind.value === undefined ? "" : ` ${kind.value}`}`;
}

/** Two columns within 80: an explanation that does not fit beside its term goes on below. */
function columns(rows: readonly (readonly [string, string])[]): string[] {
  const termWidth = Math.max(...rows.map(([term]) => term.length)) + 2;
  return rows.flatMap(([term, explanation]) => {
    const [first = "", ...more] = wrap(explanation, 78 - termWidth);
    return [`  ${term.padEnd(termWidth)}${first}`, ...more.map((line) => `  ${" ".repeat(termWidth)}${line}`)];
  });
}
