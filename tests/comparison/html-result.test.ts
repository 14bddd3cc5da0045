/** The top of the page: what was found, in a sentence that names no winner without proof, and how the run ended. */

import { describe, expect, test } from "bun:test";
import { renderHtml } from "../../src/comparison/html.ts";
import { resultOf } from "../../src/comparison/html-result.ts";
import type { Difference, Report } from "../../src/comparison/record.ts";
import { endpoint } from "../../src/core/endpoint.ts";
import type { End } from "../../src/measurement/record.ts";
import { languages } from "../../src/narration/language.ts";
import { reportTextsIn } from "../../src/narration/report-language.ts";
import { textOf } from "./read-page.ts";
import { interrupted, nothing, oneMissing } from "./sample-odd-reports.ts";
import { loopback } from "./sample-reports.ts";

const en = reportTextsIn("en");

/** The loopback comparison, with another difference. */
function withDifference(difference: Partial<Difference>): Report {
  const { comparison } = loopback;
  const [first] = comparison?.differences ?? [];
  if (!comparison || first === undefined) throw new TypeError("the sample compares");
  return { ...loopback, comparison: { ...comparison, differences: [{ ...first, ...difference }] } };
}

/** A report's header, as it is read; a space that breaks no line is a space. */
async function headerOf(report: Report, language: (typeof languages)[number]): Promise<string> {
  const page = await renderHtml(report, language);
  return textOf((/<header>[\s\S]*<\/header>/.exec(page) as RegExpExecArray)[0]);
}

const plain = (text: string) => text.replaceAll("\u00a0", " ");

describe("resultOf()", () => {
  test("names no winner where the interval holds 0", () => {
    const text = plain(resultOf(loopback, en));
    expect(text).toContain("shows no difference");
    expect(text).toContain("−0.0003 ms to 0.0014 ms (1,000 pairs), holds 0");
    expect(text).not.toMatch(/longer|slower|faster/);
    expect(resultOf(loopback, reportTextsIn("ko"))).not.toContain("더 길");
  });

  test.each([
    [{ lowMs: 0.0002, highMs: 0.0006 }, "it may all be the program’s own measuring error, 0.001 ms (95 % interval"],
    [{ lowMs: -0.3, highMs: -0.0009 }, "it may all be the program’s own measuring error, 0.001 ms (95 % interval"],
    [{ lowMs: 0.1, highMs: 0.6, pairs: 5 }, "5 pairs are too few for an interval"],
  ])("names no winner of %j where the record names none, and says why", (difference, why) => {
    const text = plain(resultOf(withDifference({ ...difference, errorMs: 0.001 }), en));
    expect(text).toContain(why);
    expect(text).toContain("shows no difference");
    expect(text).not.toMatch(/longer|slower|faster|holds 0/);
  });

  test.each([
    [
      { verdict: "tcp-slower", medianMs: 0.21, lowMs: 0.12, highMs: 0.35 },
      "over TCP than over UDP",
      "TCP 쪽이 UDP보다",
    ],
    [
      { verdict: "udp-slower", medianMs: -0.21, lowMs: -0.35, highMs: -0.12 },
      "over UDP than over TCP",
      "UDP 쪽이 TCP보다",
    ],
  ] as const)("says of %j who took longer, in positive amounts", (difference, inEnglish, inKorean) => {
    const report = withDifference(difference);
    for (const text of languages.map((language) => plain(resultOf(report, reportTextsIn(language))))) {
      expect(text.match(/−?\d+\.\d+ ms/g)).toEqual(["0.21 ms", "0.12 ms", "0.35 ms"]);
    }
    expect(resultOf(report, en)).toContain(inEnglish);
    expect(resultOf(report, reportTextsIn("ko"))).toContain(inKorean);
  });

  test("tells of one protocol alone where only one was measured", () => {
    for (const report of [interrupted, oneMissing]) {
      expect(plain(resultOf(report, en))).toMatch(/^UDP, one socket: half of the exchanges took \d+\.\d+ ms or less/);
    }
  });

  test("says so where nothing was answered", () => {
    expect(resultOf(nothing, en)).toBe(en.result.empty);
  });
});

describe("renderHtml() says at the top how a run ended", () => {
  const peer = endpoint("192.0.2.7", 12_000);
  const ends: readonly (readonly [End, RegExp, RegExp])[] = [
    [{ kind: "interrupted" }, /Ended early, by Ctrl-C/, /Ctrl-C로 일찍/],
    [{ kind: "refused", peer }, /Nothing listens on 192\.0\.2\.7:12000/, /refused.*192\.0\.2\.7:12000/],
    [
      { kind: "silent", peer, silentMs: 30_000 },
      /192\.0\.2\.7:12000 did not answer for 30 s/,
      /192\.0\.2\.7:12000, 30초/,
    ],
    [{ kind: "not-reachable", peer, code: "EHOSTUNREACH" }, /could not be reached.*EHOSTUNREACH/, /EHOSTUNREACH/],
    [
      { kind: "wrong-service", peer, expected: "HELLO", got: "hello" },
      /not an upper-case server.*expected HELLO got hello/,
      /대문자 서버가 아닙니다.*HELLO.*hello/,
    ],
  ];

  test.each(ends)("%j", async (end, inEnglish, inKorean) => {
    expect(await headerOf({ ...loopback, end }, "en")).toMatch(inEnglish);
    expect(await headerOf({ ...loopback, end }, "ko")).toMatch(inKorean);
  });

  test("and nothing of it where it ended as planned", async () => {
    expect(await renderHtml(loopback, "en")).not.toContain('class="notice"');
  });

  test("and which server was missing, and why", async () => {
    expect(await headerOf(oneMissing, "en")).toContain("The TCP server was not there (refused: nothing listens there)");
    expect(await headerOf(oneMissing, "ko")).toContain("TCP 서버가 없었습니다 (거절(refused)");
  });
});
