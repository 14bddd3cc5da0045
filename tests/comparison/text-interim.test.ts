/** The lines of a run that goes on: one each, under their head. */

import { describe, expect, test } from "bun:test";
import fc from "fast-check";
import { formatInterim, formatInterimHead, type Interim } from "../../src/comparison/text-interim.ts";
import { languages } from "../../src/narration/language.ts";
import { measureMessagesIn } from "../../src/narration/measure-language.ts";
import { seeded } from "../core/samples.ts";
import { summary } from "./text-builders.ts";

const interim: Interim = {
  protocol: "udp",
  elapsedMs: 12_000,
  answered: 443_105,
  sent: 443_106,
  intervalAnswered: 36_912,
  intervalSent: 36_913,
  exchangeMs: summary(0.027, 36_912),
};

describe.each(languages)("formatInterim() in %s", (language) => {
  const messages = measureMessagesIn(language);

  test("tells what came so far and in the interval, under its head", () => {
    expect(`\n${formatInterimHead(messages)}\n${formatInterim(interim, messages)}\n`).toMatchSnapshot();
  });

  test("ends each figure where its head ends", () => {
    const ends = (line: string) =>
      [...line.matchAll(/\S(?= {2}|$)/g)].map(({ index }) => Bun.stringWidth(line.slice(0, index + 1)));
    const line = formatInterim(interim, messages).replace(" UDP", "    ");
    expect(ends(line)).toEqual(ends(formatInterimHead(messages)));
  });

  test("shows no time where nothing was answered", () => {
    const line = formatInterim({ ...interim, intervalAnswered: 0, exchangeMs: null }, messages);
    expect(line).toMatch(/ 0\/36,913 +– +–$/);
  });

  test("is one line of at most 80 columns, whatever comes", () => {
    const count = fc.nat(99_999_999);
    const anyInterim = fc.record({
      elapsedMs: fc.nat(86_400_000),
      answered: count,
      sent: count,
      intervalAnswered: fc.nat(9_999_999),
      intervalSent: fc.nat(9_999_999),
      medianMs: fc.double({ min: 0.001, max: 600_000, noNaN: true }),
    });
    fc.assert(
      fc.property(anyInterim, ({ medianMs, ...counts }) => {
        const line = formatInterim({ ...counts, protocol: "tcp", exchangeMs: summary(medianMs, 9) }, messages);
        expect(line).not.toContain("\n");
        expect(Bun.stringWidth(line)).toBeLessThanOrEqual(80);
      }),
      seeded,
    );
  });
});
