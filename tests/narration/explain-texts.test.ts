/** What explain mode says, in both languages: the same of everything, in sentences that hold for every value. */

import { describe, expect, test } from "bun:test";
import type { SocketEvent } from "../../src/core/events.ts";
import { type ExplainTexts, type Point, type Side, type Told, tell, tellPoint } from "../../src/narration/explain.ts";
import { explainEn } from "../../src/narration/explain-en.ts";
import { explainKo } from "../../src/narration/explain-ko.ts";
import { explainTextsIn } from "../../src/narration/explain-language.ts";
import { sampleEvents, samplePoints, sides, sidesOf } from "./sample-events.ts";

const events: readonly SocketEvent[] = Object.values(sampleEvents).flat();
const points: readonly Point[] = Object.values(samplePoints).flat();
const hangul = /[가-힣]/;

/** Every sample as one side is told it, in one language. */
function toldTo(side: Side, texts: ExplainTexts): Told[] {
  return events.map((event) => tell(texts, event, side));
}

/** Every sentence of a language: with the frame around them, and all samples for both sides. */
function sentences(texts: ExplainTexts, of = { events, points }): string[] {
  const told = sides.flatMap((side) => of.events.map((event) => tell(texts, event, side)));
  return [
    ...told.map(({ observed }) => observed),
    ...implied(told),
    ...of.points.map((point) => tellPoint(texts, point)),
    ...frame(texts),
    ...[texts.title("tcp-client"), texts.bytes(1), texts.bytes(1_024), texts.skipped(1), texts.skipped(1_024)],
  ];
}

/** What stands around the steps, whatever happens. */
function frame(texts: ExplainTexts): string[] {
  return Object.values(texts).filter((text) => typeof text === "string");
}

function implied(told: readonly Told[]): string[] {
  return told.flatMap((step) => step.implied ?? []);
}

