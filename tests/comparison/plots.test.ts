/** Plots: every axis has a name with its unit, every way its line, and every plot fits the width that it is given. */

import { describe, expect, test } from "bun:test";
import { plots } from "../../src/comparison/plots.ts";
import { languages } from "../../src/narration/language.ts";
import { reportTextsIn } from "../../src/narration/report-language.ts";
import { textOf } from "./read-page.ts";
import { lossy } from "./sample-lossy.ts";
import { interrupted, nothing } from "./sample-odd-reports.ts";
import { loopback } from "./sample-reports.ts";

const { firstAnswer, differences } = lossy.comparison as NonNullable<typeof lossy.comparison>;
const smallest = lossy.series.filter(({ sentenceBytes }) => sentenceBytes === 16);

/** The words in a plot. */
function wordsOf(svg: string | null): string {
  return textOf(svg ?? "");
}

describe.each([...languages])("Plots in %s", (language) => {
  const texts = reportTextsIn(language);
  const { axis } = texts;
  const names = ["datagrams", "one-connection"].map((way) => {
    const { protocol, how } = texts.way[way as "datagrams" | "one-connection"];
    return `${protocol}, ${how}`;
  });
  const drawn = {
    distribution: plots.distribution(smallest, texts),
    times: plots.times(smallest, texts),
    sizes: plots.sizes(lossy.series, texts),
    firstAnswer: plots.firstAnswer(firstAnswer, texts),
    differences: plots.differences(differences, texts),
  };

  test("name every axis, with its unit", () => {
    const expected: Record<keyof typeof drawn, readonly string[]> = {
      distribution: [axis.exchangeTime, axis.answeredShare, ...names],
      times: [axis.sinceStartSeconds, ...names],
      sizes: [axis.sentenceBytes, axis.median, axis.p99, ...names],
      firstAnswer: [axis.firstAnswer, "UDP", "TCP", texts.handshake, texts.firstExchange, texts.prediction],
      differences: [axis.difference, texts.bytes(16), texts.bytes(8_192)],
    };
    for (const [plot, words] of Object.entries(expected)) {
      for (const word of words) expect(wordsOf(drawn[plot as keyof typeof drawn]), plot).toContain(word);
    }
    for (const name of Object.values(axis)) expect(name).toMatch(/\((ms|s|bytes|바이트|% of sent|보낸 것의 %)\)$/);
  });

  test("fill the width they are given, in the page's font, and hold no style and no script", () => {
    for (const svg of Object.values(drawn)) {
      expect(svg?.slice(0, 100)).toMatch(
        /^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" viewBox="0 0 440 \d+(\.\d+)?">/,
      );
      expect(svg?.match(/<(style|script|foreignObject)|class=|pointer-events/g)).toBeNull();
      expect(new Set(svg?.match(/font-family:[^;"]*/g))).toEqual(new Set(["font-family:inherit"]));
    }
  });

  test("count a short series in milliseconds and a long one in seconds", () => {
    expect(wordsOf(plots.times(loopback.series, texts))).toContain(axis.sinceStartMs);
    expect(wordsOf(plots.times(interrupted.series, texts))).toContain(axis.sinceStartSeconds);
  });

  test("are left out where there is nothing to draw", () => {
    expect(plots.distribution(nothing.series, texts)).toBeNull();
    expect(plots.times(nothing.series, texts)).toBeNull();
    expect(plots.sizes(loopback.series, texts)).toBeNull();
    expect(plots.differences([], texts)).toBeNull();
    expect(plots.firstAnswer({ ...firstAnswer, tcp: null }, texts)).toBeNull();
    expect(plots.firstAnswer({ udp: null, tcp: null, ratio: null }, texts)).toBeNull();
  });

  test("tell ways apart by colour, by dash and by marker", () => {
    const svg = plots.distribution(loopback.series, texts) as string;
    const lines = [...svg.matchAll(/<path [^>]*stroke="(#\w+)" stroke-width="2"([^>]*)>/g)];
    const dashes = lines.map(([, color, rest]) => `${color} ${/stroke-dasharray="([^"]*)"/.exec(rest as string)?.[1]}`);
    expect(new Set(dashes).size).toBe(4);
    expect(new Set(dashes.map((dash) => dash.split(" ")[0])).size).toBe(4);
    expect(new Set(dashes.map((dash) => dash.split(" ")[1])).size).toBe(4);
  });
});
