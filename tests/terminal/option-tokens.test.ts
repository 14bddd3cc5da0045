/** What the words of a command line are. */

import { describe, expect, test } from "bun:test";
import { parseArgs } from "node:util";
import fc from "fast-check";
import { optionTokens } from "../../src/terminal/option-tokens.ts";
import type { OptionKind } from "../../src/terminal/options.ts";

const known = new Map<string, OptionKind>([
  ["port", { short: "p", value: "PORT" }],
  ["quiet", { short: "q" }],
]);

/** The tokens, each in short: `port as -p: "1"`, or a word. */
function tokens(...words: string[]): string[] {
  return optionTokens(words, known).map((token) => {
    if (token.kind === "word") return token.value;
    const { name, written, value, isInline } = token;
    return `${name} as ${written}: ${value === undefined ? "nothing" : `${JSON.stringify(value)}${isInline ? " inline" : ""}`}`;
  });
}

/** The same by `parseArgs` where it is not strict. */
function tokensOfNode(...args: string[]): string[] {
  const options = { port: { type: "string", short: "p" }, quiet: { type: "boolean", short: "q" } } as const;
  const read = parseArgs({ args, options, strict: false, allowPositionals: true, tokens: true });
  return read.tokens.flatMap((token) => {
    if (token.kind === "positional") return [token.value];
    if (token.kind === "option-terminator") return [];
    const { name, rawName, value, inlineValue } = token;
    return `${name} as ${rawName}: ${value === undefined ? "nothing" : `${JSON.stringify(value)}${inlineValue ? " inline" : ""}`}`;
  });
}

describe("optionTokens()", () => {
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
    [
      ["-qp1", "2"],
      ["quiet as -q: nothing", 'port as -p: "1" inline', "2"],
    ],
  ])("reads %j in every way of writing", (words, expected) => {
    expect(tokens(...words)).toEqual(expected);
  });

  test.each<[string, string[], string[]]>([
    ["an unknown option", ["--nope"], ["nope as --nope: nothing"]],
    ["an unknown option's value", ["--nope=3"], ['nope as --nope: "3" inline']],
    ["an unknown letter among others", ["-qx"], ["quiet as -q: nothing", "x as -x: nothing"]],
    ["a value that is missing", ["--port"], ["port as --port: nothing"]],
    ["a value that is empty", ["--port="], ['port as --port: "" inline']],
    ["an option where a value should be", ["--port", "-q"], ['port as --port: "-q"']],
    ["a value that a switch does not take", ["--quiet=1"], ['quiet as --quiet: "1" inline']],
  ])("gives %s instead of an error", (_, words, expected) => {
    expect(tokens(...words)).toEqual(expected);
  });

  test("gives the words of the sentence in order, those after -- as they are, and a dash as a word", () => {
    expect(tokens("hello", "-q", "world", "-", "--", "-q", "--port")).toEqual([
      ...["hello", "quiet as -q: nothing", "world", "-"],
      ...["-q", "--port"],
    ]);
  });

  test("reads whatever is written as parseArgs() does", () => {
    // But for a dash among letters, where parseArgs() sees an end of the options (`-q-p`), and a name that begins with "=".
    const word = fc
      .array(fc.constantFrom("-", "--", "-p", "-q", "--port", "--quiet", "=", "p", "q", "x", "1", "가"), {
        maxLength: 4,
      })
      .map((parts) => parts.join(""))
      .filter((text) => !/^-[^-].*-|^--=/.test(text));
    fc.assert(
      fc.property(fc.array(word, { maxLength: 6 }), (words) => {
        expect(tokens(...words)).toEqual(tokensOfNode(...words));
      }),
      { numRuns: 1_000 },
    );
  });
});
