/** Replies as a reader collects them, in a form that is easy to compare: a character a byte. */

import type { Collected, Framing, ReplyReader } from "../../src/core/reply-reader.ts";

/** More than any of the streams here. */
export const roomy = 1_000_000;

export type Shown = readonly [text: string, endedBy: Collected["endedBy"]];

export function show({ bytes, endedBy }: Collected): Shown {
  return [Buffer.from(bytes).toString("latin1"), endedBy];
}

export function push(reader: ReplyReader, ...texts: string[]): void {
  for (const text of texts) reader.push(Buffer.from(text, "latin1"));
}

export async function next(reader: ReplyReader, framing: Framing, maxBytes = roomy): Promise<Shown> {
  return show(await reader.next(framing, maxBytes));
}
