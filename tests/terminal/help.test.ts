/** The help as it is printed. */

import { describe, expect, test } from "bun:test";
import { type Language, languages, messagesIn } from "../../src/narration/language.ts";
import type { Program } from "../../src/narration/topics.ts";
import { readCommandLine } from "../../src/terminal/command-line.ts";
import { formatHelp } from "../../src/terminal/help.ts";
import { isServer, type OptionKind, optionKinds, programOptions } from "../../src/terminal/options.ts";

const programs: readonly Program[] = ["udp-server", "udp-client", "tcp-server", "tcp-client"];
const helps = programs.flatMap((program) => languages.map((language) => [program, language] as const));

function linesOf(program: Program, language: Language): string[] {
  return formatHelp(program, messagesIn(language).help).split("\n");
}

describe("formatHelp()", () => {
  test.each(helps)("of %s in %s fits 80 columns, with nothing at the ends of its lines", (program, language) => {
    const tooWide = linesOf(program, language).filter((line) => Bun.stringWidth(line) > 80);
    expect(tooWide).toEqual([]);
    for (const line of linesOf(program, language)) expect(line).toBe(line.trimEnd());
  });

  test.each(helps)("of %s in %s lists every option once, as it is written, with its meaning", (program, language) => {
    const help = messagesIn(language).help;
    const text = formatHelp(program, help);
    for (const [name, topic] of programOptions[program]) {
      const { short, value }: OptionKind = optionKinds[name];
      const term = `${short === undefined ? "    " : `-${short}, `}--${name}${value === undefined ? "" : ` ${value}`}`;
      expect(text.split(`\n  ${term} `).length).toBe(2);
      const words = help.option[topic].split(" ");
      expect(text).toMatch(new RegExp(words.map((word) => RegExp.escape(word)).join("\\s+")));
    }
    expect(text).not.toContain("undefined");
  });

  test.each(helps)("of %s in %s aligns what its columns say", (program, language) => {
    const begins = linesOf(program, language)
      .map((line) => /^ {2}(?:-., | {4})--\S+(?: [A-Z]+)? +/.exec(line)?.[0].length)
      .filter((width) => width !== undefined);
    expect(begins.length).toBe(programOptions[program].length);
    expect(new Set(begins).size).toBe(1);
  });

  test.each(helps)(
    "of %s in %s begins with what it is for, shows how to call it, and ends with a newline",
    (program, language) => {
      const help = messagesIn(language).help;
      const text = formatHelp(program, help);
      expect(text.replace(/\s+/g, " ")).toStartWith(help.purpose[program]);
      expect(text).toContain(`\n${help.usage}: ${program} [${help.options}]`);
      expect(text.includes(`[${help.sentence} …]`)).toBe(!isServer(program));
      expect(text).toEndWith(`${help.exitCodes}\n`);
    },
  );

  test.each(programs)("of %s shows examples that work", (program) => {
    for (const [command] of messagesIn("en").help.examples[program]) {
      const [, ...words] = (command.split(" <")[0] as string).split(" ");
      expect(readCommandLine(program, words, {}).kind).toBe("run");
    }
  });
});
