/** The compiled programs, built once and again when their source is newer. */

import { mkdir, mkdtemp, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { build } from "../../build.ts";
import type { Program } from "../../src/narration/topics.ts";

const root = join(import.meta.dir, "..", "..");
const folder = join(root, "dist", "test");

const sources = ["src/**/*.ts", "build.ts", "bundling.ts", "package.json", "bun.lock"];

async function newestSourceMs(): Promise<number> {
  let newest = 0;
  for (const pattern of sources) {
    for await (const file of new Bun.Glob(pattern).scan(root)) {
      newest = Math.max(newest, (await stat(join(root, file))).mtimeMs);
    }
  }
  return newest;
}

async function builtMs(): Promise<number> {
  return stat(folder).then(
    ({ mtimeMs }) => mtimeMs,
    () => 0,
  );
}

/** Builds beside the place and moves it there whole: another test run never meets half a program. */
async function buildAnew(): Promise<void> {
  const beside = await mkdtemp(join(root, "dist", "building-"));
  await build(beside);
  await rm(folder, { recursive: true, force: true });
  await rename(beside, folder);
}

await mkdir(join(root, "dist"), { recursive: true });
if ((await builtMs()) < (await newestSourceMs())) await buildAnew();

/** The path of a compiled program. */
export function compiled(program: Program): string {
  return join(folder, program);
}
