/** Text from the network, made safe to look at: nothing in it moves the cursor, colours the screen or turns the line around. */

import { maxPrintedBytes } from "./limits.ts";
import { decode, isEscapedByte, unfinishedTailBytes } from "./utf8.ts";

/**
 * What a terminal may act on: C0 and C1 controls, line and paragraph separators, the marks that change the direction
 * of writing (CVE-2021-42574), the byte-order mark, and the lone surrogates by which `decode` keeps invalid bytes.
 */
export const unsafeCharacters = /[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}\u{feff}\p{Cs}]/gu;

/** Text of these alone has nothing unsafe in it, and most text is such. Only the rest needs the other pattern, which takes long to compile. */
const printableAscii = /^[ -~]*$/;

const named: Readonly<Record<string, string>> = { "\t": "\\t", "\n": "\\n", "\r": "\\r" };

/** Writes bytes as one line of text: what is unsafe as `\n`, `\x1b` or `\u202e`, a byte that is not UTF-8 as `\xff`. */
export function visible(bytes: Uint8Array): string {
  return visibleText(decode(bytes));
}

/** The same of a text that was decoded before. What is safe already stays as it is. */
export function visibleText(text: string): string {
  return printableAscii.test(text) ? text : text.replace(unsafeCharacters, escapeCharacter);
}

/** One line of JSON, made safe by JSON's own escapes (`\\u009b`): it means the same value as before. */
export function visibleJson(json: string): string {
  if (printableAscii.test(json)) return json;
  return json.replace(unsafeCharacters, (character) => hex("u", character.charCodeAt(0), 4));
}

/** The same, cut to what a person reads of a long sentence; the length in bytes is told then. */
export function visibleStart(bytes: Uint8Array, totalBytes = bytes.length): string {
  if (totalBytes <= maxPrintedBytes) return visible(bytes);
  const start = bytes.subarray(0, maxPrintedBytes);
  const whole = start.subarray(0, start.length - unfinishedTailBytes(start));
  return `${visible(whole)}… (${totalBytes.toLocaleString("en")} bytes)`;
}

function escapeCharacter(character: string): string {
  const point = character.codePointAt(0) as number;
  if (isEscapedByte(character, 0)) return hex("x", point - 0xdc00, 2);
  return named[character] ?? (point <= 0x9f ? hex("x", point, 2) : hex("u", point, 4));
}

function hex(kind: "x" | "u", number: number, digits: number): string {
  return `\\${kind}${number.toString(16).padStart(digits, "0")}`;
}
