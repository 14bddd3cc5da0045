/** What a measuring program says beside its report: the same facts in both languages, and what to try. */

import { describe, expect, test } from "bun:test";
import { languages } from "../../src/narration/language.ts";
import { measureRunMessagesIn } from "../../src/narration/measure-run.ts";

const mark = "⟦x⟧";
const fileCodes = ["ENOENT", "EACCES", "EISDIR", "ENOSPC", "EROFS"];

describe.each(languages)("measureRunMessagesIn(%p)", (language) => {
  const says = measureRunMessagesIn(language);
  const texts = [
    says.progress("udp", 7_777, 8_888),
    ...[says.comparing, says.fellBack, says.wroteFile(mark), says.sameFile(mark), says.looking(mark)],
    ...fileCodes.map((code) => says.cannotWriteFile(mark, code)),
    says.bothMissing(mark, "refused", "silent", " --port 7"),
    says.bothMissing(mark, mark, "ENETUNREACH", ""),
    ...[says.cannotEmbed("tcp", mark), says.embeddedEnded("tcp", mark), says.readsLess(7_777)],
  ];

  test("is in its script, each a text of its own", () => {
    for (const text of texts) expect(/[가-힣]/.test(text), text).toBe(language === "ko");
    expect(new Set(texts).size).toBe(texts.length);
  });

  test("has every figure and every name in it", () => {
    expect(texts.filter((text) => text.includes(mark)).length).toBe(12);
    expect(says.progress("udp", 7_777, 8_888)).toMatch(/UDP.*7,777.*8,888/);
    expect(says.readsLess(7_777)).toMatch(/7,777.*--size$/);
    expect(says.bothMissing(mark, "refused", "silent", " --port 7")).toMatch(
      /udp-server --port 7.*tcp-server --port 7/,
    );
    expect(says.bothMissing(mark, "refused", "ENETUNREACH", "")).toContain("ENETUNREACH");
  });

  test("translates why a server is missing, and why a file cannot be written", () => {
    const [refused, silent] = ["refused", "silent"].map((cause) => says.bothMissing(mark, cause, cause, ""));
    expect(silent).not.toBe(refused as string);
    expect(silent).not.toContain("silent");
    expect(refused?.includes("refused")).toBe(language === "en");
    for (const code of fileCodes) expect(says.cannotWriteFile(mark, code).includes(code)).toBe(code === "EROFS");
  });
});
