/** What the sections of a comparison's page say of a record, amount for amount. */

import { beforeAll, describe, expect, test } from "bun:test";
import { renderHtml } from "../../src/comparison/html.ts";
import type { Report } from "../../src/comparison/record.ts";
import { reportTextsIn } from "../../src/narration/report-language.ts";
import { cellsOf, sectionOf, textOf } from "./read-page.ts";
import { lossy } from "./sample-lossy.ts";
import { loopback } from "./sample-reports.ts";

let atHome: string;
let onLossyPath: string;

beforeAll(async () => {
  atHome = await renderHtml(loopback, "en");
  onLossyPath = await renderHtml(lossy, "en");
});

/** The words of a section, in one line. */
function wordsOf(page: string, section: string): string {
  return textOf(sectionOf(page, section)).replaceAll(" ,", ",");
}

describe("The page of a comparison", () => {
  test("has under each plot the caption that speaks of it", () => {
    const figures = [...onLossyPath.matchAll(/<figure>[\s\S]*?<\/figure>/g)].map(([figure]) => textOf(figure));
    const { axis, caption } = reportTextsIn("en");
    const plots = ["distribution", "times", "firstAnswer", "difference", "sizes"] as const;
    const axes = [axis.answeredShare, axis.sinceStartSeconds, axis.firstAnswer, axis.difference, axis.sentenceBytes];
    for (const [i, plot] of plots.entries()) {
      expect(figures[i]).toContain(axes[i] as string);
      expect(figures[i]).toContain(`Figure ${i + 1}. ${caption[plot]}`);
    }
  });

  test("tells what comes before the first answer: predicted, measured, and the ratio", () => {
    const section = sectionOf(onLossyPath, "firstAnswer");
    expect(cellsOf(section, "UDP")).toEqual(["1", "3", "20.9", "—"]);
    expect(cellsOf(section, "TCP")).toEqual(["2", "3", "41.9", "20.8"]);
    expect(textOf(section)).toContain("TCP ÷ UDP: 2.00");
  });

  test("tells each difference with its interval, its error and its verdict", () => {
    const section = sectionOf(onLossyPath, "difference");
    expect(cellsOf(section, "16 bytes")).toEqual([
      ...["240", "0.21", "−0.08 … 0.42", "0.05", "no difference that this run can show"],
    ]);
    expect(cellsOf(section, "8,192 bytes")).toEqual(["180", "0.51", "0.12 … 1.02", "0.05", "TCP took longer"]);
  });

  test("lists the sizes of a sweep with the ways that carried several, and no other", async () => {
    const once = loopback.series.filter(({ way }) => way === "connection-per-sentence");
    const page = await renderHtml({ ...lossy, series: [...lossy.series, ...once] }, "en");
    for (const section of [sectionOf(onLossyPath, "sizes"), sectionOf(page, "sizes")]) {
      expect(cellsOf(section, "16 bytes")).toEqual(["20.4 / 21.0", "20.5 / 692.6"]);
      expect(cellsOf(section, "1,024 bytes").length).toBe(2);
    }
  });

  test("tells the packets of one sentence, with what was counted and what was computed", () => {
    const section = sectionOf(atHome, "wire");
    expect(cellsOf(section, "UDP, one socket")).toEqual(["1,000", "● 1.00", "● 1.00", "○ 56.0", "—"]);
    expect(cellsOf(section, "TCP, one connection")).toEqual(["1,000", "● 2.04", "● 1.02", "○ 159", "0"]);
    expect(cellsOf(section, "TCP, a connection per sentence")).toEqual(["1,000", "○ 6.00", "○ 4.00", "○ 532", "—"]);
    expect(sectionOf(atHome, "wire").match(/title="observed">●/g)?.length).toBe(4);
  });

  test("says no packets for sentences that were never sent", async () => {
    const { comparison } = loopback;
    const wire = (comparison?.wire ?? []).map((one) => ({ ...one, sentences: 0, packetsOut: 0, packetsIn: 0 }));
    const page = await renderHtml({ ...loopback, comparison: { ...comparison, wire } } as Report, "en");
    expect(cellsOf(sectionOf(page, "wire"), "UDP, one socket").slice(0, 3)).toEqual(["0", "—", "—"]);
  });

  test("draws what was written over what arrived, as wide as its bytes", () => {
    const boxes = [...sectionOf(onLossyPath, "boundaries").matchAll(/style="width:([\d.]+)%">(\d+)</g)];
    expect(boxes.map(([, width, bytes]) => `${bytes}: ${width}`)).toEqual([
      ...["8: 33.33", "8: 33.33", "8: 33.33", "8: 33.33", "8: 33.33"],
      ...["8: 33.33", "8: 33.33", "8: 33.33", "8: 33.33", "16: 66.67"],
    ]);
    expect(wordsOf(onLossyPath, "boundaries")).toContain("UDP: 3 writes, 2 datagrams (as they came back here");
    expect(wordsOf(atHome, "boundaries")).toContain("TCP: 3 writes, 1 chunk (as the server saw them)");
  });

  test("tells how nobody sounds, over either protocol", () => {
    const section = sectionOf(onLossyPath, "nobody");
    expect(cellsOf(section, "UDP")).toEqual(["40113", "silence", "none", "3,000.0"]);
    expect(cellsOf(section, "TCP")).toEqual(["40113", "refused", "ECONNREFUSED", "20.6"]);
  });

  test("tells who repaired what, of all series together", () => {
    const lost = cellsOf(sectionOf(onLossyPath, "repairs"), "A packet is lost on the way");
    expect(lost[0]).toStartWith("385 sentences stayed unanswered.");
    expect(lost[1]).toBe("This kernel sent 285 segments again. No sentence stayed unanswered.");
    const twice = cellsOf(sectionOf(onLossyPath, "repairs"), "A packet arrives twice");
    expect(twice[0]).toStartWith("8 replies came again.");
    expect(cellsOf(sectionOf(atHome, "repairs"), "The receiver has no room")[0]).toContain("dropped no datagram");
  });

  test("asks what its run can answer", () => {
    const asked = wordsOf(onLossyPath, "questions").replaceAll("\u00a0", " ");
    expect(asked).toContain("it took 20.9 ms and 41.9 ms: a ratio of 2.00");
    expect(asked).toContain("385 sentences stayed unanswered; over TCP, the kernel sent 285 segments again");
    expect(asked).toContain("from −0.08 ms to 0.42 ms, so it holds 0");
    expect(wordsOf(atHome, "questions")).toContain(
      "In this run everything was answered, and this computer’s kernel sent nothing again.",
    );
  });

  test("asks about the measuring error only where that hides a difference, and of a shown one whether it matters", async () => {
    const { comparison } = lossy;
    const withFirst = (rest: object) =>
      ({
        ...lossy,
        comparison: { ...comparison, differences: [{ ...comparison?.differences[0], ...rest }] },
      }) as Report;
    const hidden = await renderHtml(withFirst({ lowMs: 0.01, highMs: 0.04 }), "en");
    expect(wordsOf(hidden, "questions").replaceAll("\u00a0", " ")).toContain("measuring error is 0.05 ms");
    const shown = await renderHtml(withFirst({ lowMs: 0.1, highMs: 0.4, verdict: "tcp-slower" }), "en");
    expect(wordsOf(shown, "questions")).toContain("is it also large enough to matter");
  });
});
