/** How text for people is set: within columns, with titles and asides told apart. */

import { encode } from "../core/utf8.ts";
import { visible } from "../core/visible.ts";
import { wrap } from "../narration/wrap.ts";

/** How a terminal shows what stands out and what steps back; elsewhere each gives its text back. */
export interface Paint {
  bold(text: string): string;
  dim(text: string): string;
}

export interface TextStyle {
  /** Columns of the terminal. Tables need 80, and grow no narrower. */
  readonly columns: number;
  readonly colors: Paint;
}

export const indent = "  ";

/** Breaks a text into indented lines. */
export function paragraph(text: string, { columns }: TextStyle): string[] {
  return wrap(text, columns - indent.length).map((line) => indent + line);
}

/** The same, where the eye should go. */
export function emphasis(text: string, style: TextStyle): string[] {
  return paragraph(text, style).map((line) => style.colors.bold(line));
}

/** The same, as an aside. */
export function aside(text: string, style: TextStyle): string[] {
  return paragraph(text, style).map((line) => style.colors.dim(line));
}

export function heading(text: string, { columns, colors }: TextStyle): string[] {
  return wrap(text, columns).map((line) => colors.bold(line));
}

/** Text from outside, as one line that a terminal may see, cut to so many columns. */
export function outsideText(text: string, columns: number): string {
  return clip(visible(encode(text)), columns);
}

function clip(text: string, columns: number): string {
  if (Bun.stringWidth(text) <= columns) return text;
  let kept = "";
  for (const character of text) {
    if (Bun.stringWidth(`${kept}${character}…`) > columns) break;
    kept += character;
  }
  return `${kept}…`;
}
