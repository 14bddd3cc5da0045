/** The words of the help: the same topics and examples in both languages, each in its own. */

import { describe, expect, test } from "bun:test";
import { enHelp } from "../../src/narration/help-en.ts";
import { koHelp } from "../../src/narration/help-ko.ts";
import type { Help, Program } from "../../src/narration/topics.ts";

const programs: readonly Program[] = ["udp-server", "udp-client", "tcp-server", "tcp-client"];
const hangul = /\p{Script=Hangul}/u;

/** What is said in words, and so has to be translated. */
function words(help: Help): string[] {
  return [
    ...[help.usage, help.sentence, help.options, help.examplesTitle, help.exitCodes],
    ...Object.values(help.purpose),
    ...Object.values(help.option),
    ...programs.flatMap((program) => help.examples[program].map(([, meaning]) => meaning)),
  ];
}

describe("Help", () => {
  test("explains the same options and the same programs in both languages", () => {
    expect(Object.keys(koHelp.option).sort()).toEqual(Object.keys(enHelp.option).sort());
    expect(Object.keys(koHelp.purpose).sort()).toEqual([...programs].sort());
  });

  test("shows the same commands as examples, each of its own program", () => {
    for (const program of programs) {
      const commands = (help: Help) => help.examples[program].map(([command]) => command);
      expect(commands(koHelp)).toEqual(commands(enHelp));
      expect(commands(enHelp).length).toBeGreaterThan(1);
      for (const command of commands(enHelp)) expect(command.split(" ")[0]).toBe(program);
    }
  });

  test("is Korean in Korean, and not in English", () => {
    for (const text of words(koHelp)) if (text !== koHelp.option["json-server"]) expect(text).toMatch(hangul);
    for (const text of words(enHelp)) expect(text).not.toMatch(hangul);
  });

  test("states the same numbers in both languages: defaults and exit codes", () => {
    const numbers = (texts: readonly string[]) => texts.map((text) => (text.match(/\d+/g) ?? []).sort());
    expect(numbers(Object.values(koHelp.option))).toEqual(numbers(Object.values(enHelp.option)));
    expect(numbers([koHelp.exitCodes])).toEqual(numbers([enHelp.exitCodes]));
  });
});
