/** Why a run ended before its time: what was tried, with whom, what came of it, and what to try next. */

import type { End } from "../measurement/record.ts";
import type { MeasureMessages } from "../narration/measure-language.ts";
import { wrap } from "../narration/wrap.ts";
import { indent, outsideText, type TextStyle } from "./text-style.ts";

/**
 * Says why a run ended early; undefined where it was completed.
 *
 * @param server The program to start where nothing listens: `udp-server`, or both.
 * @param isEmpty Nothing was measured until then.
 */
export function formatEnd(
  end: End,
  server: string,
  messages: MeasureMessages,
  style: TextStyle,
  isEmpty = false,
): string | undefined {
  const lines = tellEnd(end, server, messages, style, isEmpty);
  return lines.length === 0 ? undefined : lines.join("\n");
}

function tellEnd(end: End, server: string, messages: MeasureMessages, style: TextStyle, isEmpty: boolean): string[] {
  switch (end.kind) {
    case "done":
      return [];
    case "interrupted":
      return wrap(messages.interrupted, style.columns);
    case "refused":
      return wrap(messages.refused(end.peer, server), style.columns);
    case "silent":
      return wrap(messages.silent(end.peer, end.silentMs), style.columns);
    case "not-reachable":
      return wrap(messages.notReachable(end.peer, outsideText(end.code, 40), server), style.columns);
    case "wrong-service":
      return [
        ...wrap(messages.wrongService(end.peer), style.columns),
        ...drawPair(
          [
            [messages.expected, end.expected],
            [messages.got, end.got],
          ],
          style,
        ),
        ...wrap(isEmpty ? messages.checkPort : messages.wrongServiceAdvice, style.columns),
      ];
  }
}

/** Two texts from outside below each other, so that their difference is seen. */
function drawPair(pair: readonly (readonly [name: string, text: string])[], { columns }: TextStyle): string[] {
  const widest = Math.max(...pair.map(([name]) => Bun.stringWidth(name)));
  return pair.map(([name, text]) => {
    const before = `${indent}${name}${" ".repeat(widest - Bun.stringWidth(name))}  `;
    return before + outsideText(text, columns - Bun.stringWidth(before));
  });
}
