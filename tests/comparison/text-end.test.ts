/** Why a run ended early: the same in both languages, and nothing in it that acts on the terminal. */

import { describe, expect, test } from "bun:test";
import { formatEnd } from "../../src/comparison/text-end.ts";
import { languages } from "../../src/narration/language.ts";
import { measureMessagesIn } from "../../src/narration/measure-language.ts";
import { lostWords, plain, widestOf } from "./laid-out.ts";
import { udp } from "./text-builders.ts";
import { ends, hostile, hostileEnd } from "./text-samples.ts";

describe.each(languages)("formatEnd() in %s", (language) => {
  const messages = measureMessagesIn(language);
  const told = (end: (typeof ends)[number]) => formatEnd(end, "udp-server", messages, plain) ?? "";
  const kept = language === "en" ? /measured until then is reported/ : /그때까지 잰 것은/;

  test("says nothing of a run that was completed", () => {
    expect(formatEnd({ kind: "done" }, "udp-server", messages, plain)).toBeUndefined();
  });

  test("says of any other why, with whom, that what was measured is reported, and what to try", () => {
    expect(ends.map(told).join("\n\n")).toMatchSnapshot();
    for (const end of ends) {
      const flat = told(end).replace(/\s+/g, " ");
      expect(flat).toMatch(kept);
      if ("peer" in end) expect(flat).toContain(`${end.peer.port}`);
      expect(flat).not.toMatch(lostWords);
    }
    expect(told({ kind: "refused", peer: udp })).toContain("udp-server");
  });

  test("does not say so of a wrong service at which nothing was measured", () => {
    const flat = formatEnd(hostileEnd, "udp-server", messages, plain, true)?.replace(/\s+/g, " ");
    expect(flat).not.toMatch(kept);
    expect(flat).toEndWith("--port");
  });

  test("keeps within 80 columns", () => {
    for (const end of ends) expect(widestOf(told(end))).toBeLessThanOrEqual(80);
  });

  test("shows what a wrong service answered in one line, with its controls made visible", () => {
    const lines = told(hostileEnd).split("\n");
    const [expected = "", got = ""] = lines.filter((line) => line.startsWith("  "));
    expect(expected.indexOf("0000000000 THE QUICK")).toBeGreaterThan(0);
    // Below each other, in columns: Korean names are wider than they are long.
    const column = (line: string, text: string) => Bun.stringWidth(line.slice(0, line.indexOf(text)));
    expect(column(got, "HTTP/1.1")).toBe(column(expected, "0000000000"));
    expect(got).toContain("400 \\x1b[2J\\x1b[31mBad\\r\\n\\u202eetad\\xff\\x07");
    expect(got).toEndWith("…");
    expect(lines.join("")).not.toMatch(/[\p{Cc}\p{Cs}\p{Bidi_Control}]/u);
  });

  test("shows an answer as it is that was made visible before", () => {
    const got = "HTTP/1.1 400 \\x1b[2J… (300 bytes)";
    expect(told({ ...hostileEnd, got })).toContain(got);
  });

  test("makes the system's word visible", () => {
    expect(told({ kind: "not-reachable", peer: udp, code: hostile })).not.toMatch(/\p{Cc}(?<!\n)/u);
  });
});
