/** What a program loads at once, and not only when it needs it: of its source, and of the pieces that the bundler makes. */

import { readFileSync } from "node:fs";
import { join, posix } from "node:path";
import { bundling } from "../../bundling.ts";
import type { Program } from "../../src/narration/topics.ts";

const root = join(import.meta.dir, "..", "..");

/** By path, and with their text; what is not ours is there without one, such as `bun:ffi`. */
type Loaded = ReadonlyMap<string, string>;

/** The files of a page's source that are loaded with it. */
export function filesAtOnce(program: Program): Loaded {
  return loadedWith(`src/${program}.ts`, (path) =>
    path.endsWith(".ts") ? readFileSync(join(root, path), "utf8") : undefined,
  );
}

/** The pieces that are loaded with the first one, and all that there are. */
export async function piecesOf(program: Program): Promise<{ atOnce: Loaded; all: Loaded }> {
  const { outputs } = await Bun.build({ ...(await bundling(program)), target: "bun" });
  const all = new Map(
    await Promise.all(outputs.map(async (piece) => [posix.normalize(piece.path), await piece.text()] as const)),
  );
  const entry = outputs.find(({ kind }) => kind === "entry-point")?.path ?? "";
  return { atOnce: loadedWith(posix.normalize(entry), (path) => all.get(path)), all };
}

function loadedWith(entry: string, read: (path: string) => string | undefined): Loaded {
  const loaded = new Map<string, string>();
  const open = (path: string) => {
    if (loaded.has(path)) return;
    const text = read(path);
    loaded.set(path, text ?? "");
    for (const { path: imported } of importsOf(text ?? "", path)) {
      open(imported.startsWith(".") ? posix.join(posix.dirname(path), imported) : imported);
    }
  };
  open(entry);
  return loaded;
}

function importsOf(text: string, path: string): Bun.Import[] {
  const loader = path.endsWith(".ts") ? "ts" : "js";
  return new Bun.Transpiler({ loader }).scanImports(text).filter(({ kind }) => kind === "import-statement");
}
