/** The texts of the report page: in both languages, in the right script, with the same facts, and right in their grammar. */

import { describe, expect, test } from "bun:test";
import { languages } from "../../src/narration/language.ts";
import type { ReportTexts } from "../../src/narration/report.ts";
import { reportTextsIn } from "../../src/narration/report-language.ts";

/** Stands for any text that is taken in, so that it is found again. */
const mark = "⟦x⟧";
const peer = { address: mark, port: 7 };
const facts = { size: mark, median: mark, low: mark, high: mark, pairs: mark, error: mark };

/** What takes something in, said with marks and with numbers that are easily found. */
function sayAll(t: ReportTexts): Record<string, string[]> {
  const { result, end, repair, question } = t;
  const notices = [
    ...[end.interrupted({ kind: "interrupted" }), end.refused({ kind: "refused", peer })],
    ...[end.silent({ kind: "silent", peer, silentMs: 7_000 }), t.missing("TCP", mark), t.missing("UDP", mark)],
    end["wrong-service"]({ kind: "wrong-service", peer, expected: "", got: "" }),
    end["not-reachable"]({ kind: "not-reachable", peer, code: mark }),
  ];
  return {
    notices: notices.flatMap(({ title, text }) => [title, text]),
    amounts: [t.bytes(7_777), t.sentencesOf(7_777), t.table(7), t.figure(7), t.sampled(7_777), t.made(mark, mark)],
    loops: [t.closedLoop(7_777), t.openLoop(mark)],
    boundaries: [t.boundaries("UDP", 777, 7_777, "server"), t.boundaries("TCP", 777, 7_777, "client")],
    results: [
      ...[result.slower("TCP", facts), result.slower("UDP", facts), result.noneShown(facts, "holds-zero")],
      ...[
        result.noneShown(facts, "within-error"),
        result.noneShown(facts, "too-few"),
        result.single(mark, mark, mark, mark),
      ],
      ...[result.unanswered("UDP", 777, 7_777), result.sentAgain(7_777)],
    ],
    repairs: [
      ...[repair.udpLoss(777, 7_777), repair.udpLoss(777, 0), repair.udpLoss(0, 0), repair.tcpLoss(777, 7_777)],
      ...[repair.tcpLoss(777, 0), repair.tcpLoss(null, 0), repair.udpDuplicate(0), repair.udpDuplicate(777)],
      ...[repair.udpOrder(0), repair.udpOrder(777)],
      ...[repair.udpOverflow(null), repair.udpOverflow(0), repair.udpOverflow(777)],
    ],
    questions: [
      ...[question.handshake(mark, mark, mark), question.noLoss, question.intervalHoldsZero(mark, mark, mark)],
      question.loss({ unanswered: 777, segments: 7_777, median: mark, max: mark }),
      question.intervalWithinError(mark, mark, mark),
      ...[question.intervalBesideZero(mark, mark, mark), question.headers({ size: mark, udp: mark, tcp: mark })],
      ...[question.rate({ window: 7_777, median: mark, perSecond: mark }), question.openLoop(mark)],
      ...[question.mean(mark, mark, mark), question.timeout(mark, mark), question.counts, question.silence],
      question.warmup,
    ],
  };
}

/** Every text that takes nothing in, with its path. */
function plainTexts(value: unknown, path: string): [string, string][] {
  if (typeof value === "string") return [[path, value]];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, of]) => plainTexts(of, `${path}/${name}`));
}

const [en, ko] = languages.map((language) => reportTextsIn(language)) as [ReportTexts, ReportTexts];
const inEnglish = sayAll(en);
const inKorean = sayAll(ko);
const plainKorean = new Map(plainTexts(ko, ""));
const hangul = /\p{Script=Hangul}/u;
/** Names that are the same everywhere. */
const wordless = /^\/(quantity\/(n|percentile)\/name|way\/[\w-]+\/protocol|ratio)$/;
/** A particle whose form depends on the sound before it, glued to what was taken in. Counters and units may be. */
const glued = /(?:⟧|7)(?:으로|로|은|는|이|가|을|를|과|와|의|에서|에게|에|도|만|까지|부터|라고)(?!\p{Script=Hangul})/u;

describe("The texts of the report page", () => {
  test("are there in both languages under the same names", () => {
    expect([...plainKorean.keys()].sort()).toEqual(
      plainTexts(en, "")
        .map(([path]) => path)
        .sort(),
    );
  });

  test.each(plainTexts(en, ""))("%s is in English in the one and in Korean in the other", (path, text) => {
    expect(text.trim()).not.toBe("");
    expect(text).not.toMatch(hangul);
    expect(hangul.test(plainKorean.get(path) ?? "")).toBe(!wordless.test(path));
  });

  test.each(Object.keys(inEnglish))("%s take the same facts into both languages", (name) => {
    const factsOf = (texts: readonly string[] = []) =>
      texts.map((text) => (text.replaceAll("7초", "7 s").match(/⟦x⟧(:7)?|\b7,777\b|\b777\b|\b7 s/g) ?? []).toSorted());
    expect(factsOf(inKorean[name])).toEqual(factsOf(inEnglish[name]));
    for (const text of inEnglish[name] ?? []) expect(text).not.toMatch(hangul);
    for (const text of inKorean[name] ?? []) expect(text).toMatch(hangul);
  });

  test.each(Object.keys(inKorean))("%s glue no particle to a value in Korean", (name) => {
    for (const text of inKorean[name] ?? []) expect(text).not.toMatch(glued);
  });

  test("speak in English of one thing as of one", () => {
    const { repair, result, question } = en;
    const one = [
      ...[repair.udpLoss(1, 1), repair.tcpLoss(1, 1), repair.udpDuplicate(1), repair.udpOrder(1)],
      ...[repair.udpOverflow(1), result.unanswered("UDP", 1, 1), result.sentAgain(1), en.bytes(1), en.sentencesOf(1)],
      ...[en.boundaries("UDP", 1, 1, "server"), question.loss({ unanswered: 1, segments: 1, median: "", max: "" })],
    ];
    for (const text of one) {
      expect(text).toMatch(/\b1 /);
      expect(text).not.toMatch(/\b1 (sentences|answers|replies|segments|datagrams|bytes|writes|chunks)\b|threw them/);
    }
  });

  test("ask questions", () => {
    for (const questions of [inEnglish.questions, inKorean.questions]) {
      for (const question of questions ?? []) expect(question).toContain("?");
    }
  });
});
