/** What Bun makes of a program that it compiles as build.ts does. */

import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { run } from "../support/running.ts";

const sources = join(import.meta.dir, "compiled");
const entry = join(sources, "entry.ts");
const folder = mkdtempSync(join(tmpdir(), "compiled-"));
const hostile = join(folder, "hostile");
/** As build.ts compiles; and as Bun does unless it is told otherwise. */
const ours = join(folder, "ours");
const asBunDoes = join(folder, "as-bun-does");

async function start(program: string, ...words: string[]): Promise<string[]> {
  const { code, stdout, stderr } = await run([program, ...words], { cwd: hostile });
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  return stdout.trimEnd().split("\n");
}

function first(words: string[], fromDotenv = "nothing"): string {
  return JSON.stringify({ words, fromDotenv, fd: true });
}

async function buildAsOurs(source: string, outfile: string): Promise<void> {
  await Bun.build({
    entrypoints: [source],
    format: "esm",
    splitting: true,
    minify: true,
    bytecode: true,
    compile: { outfile, autoloadBunfig: false, autoloadDotenv: false },
  });
}

beforeAll(async () => {
  mkdirSync(hostile);
  await Bun.write(join(hostile, "bunfig.toml"), 'preload = ["./preload.ts"]\n');
  await Bun.write(join(hostile, "preload.ts"), 'console.log("preload.ts runs");\n');
  await Bun.write(join(hostile, ".env"), "FROM_DOTENV=something\n");
  await buildAsOurs(entry, ours);
  await Bun.build({ entrypoints: [entry], format: "esm", compile: { outfile: asBunDoes } });
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true }));

describe("a compiled program", () => {
  // build.ts: autoloadBunfig, autoloadDotenv. udp-server.ts: the descriptor.
  test("executes nothing of the folder that it is started in, with both autoloads off", async () => {
    expect(await start(ours)).toEqual([first([])]);
  });

  test("would do that otherwise", async () => {
    expect(await start(asBunDoes)).toEqual(["preload.ts runs", first([], "something")]);
  });

  // program.ts: the command line is ours, from the first word on.
  test("gets every word in process.argv.slice(2), also those that Bun itself knows", async () => {
    const words = ["--help", "--version", "-e", "1", "run", "--", "안녕", "", "--smol"];
    expect(await start(ours, ...words)).toEqual([first(words)]);
  });

  // is-terminal.ts, colors.ts, prompt.ts: what nobody needs is not even read. Without splitting it is in the one file.
  test("loads what it imports late from a file of its own, with splitting", async () => {
    expect(await start(ours, "load")).toEqual([first(["load"]), "later.ts runs", "from a file of its own"]);
    expect((await start(asBunDoes, "load")).at(-1)).toBe("from the same file");
  });

  // comparison/pages.ts: the only file that loads a page, and never in its first lines. With an import there, Bun would move
  // the page into a file that is not the main one, and the program would do nothing.
  test("runs its page, which others can load, but not a page that others import at once", async () => {
    await buildAsOurs(join(sources, "page.ts"), join(folder, "page"));
    expect(await start(join(folder, "page"))).toEqual(["is run", "the other is loaded"]);
    await buildAsOurs(join(sources, "bound-page.ts"), join(folder, "bound-page"));
    expect(await start(join(folder, "bound-page"))).toEqual(["is loaded"]);
  }, 60_000); // it compiles two programs
});
