/** The definitions of measuring: every field of the records, and every value that one can have, stands in both languages. */

import { describe, expect, test } from "bun:test";
import { join } from "node:path";
import { measureOptionKinds } from "../src/terminal/measure-options.ts";

const root = join(import.meta.dir, "..");
const records = ["src/measurement/record.ts", "src/comparison/record.ts", "src/measurement/exchange-row.ts"];
const pages = ["docs/measuring.md", "docs/measuring.ko.md"];

function read(path: string): Promise<string> {
  return Bun.file(join(root, path)).text();
}

/** The names and the words of a file of types: `kind` and `done` of `readonly kind: "done"`. */
function namesOf(source: string): Set<string> {
  const code = source.replace(/\/\*[\s\S]*?\*\/|\/\/.*|^import .*$/gm, "");
  const fields = [...code.matchAll(/\b(\w+)\??: /g)].map(([, name]) => name as string);
  const words = [...code.matchAll(/"([^"]+)"/g)].map(([, word]) => word as string);
  return new Set([...fields, ...words]);
}

/** What a page names as code. */
function codeOf(page: string): Set<string> {
  const prose = page.replace(/^```[\s\S]*?^```$/gm, "");
  return new Set([...prose.matchAll(/`([^`]+)`/g)].map(([, code]) => code as string));
}

const inRecords = (await Promise.all(records.map(async (path) => [...namesOf(await read(path))]))).flat();

describe.each(pages)("%s", (path) => {
  test("defines every field and every word of the records", async () => {
    const written = codeOf(await read(path));
    expect(inRecords.length).toBeGreaterThan(150);
    expect(inRecords.filter((name) => !written.has(name))).toEqual([]);
  });

  test("names every option that measures", async () => {
    const page = await read(path);
    const missing = Object.keys(measureOptionKinds).filter(
      (name) => !new RegExp(`\\| \`(-\\w, )?--${name}[ \`]`).test(page),
    );
    expect(missing).toEqual([]);
  });
});

test("A field that nobody defined is found", () => {
  const names = namesOf('export interface A {\n  readonly first: number;\n  second?: "one" | "two"; // third: no\n}');
  expect([...names]).toEqual(["first", "second", "one", "two"]);
  expect(codeOf("`first`, second, `one`").has("second")).toBe(false);
});

test("Both languages show the same commands, tables, code words, numbers of sections and RFCs", async () => {
  const [en = "", ko = ""] = await Promise.all(pages.map(read));
  const blocks = (page: string) => page.match(/^```[\s\S]*?^```$/gm);
  expect(blocks(ko)).toEqual(blocks(en) as RegExpMatchArray);
  expect([...codeOf(ko)].sort()).toEqual([...codeOf(en)].sort());
  for (const pattern of [/^#+ /gm, /^\|/gm]) {
    expect(ko.match(pattern)?.length).toBe(en.match(pattern)?.length as number);
  }
  const rfcs = (page: string) => [...new Set(page.replaceAll("\n", " ").match(/RFC \d+/g))].sort();
  expect(rfcs(ko)).toEqual(rfcs(en));
});
