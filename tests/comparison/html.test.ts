/** The report page: everything that belongs on it is there, in both languages, and nothing is loaded. */

import { beforeAll, describe, expect, test } from "bun:test";
import { renderHtml } from "../../src/comparison/html.ts";
import { languages } from "../../src/narration/language.ts";
import { reportTextsIn } from "../../src/narration/report-language.ts";
import { cellsOf, elementsOf, plotsOf, sectionOf, textOf } from "./read-page.ts";
import { samples } from "./samples.ts";

const cases = languages.flatMap((language) => Object.keys(samples).map((name) => [name, language] as const));
const pages = new Map<string, string>();
const pageOf = (name: string, language: string) => pages.get(`${name} ${language}`) as string;
const hangul = /\p{Script=Hangul}/u;

beforeAll(async () => {
  for (const [name, language] of cases) {
    pages.set(`${name} ${language}`, await renderHtml(samples[name] as (typeof samples)[string], language));
  }
});

describe("renderHtml()", () => {
  test.each(cases)("makes of %s a page that says its language: %s", (name, language) => {
    const page = pageOf(name, language);
    expect(page.slice(0, 100)).toStartWith(`<!doctype html>\n<html lang="${language}">`);
    expect(hangul.test(textOf(page))).toBe(language === "ko");
    expect(textOf(page).match(/.{20}(undefined|NaN|Infinity|\[object|\bnull\b)/g)).toBeNull();
  });

  test.each(cases)("loads nothing into %s (%s): no script, no file, no address but of links", (name, language) => {
    const page = pageOf(name, language);
    for (const { tag, attributes } of elementsOf(page)) {
      expect(["script", "link", "img", "iframe", "object", "image", "use", "base"]).not.toContain(tag);
      for (const [attribute, value] of Object.entries(attributes)) {
        expect(attribute).not.toMatch(/^(on|src|data$|poster|action|xlink:href)/);
        if (attribute === "href")
          expect(`${tag} ${value}`).toMatch(/^a (#q-\w+|https:\/\/www\.rfc-editor\.org\/rfc\/rfc\d+)$/);
        else if (attribute !== "xmlns") expect(value).not.toMatch(/https?:/);
      }
    }
    expect(page.match(/url\((?!#)|@import|CDATA/g)).toBeNull();
    expect(page.includes(`content="default-src 'none'; style-src 'unsafe-inline'"`)).toBe(true);
  });

  test.each(cases)("defines in %s (%s) each quantity that it shows, once, and no other", (name, language) => {
    const page = pageOf(name, language);
    const ids = elementsOf(page).flatMap(({ attributes }) => attributes.id ?? []);
    const linked = elementsOf(page).flatMap(({ attributes: { href } }) => (href?.startsWith("#") ? href.slice(1) : []));
    expect(ids.length).toBe(new Set(ids).size);
    expect([...new Set(linked)].sort()).toEqual(ids.filter((id) => id.startsWith("q-")).sort());
    const { quantity } = reportTextsIn(language);
    const definitions = textOf(sectionOf(page, "definitions"));
    for (const link of linked) {
      const { name: term, meaning } = quantity[link.slice(2) as keyof typeof quantity];
      expect(definitions.replaceAll(" )", ")").replaceAll("( ", "(")).toContain(term);
      expect(definitions.replaceAll(" ", "")).toContain(meaning.replaceAll(" ", ""));
    }
  });

  test.each(cases)("lists in %s (%s) every condition with its value", (name, language) => {
    const fields = [...sectionOf(pageOf(name, language), "conditions").matchAll(/<dt>(.*?)<\/dt><dd>(.*?)<\/dd>/g)];
    const shown = new Map(fields.map(([, term, value]) => [textOf(term as string).trim(), textOf(value as string)]));
    const { condition } = reportTextsIn(language);
    expect([...shown.keys()]).toEqual(Object.values(condition));
    for (const value of shown.values()) expect(value.trim()).not.toBe("");
    expect(shown.get(condition.startedAt)).toBe("2026-03-02 09:15:04 UTC");
  });

  test.each(cases)("asks three questions in %s (%s)", (name, language) => {
    const questions = sectionOf(pageOf(name, language), "questions").match(/<li>.*<\/li>/g) ?? [];
    expect(questions.length).toBe(3);
    for (const question of questions) expect(textOf(question)).toContain("?");
  });

  test("shows every quantity that has a definition in some sample", () => {
    const shown = cases.flatMap(([name, language]) => pageOf(name, language).match(/(?<= href="#q-)\w+/g) ?? []);
    expect([...new Set(shown)].sort()).toEqual(
      Object.keys(reportTextsIn("en").quantity).sort() as RegExpMatchArray[number][],
    );
  });

  test("has the same parts in both languages, and each of them in some sample", () => {
    const parts = (name: string, language: string) =>
      [...pageOf(name, language).matchAll(/<section id="(\w+)"/g)].map(([, id]) => id as string);
    for (const name of Object.keys(samples)) expect(parts(name, "ko")).toEqual(parts(name, "en"));
    const all = Object.keys(samples).flatMap((name) => parts(name, "en"));
    expect([...new Set(all)].sort()).toEqual(Object.keys(reportTextsIn("en").section).sort());
    expect(parts("loopback", "en")).toEqual([
      ...["exchanges", "firstAnswer", "difference", "wire", "boundaries", "nobody"],
      ...["repairs", "questions", "conditions", "definitions"],
    ]);
    expect(parts("interrupted", "en")).toEqual(["exchanges", "repairs", "questions", "conditions", "definitions"]);
  });

  test("lays the ways side by side, the two that are compared first", () => {
    const exchanges = sectionOf(pageOf("loopback", "en"), "exchanges");
    const heads = [...exchanges.matchAll(/<th scope="col"><span.*?<\/th>/g)].map(([head]) => textOf(head).trim());
    expect(heads).toEqual([
      ...["UDP one socket", "TCP one connection", "TCP a connection per sentence", "UDP a socket per datagram"],
    ]);
    const series = ["datagrams", "one-connection", "connection-per-sentence", "socket-per-datagram"].map((way) => {
      return samples.loopback?.series.find((one) => one.way === way);
    });
    const inMs = (of: "medianMs" | "p999Ms") => series.map((one) => one?.exchangeMs?.[of].toFixed(4) as string);
    expect(cellsOf(exchanges, "median")).toEqual(inMs("medianMs"));
    expect(cellsOf(exchanges, "p99.9")).toEqual(inMs("p999Ms"));
    expect(cellsOf(exchanges, "jitter : mean |tᵢ − tᵢ₋₁|")).toEqual(
      series.map((one) => one?.jitterMs?.toFixed(4) as string),
    );
    expect(cellsOf(exchanges, "connections")).toEqual(["0", "1", "1,000", "0"]);
  });

  test("folds away the further sizes of a sweep, each with its own table and plots", () => {
    const everySize = pageOf("lossy", "en").split('<section id="everySize"')[1] as string;
    expect(everySize.match(/<details>/g)?.length).toBe(3);
    expect(everySize.match(/<table /g)?.length).toBe(3);
    expect(plotsOf(everySize).length).toBe(6);
  });

  test("tells the counts of a lossy path apart", () => {
    const exchanges = sectionOf(pageOf("lossy", "en"), "exchanges");
    expect(cellsOf(exchanges, "unanswered")).toEqual(["59", "0"]);
    expect(cellsOf(exchanges, "duplicates")).toEqual(["2", "0"]);
    expect(cellsOf(exchanges, "out of order")).toEqual(["1", "0"]);
    expect(cellsOf(exchanges, "late")).toEqual(["0", "0"]);
  });
});
