/**
 * Cuts the words of a command line into options and other words, as `parseArgs` of `node:util` does. It does not use that
 * one: to load `node:util` alone takes a third of a whole start.
 */

import type { OptionKind } from "./options.ts";

export type Token =
  | { readonly kind: "word"; readonly value: string }
  | {
      readonly kind: "option";
      readonly name: string;
      /** As the user wrote it: `-p` or `--port`. */
      readonly written: string;
      readonly value: string | undefined;
      /** The value stands in the same word: `--port=12000`, `-p12000`. */
      readonly isInline: boolean;
    };

/** Tells what the words are. An option that is not known is one without a value, or with one in the same word. */
export function optionTokens(words: readonly string[], known: ReadonlyMap<string, OptionKind>): Token[] {
  const names = new Map<string | undefined, string>();
  for (const [name, { short }] of known) names.set(short, name);
  const takesValue = (name: string) => known.get(name)?.value !== undefined;
  const tokens: Token[] = [];
  const rest = [...words];

  function alone(name: string, written: string): Token {
    return { kind: "option", name, written, value: takesValue(name) ? rest.shift() : undefined, isInline: false };
  }

  function long(word: string): Token {
    const end = word.indexOf("=", 3);
    if (end === -1) return alone(word.slice(2), word);
    const written = word.slice(0, end);
    return { kind: "option", name: written.slice(2), written, value: word.slice(end + 1), isInline: true };
  }

  function short(word: string): Token {
    const written = word.slice(0, 2);
    const name = names.get(word.charAt(1)) ?? word.charAt(1);
    if (word.length === 2) return alone(name, written);
    if (takesValue(name)) return { kind: "option", name, written, value: word.slice(2), isInline: true };
    rest.unshift(`-${word.slice(2)}`); // `-qp 12000` is `-q -p 12000`
    return { kind: "option", name, written, value: undefined, isInline: false };
  }

  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    if (word === "--") break;
    if (word.length < 2 || !word.startsWith("-")) tokens.push({ kind: "word", value: word });
    else tokens.push(word.startsWith("--") ? long(word) : short(word));
  }
  for (const value of rest) tokens.push({ kind: "word", value });
  return tokens;
}
