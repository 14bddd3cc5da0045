/** What `util.parseArgs` makes of a command line when it is not strict. */

import { describe, expect, test } from "bun:test";
import { parseArgs } from "node:util";

const options = { port: { type: "string", short: "p" }, quiet: { type: "boolean", short: "q" } } as const;

/** The tokens, each in short: `port=1`, `--`, or a word. */
function tokens(...args: string[]): string[] {
  const read = parseArgs({ args, options, strict: false, allowPositionals: true, tokens: true });
  return read.tokens.map((token) => {
    if (token.kind === "positional") return token.value;
    if (token.kind === "option-terminator") return "--";
    const { name, rawName, value, inlineValue } = token;
    return `${name} as ${rawName}: ${value === undefined ? "nothing" : `${JSON.stringify(value)}${inlineValue ? " inline" : ""}`}`;
  });
}

// command-line.ts, takeOptions(): what is wrong is seen in the tokens, and told in the user's language.
describe("parseArgs()", () => {
  test.each<[string[], string[]]>([
    [["--port", "1"], ['port as --port: "1"']],
    [["--port=1"], ['port as --port: "1" inline']],
    [["-p", "1"], ['port as -p: "1"']],
    [["-p1"], ['port as -p: "1" inline']],
    [
      ["-q", "-p", "1"],
      ["quiet as -q: nothing", 'port as -p: "1"'],
    ],
    [
      ["-qp", "1"],
      ["quiet as -q: nothing", 'port as -p: "1"'],
    ],
  ])("reads %j in every way of writing", (args, expected) => {
    expect(tokens(...args)).toEqual(expected);
  });

  test.each<[string, string[], string[]]>([
    ["an unknown option", ["--nope"], ["nope as --nope: nothing"]],
    ["an unknown option's value", ["--nope=3"], ['nope as --nope: "3" inline']],
    ["an unknown letter among others", ["-qx"], ["quiet as -q: nothing", "x as -x: nothing"]],
    ["a value that is missing", ["--port"], ["port as --port: nothing"]],
    ["a value that is empty", ["--port="], ['port as --port: "" inline']],
    ["an option where a value should be", ["--port", "-q"], ['port as --port: "-q"']],
    ["a value that a switch does not take", ["--quiet=1"], ['quiet as --quiet: "1" inline']],
  ])("gives %s instead of an error", (_, args, expected) => {
    expect(tokens(...args)).toEqual(expected);
  });

  test("gives the words of the sentence in order, those after -- as they are, and a dash as a word", () => {
    expect(tokens("hello", "-q", "world", "-", "--", "-q", "--port")).toEqual([
      ...["hello", "quiet as -q: nothing", "world", "-", "--"],
      ...["-q", "--port"],
    ]);
  });
});
