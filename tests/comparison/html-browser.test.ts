/** The report page in a real browser: nothing fails, nothing has to be scrolled sideways, and it prints on A4. */

import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import puppeteer, { type Browser, type Page } from "puppeteer-core";
import { renderHtml } from "../../src/comparison/html.ts";
import { languages } from "../../src/narration/language.ts";
import { installed } from "../support/peers.ts";
import { samples } from "./samples.ts";

const chromium = "chromium-headless-shell";
const cases = languages.flatMap((language) => Object.keys(samples).map((name) => [name, language] as const));
/** A phone, a small window, a desktop (CSS pixels). */
const widths = [360, 700, 1_280];
/** A4 in points: 210 and 297 mm. */
const a4 = [595.28, 841.89] as const;

/** A browser that starts while every other test runs too. */
const startMs = 60_000;

describe.skipIf(!installed(chromium))("The report page in Chromium", () => {
  let folder: string;
  let browser: Browser;
  let page: Page;
  /** What the console said, what failed, and what was asked for besides the page. */
  let complaints: string[];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "report-"));
    // Root has no sandbox; the pages are ours. Over a pipe, the browser ends with the test run, however that ends.
    const executablePath = Bun.which(chromium) as string;
    browser = await puppeteer.launch({ executablePath, args: ["--no-sandbox"], pipe: true });
    page = await browser.newPage();
    page.on("console", (message) => complaints.push(`console: ${message.text()}`));
    page.on("pageerror", (error) => complaints.push(`error: ${error}`));
    page.on("requestfailed", (request) => complaints.push(`failed: ${request.url()}`));
    page.on("request", (request) => complaints.push(`request: ${request.url()}`));
    for (const [name, language] of cases) {
      await Bun.write(pathOf(name, language), await renderHtml(samples[name] as (typeof samples)[string], language));
    }
  }, startMs);

  afterAll(async () => {
    await browser?.close();
    await rm(folder, { recursive: true, force: true });
  });

  function pathOf(name: string, language: string): string {
    return join(folder, `${name}-${language}.html`);
  }

  /** Opens a sample's page, with all that can be opened in it. */
  async function open(name: string, language: string): Promise<string> {
    complaints = [];
    await page.goto(`file://${pathOf(name, language)}`);
    await page.$$eval("details", (all) => all.map((one) => one.setAttribute("open", "")));
    return `file://${pathOf(name, language)}`;
  }

  test.each(cases)(
    "%s (%s): asks for nothing, says nothing to the console, and fits every width",
    async (name, language) => {
      const url = await open(name, language);
      for (const width of widths) {
        await page.setViewport({ width, height: 800 });
        expect([width, await page.evaluate("document.documentElement.scrollWidth")]).toEqual([width, width]);
        expect([width, await page.evaluate(outside)]).toEqual([width, []]);
        const plots = (await page.evaluate(plotSizes)) as { share: number; fontPx: number; label: string }[];
        expect(plots.length > 0).toBe(!["wrongService", "nothing"].includes(name));
        for (const { share, fontPx, label } of plots) {
          expect([share, label.length > 20]).toEqual([1, true]);
          expect(fontPx).toBeGreaterThan(8);
        }
      }
      expect(complaints).toEqual([`request: ${url}`]);
    },
  );

  test.each(languages.flatMap((language) => [["lossy", language] as const, ["interrupted", language] as const]))(
    "%s (%s): prints on A4, several pages of it",
    async (name, language) => {
      await open(name, language);
      const pdf = Buffer.from(await page.pdf({ preferCSSPageSize: true })).toString("latin1");
      const boxes = [...pdf.matchAll(/\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/g)];
      expect(boxes.length).toBeGreaterThan(1);
      for (const [, width, height] of boxes) {
        expect([Math.abs(Number(width) - a4[0]) < 1, Math.abs(Number(height) - a4[1]) < 1]).toEqual([true, true]);
      }
    },
  );

  test("is read in its own order of headings: one title, and sections under it", async () => {
    await open("loopback", "en");
    const levels = await page.$$eval("h1, h2, h3", (all) => all.map((one) => one.tagName));
    expect(levels[0]).toBe("H1");
    expect(levels.filter((level) => level === "H1").length).toBe(1);
    expect(levels.includes("H3")).toBe(false);
  });

  test("comes to a definition by the name of its quantity", async () => {
    await open("loopback", "en");
    await page.click('a[href="#q-jitter"]');
    expect(await page.evaluate("document.querySelector(':target').textContent")).toBe("jitter");
  });
});

/** Elements of the page that end beyond its right edge. What is there for screen readers only is a pixel wide. */
const outside = `[...document.querySelectorAll("body *")]
  .filter((one) => !one.closest("svg") && one.getBoundingClientRect().right > document.documentElement.clientWidth + 0.5)
  .filter((one) => !one.closest("thead") || getComputedStyle(one.closest("thead")).clipPath === "none")
  .map((one) => one.outerHTML.slice(0, 80))`;

/** Of each plot: which share of its figure's width it fills, how large its smallest words are, and what it is called. */
const plotSizes = `[...document.querySelectorAll("svg")].map((svg) => {
  const { width } = svg.getBoundingClientRect();
  const scale = width / svg.viewBox.baseVal.width;
  const fonts = [...svg.querySelectorAll("text")].map((text) => Number.parseFloat(getComputedStyle(text).fontSize));
  const figure = svg.closest("figure");
  const column = Number.parseFloat(getComputedStyle(figure).gridTemplateColumns) || figure.clientWidth;
  return {
    share: Math.round((100 * width) / column) / 100,
    fontPx: Math.min(...fonts) * scale,
    label: svg.getAttribute("aria-label"),
  };
})`;
