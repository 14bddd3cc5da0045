/** The compiled programs, built once and again when their source is newer. */

import { stat } from "node:fs/promises";
import { join } from "node:path";
import { build } from "../../build.ts";
import type { Program } from "../../src/narration/topics.ts";

const root = join(import.meta.dir, "..", "..");
const folder = join(root, "dist", "test");

async function newestSourceMs(): Promise<number> {
  let newest = 0;
  for await (const file of new Bun.Glob("{src/**/*.ts,build.ts,package.json,bun.lock}").scan(root)) {
    newest = Math.max(newest, (await stat(join(root, file))).mtimeMs);
  }
  return newest;
}

async function builtMs(): Promise<number> {
  // The last one that build() makes.
  return stat(join(folder, "tcp-client")).then(
    ({ mtimeMs }) => mtimeMs,
    () => 0,
  );
}

if ((await builtMs()) < (await newestSourceMs())) await build(folder);

/** The path of a compiled program. */
export function compiled(program: Program): string {
  return join(folder, program);
}