describe.each([
  ["English", explainEn],
  ["Korean", explainKo],
] as const)("In %s", (_language, texts) => {
  test.each(sides)("each event is told to the %s", (side) => {
    const its = events.filter((event) => sidesOf(event).includes(side));
    const blocks = its.map((event) => {
      const { call, bun, observed, implied } = tell(texts, event, side);
      return [event.kind, `  ${call} | ${bun}`, `  ● ${observed}`, ...(implied ? [`  ○ ${implied}`] : [])].join("\n");
    });
    expect(blocks.join("\n")).toMatchSnapshot();
  });

  test("each finer point is told, and the frame around it all", () => {
    const around = [texts.title("udp-server"), ...frame(texts)];
    expect([...around, ...points.map((point) => tellPoint(texts, point))].join("\n")).toMatchSnapshot();
    expect([texts.bytes(1), texts.bytes(3_000), texts.skipped(1), texts.skipped(1_998)]).toMatchSnapshot();
  });

  test("nothing is empty, or shows a value that is none", () => {
    const words = sides.flatMap((side) => toldTo(side, texts)).flatMap(({ call, bun }) => [call, bun]);
    for (const text of [...words, ...sentences(texts)]) {
      expect(text.trim()).toBe(text);
      expect(text).not.toMatch(/^$|undefined|NaN|\[object|(?<!\w)-\d/);
    }
  });

  test("what is implied has no time", () => {
    const time = /\d\s*(ms|s|sec|seconds?|min|minutes?|밀리초|초|분)(?![a-z])/;
    const all = sides.flatMap((side) => implied(toldTo(side, texts)));
    expect(all.length).toBeGreaterThan(20);
    expect(all.filter((sentence) => time.test(sentence))).toEqual([]);
  });
});

describe("English and Korean", () => {
  test("are the texts of their languages", () => {
    expect(explainTextsIn("en")).toBe(explainEn);
    expect(explainTextsIn("ko")).toBe(explainKo);
  });

  test("tell the same things", () => {
    expect(Object.keys(explainKo).sort()).toEqual(Object.keys(explainEn).sort());
    expect(Object.keys(explainKo.tell).sort()).toEqual(Object.keys(explainEn.tell).sort());
    expect(Object.keys(explainKo.point).sort()).toEqual(Object.keys(explainEn.point).sort());
    expect(Object.keys(explainEn.tell).sort()).toEqual(Object.keys(sampleEvents).sort());
    expect(Object.keys(explainEn.point).sort()).toEqual(Object.keys(samplePoints).sort());
  });

  test.each(sides)("tell the %s of the same calls, and imply something of the same events", (side) => {
    const english = toldTo(side, explainEn);
    const korean = toldTo(side, explainKo);
    const calls = (told: Told[]) => told.map(({ call }) => call.match(/\w+\(/g));
    expect(calls(korean)).toEqual(calls(english));
    const whichImply = (told: Told[]) => events.filter((_, index) => told[index]?.implied !== undefined);
    expect(whichImply(korean)).toEqual(whichImply(english));
  });

  test("are two languages", () => {
    for (const sentence of sentences(explainEn)) expect(sentence).not.toMatch(hangul);
    for (const sentence of sentences(explainKo)) expect(sentence).toMatch(hangul);
  });
});

/** The same sample with other values: numbers, and the words that come from outside. What the program chose stays. */
function withValues<Sample>(sample: Sample, number: number, word: string): Sample {
  const replaced = (key: string, value: unknown): unknown => {
    if (typeof value === "number") return number;
    if (value instanceof Uint8Array) return new Uint8Array(number);
    if (value instanceof Error) return new Error(word);
    if (Array.isArray(value)) return value.map((one) => replaced(key, one));
    if (typeof value === "object" && value !== null) return withValues(value, number, word);
    return /^(address|addresses|host|code|cause|detail)$/.test(key) ? word : value;
  };
  const entries = Object.entries(sample as object).map(([key, value]) => [key, replaced(key, value)]);
  return Object.fromEntries(entries) as Sample;
}

function sentencesWith(texts: ExplainTexts, number: number, word: string): string[] {
  const changed = <Sample>(samples: readonly Sample[]) => samples.map((one) => withValues(one, number, word));
  return sentences(texts, { events: changed(events), points: changed(points) });
}

/** A Korean particle's form hangs on the last sound before it (이/가), and nobody knows how a value sounds. */
function gluesParticle(sentence: string): boolean {
  // A noun's particle stands behind a value in brackets: there the noun decides.
  const plain = sentence.replace(/(?<=[가-힣])\([^()]*\)/g, "");
  return /77[\])}'"]*( ?(?:ms|s|%))?(?:은|는|이|가|을|를|과|와|으로|로)(?![가-힣])/.test(plain);
}

describe("With any values", () => {
  test("no Korean particle is glued to one", () => {
    const all = sentencesWith(explainKo, 777, "E77");
    expect(all.filter((sentence) => sentence.includes("77")).length).toBeGreaterThan(30);
    expect(all.filter(gluesParticle)).toEqual([]);
  });

  test("a glued one would be found", () => {
    const glued = ["777는 갑니다", "[E77]:777을 봅니다", "777 ms로", "여기 (E77)이", "E77과", "(길 E77)가"];
    expect(glued.filter(gluesParticle)).toEqual(glued);
    expect(["길(E77)이", "777바이트를", "포트 777번이"].filter(gluesParticle)).toEqual([]);
  });

  test("one is one in English", () => {
    const plural = /(?<![\d.,:])1 (bytes|segments|lines|chunks|fragments|tries|connections|conversations)\b/;
    const told = sides.flatMap((side) => events.map((event) => tell(explainEn, withValues(event, 1, "E1"), side)));
    expect(new Set(told.map(({ observed }) => observed).filter((sentence) => plural.test(sentence)))).toEqual(
      new Set(),
    );
  });
});
