/** Text from the network in the page: it is read, and never obeyed. */

import { describe, expect, test } from "bun:test";
import { renderHtml } from "../../src/comparison/html.ts";
import { digitsFor, digitsForInterval, fixed, formatSetting, formatTime } from "../../src/comparison/html-amounts.ts";
import { Html, html } from "../../src/comparison/html-template.ts";
import { unsafeCharacters, visibleText } from "../../src/core/visible.ts";
import { languages } from "../../src/narration/language.ts";
import { elementsOf, textOf } from "./read-page.ts";
import { hostile, wrongService } from "./sample-odd-reports.ts";
import { loopback } from "./sample-reports.ts";

describe("renderHtml()", () => {
  test.each([...languages])("shows what a stranger sent as text, in %s", async (language) => {
    const page = await renderHtml(wrongService, language);
    const tags = new Set(elementsOf(page).map(({ tag }) => tag));
    expect([tags.has("script"), tags.has("img")]).toEqual([false, false]);
    expect(page).not.toContain("<script");
    const shown = visibleText(hostile).replace(/\s+/g, " ");
    // The host, the processors, the congestion control, the address twice, and the reply.
    expect(textOf(page).split(shown).length - 1).toBe(6);
  });

  test.each([...languages])("lets no control character through, in %s", async (language) => {
    const page = await renderHtml(wrongService, language);
    expect(page.replaceAll("\n", "").match(unsafeCharacters)).toBeNull();
    expect(page.isWellFormed()).toBe(true);
  });

  test("escapes the system's words, wherever they come from", async () => {
    const [nobody, ...others] = loopback.comparison?.nobody ?? [];
    const { comparison } = loopback;
    if (!comparison || nobody === undefined) throw new TypeError("the sample compares");
    const page = await renderHtml(
      {
        ...loopback,
        conditions: { ...loopback.conditions, startedAt: hostile, program: hostile, runtime: hostile, system: hostile },
        comparison: {
          ...comparison,
          missing: { protocol: "tcp", cause: hostile },
          nobody: [{ ...nobody, code: hostile }, ...others],
        },
        end: { kind: "not-reachable", peer: { address: hostile, port: 1 }, code: hostile },
      },
      "en",
    );
    for (const unsafe of ["<script", "<img", "\u001b", "\u202e"]) expect(page.includes(unsafe)).toBe(false);
  });
});

describe("html``", () => {
  test("escapes text in content and in attributes, and leaves markup as it is", () => {
    const inner = html`<b>${"<&>"}</b>`;
    expect(html`<p title="${`a"b'c`}">${inner}${["x<", 7, null]}</p>`.text).toBe(
      '<p title="a&quot;b&#x27;c"><b>&lt;&amp;&gt;</b>x&lt;7</p>',
    );
    expect(html`${new Html("<i>")}`.text).toBe("<i>");
  });

  test("makes visible what nobody would see", () => {
    expect(html`${"a\u0007\u202e\udcff"}`.text).toBe("a\\x07\\u202e\\xff");
  });
});

describe("Amounts", () => {
  test("have three figures where the smallest has them, and four digits at most", () => {
    expect([
      digitsFor([20.4, 3_380]),
      digitsFor([0.0412]),
      digitsFor([0.00001]),
      digitsFor([1_234]),
      digitsFor([0]),
    ]).toEqual([1, 4, 4, 0, 0]);
    expect([digitsFor([0.04], 1), digitsFor([null, 5]), digitsFor([null])]).toEqual([1, 2, 0]);
  });

  test("are as exact as the interval they lie in", () => {
    const digits = [
      [-0.08, 0.42],
      [-0.0003, 0.0014],
      [1, 90],
      [2, 2],
    ].map(([lowMs = 0, highMs = 0]) => {
      return digitsForInterval({ lowMs, highMs });
    });
    expect(digits).toEqual([2, 4, 0, 4]);
  });

  test("have a minus that is one, and no zero below zero", () => {
    expect([fixed(-0.5, 1), fixed(-0.001, 2), fixed(1_234.5, 1)]).toEqual(["−0.5", "0.00", "1,234.5"]);
  });

  test("stay on the line of their unit", () => {
    expect([formatTime(0.0412), formatTime(20.44), formatTime(3_000)]).toEqual([
      "0.0412\u00a0ms",
      "20.4\u00a0ms",
      "3,000\u00a0ms",
    ]);
    expect([formatSetting(20), formatSetting(1_000), formatSetting(1_500)]).toEqual([
      "20\u00a0ms",
      "1\u00a0s",
      "1.5\u00a0s",
    ]);
  });
});
