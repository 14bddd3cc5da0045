/** The guide shows the code as it is: every line of every code block stands in the function that it names. */

import { describe, expect, test } from "bun:test";
import { join } from "node:path";

const root = join(import.meta.dir, "..");

interface Block {
  readonly file: string;
  readonly name: string;
  readonly lines: readonly string[];
}

/** Finds the code blocks of a page; each begins with a comment that names a file and a function. */
function blocksOf(page: string): Block[] {
  return [...page.matchAll(/^```ts\n([\s\S]*?)^```$/gm)].map(([, block = ""]) => {
    const [head = "", ...lines] = block.trimEnd().split("\n");
    const [, file, name] = /^\/\/ (\S+) (\w+)$/.exec(head) ?? [];
    if (file === undefined || name === undefined) throw new SyntaxError(`a block names no file and function: ${head}`);
    return { file, name, lines: lines.map((line) => line.trim()) };
  });
}

/** The lines of a function, from its head to the brace that closes it at the same indentation. */
function linesOf(source: string, name: string): string[] | undefined {
  const lines = source.split("\n");
  const start = lines.findIndex((line) => new RegExp(`^\\s*(export )?(async )?function ${name}\\b`).test(line));
  if (start === -1) return undefined;
  const indent = /^\s*/.exec(lines[start] as string)?.[0] ?? "";
  const end = lines.findIndex((line, index) => index > start && line === `${indent}}`);
  return lines.slice(start, end + 1).map((line) => line.trim());
}

/** Says what a block shows that its function does not have; undefined where all is there, in one piece. */
async function whatIsStale({ file, name, lines }: Block): Promise<string | undefined> {
  const body = linesOf(await Bun.file(join(root, file)).text(), name);
  if (body === undefined) return `${file} has no function ${name}`;
  const shown = lines.join("\n");
  return `\n${body.join("\n")}\n`.includes(`\n${shown}\n`) ? undefined : `${file} ${name}() does not have: ${shown}`;
}

describe.each(["docs/guide.md", "docs/guide.ko.md"])("%s", (page) => {
  test("shows code that stands in the functions it names", async () => {
    const blocks = blocksOf(await Bun.file(join(root, page)).text());
    expect(blocks.length).toBeGreaterThan(15);
    expect((await Promise.all(blocks.map(whatIsStale))).filter((stale) => stale !== undefined)).toEqual([]);
  });
});

test("a block that has gone stale is found", async () => {
  const stale = { file: "src/udp-client.ts", name: "askUdp", lines: ["clientSocket.shout();"] };
  expect(await whatIsStale(stale)).toContain("does not have: clientSocket.shout();");
  expect(await whatIsStale({ ...stale, name: "noSuchFunction" })).toContain("no function noSuchFunction");
});

test("both languages show the same code in the same order", async () => {
  const [en, ko] = await Promise.all(
    ["docs/guide.md", "docs/guide.ko.md"].map(async (page) => blocksOf(await Bun.file(join(root, page)).text())),
  );
  expect(ko).toEqual(en as Block[]);
});
