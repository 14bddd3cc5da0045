/** A conversation on a screen, step by step and as a ladder, in every language and on every kind of screen. */

import { describe, expect, test } from "bun:test";
import { maxToldSteps } from "../../src/core/limits.ts";
import { languages } from "../../src/narration/language.ts";
import { sampleEvents, sides, sidesOf } from "../narration/sample-events.ts";
import { conversations, OnScreen, type Style, type Timed } from "./explain-samples.ts";

const longest = { address: "2001:db8:85a3::8a2e:370:7334", port: 65_535 };

/** Every sample by itself, a whole crowd of the same, and the longest endpoints. */
const screenfuls: readonly (readonly Timed[])[] = [
  ...Object.values(sampleEvents)
    .flat()
    .map((event): Timed[] => [[12.3, event]]),
  Array.from({ length: maxToldSteps + 9 }, (_, at): Timed => [at, sampleEvents["reading-paused"][0] ?? never()]),
  [
    [1.5, { kind: "connected", local: longest, peer: longest, connectMs: 1_230 }],
    [1.6, { kind: "sentence-written", local: longest, peer: longest, taken: 16_777_216, waiting: 16_777_216 }],
  ],
];

function never(): never {
  throw new TypeError("there is a sample of every kind");
}

/** All the lines of all screenfuls, to each side that can be told them. */
function everyLine(style: Style): string[] {
  return sides.flatMap((side) =>
    screenfuls
      .filter((events) => events.every(([, event]) => sidesOf(event).includes(side)))
      .flatMap((events) =>
        new OnScreen(side, style)
          .tell(...events)
          .draw()
          .take(),
      ),
  );
}

function withoutTime(line: string): string {
  return line.replace(/^ *[\d.]+ ms/, "");
}

describe.each(languages)("Explainer in %s", (language) => {
  describe.each([
    ["UTF-8", false],
    ["ASCII", true],
  ] as const)("with %s", (_charset, ascii) => {
    test.each(Object.entries(conversations))("tells %s", (_what, { side, events }) => {
      const screen = new OnScreen(side, { language, ascii }).tell(...events).draw();
      expect(`\n${screen.take().join("\n")}\n`).toMatchSnapshot();
    });

    test("writes Bun's names below each other", () => {
      const steps = everyLine({ language, ascii, dim: (text) => `<${text}` }).filter((line) => / ms {2}.*</.test(line));
      expect(steps.length).toBeGreaterThan(50);
      const columns = steps.map((line) => [Bun.stringWidth(line.slice(0, line.indexOf("<"))), withoutTime(line)]);
      expect(new Set(columns.filter(([column]) => column !== 38).map(([, step]) => step))).toEqual(new Set());
    });

    test.each([60, 80, 120])("keeps each line within %d columns", (columns) => {
      const lines = everyLine({ language, ascii, columns });
      expect(lines.length).toBeGreaterThan(200);
      const tooWide = lines.filter((line) => Bun.stringWidth(line) > columns);
      expect(new Set(tooWide.map(withoutTime))).toEqual(new Set());
    });
  });

  test("dims what is implied, and Bun's name beside the textbook's, and nothing else", () => {
    const { side, events } = conversations["a UDP client's, with a retry"] ?? never();
    const dimmed: string[] = [];
    const dim = (text: string) => {
      dimmed.push(text.trim());
      return `<${text}>`;
    };
    const plain = new OnScreen(side, { language })
      .tell(...events)
      .draw()
      .take();
    const coloured = new OnScreen(side, { language, dim })
      .tell(...events)
      .draw()
      .take();
    expect(coloured.map((line) => line.replaceAll(/^<|(?<= {2})<|>$/g, ""))).toEqual(plain);
    const first = dimmed.filter((text) => text.startsWith("○")).length;
    expect(first).toBe(plain.filter((line) => line.includes("○")).length);
    expect(dimmed.filter((text) => /[●!]/.test(text))).toEqual([]);
    expect(dimmed).toContain("clientSocket.send()");
  });
});

// Korean needs a terminal that knows more in any case.
test("Explainer in English uses nothing but ASCII, where the terminal knows no more", () => {
  const foreign = everyLine({ ascii: true }).filter((line) => /[^ -~]/.test(line));
  expect(new Set(foreign.map(withoutTime))).toEqual(new Set());
});
