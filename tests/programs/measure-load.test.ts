/** A client that asks one sentence loads nothing of what measures, neither of its source nor in its executable. */

import { describe, expect, test } from "bun:test";
import { readFileSync } from "node:fs";
import { join, posix } from "node:path";
import { clients } from "./measuring.ts";

const root = join(import.meta.dir, "..", "..");

type Import = Bun.Import;

/** All that is loaded at once with a file; `read` and `importsOf` say what a file is and what it imports. */
function loadedWith(entry: string, read: (path: string) => string, follow: (path: string) => string | undefined) {
  const loaded = new Map<string, string>();
  const open = (path: string) => {
    if (loaded.has(path)) return;
    const text = read(path);
    loaded.set(path, text);
    for (const { path: imported } of atOnce(text, path)) {
      const target = imported.startsWith(".") ? posix.join(posix.dirname(path), imported) : imported;
      const found = follow(target);
      if (found === undefined) loaded.set(target, "");
      else open(found);
    }
  };
  open(entry);
  return loaded;
}

function atOnce(text: string, path: string): Import[] {
  const loader = path.endsWith(".ts") ? "ts" : "js";
  return new Bun.Transpiler({ loader }).scanImports(text).filter(({ kind }) => kind === "import-statement");
}

describe.each(clients)("%s", (program) => {
  test("imports at once no measuring, no page but its own, and no package", () => {
    const loaded = loadedWith(
      `src/${program}.ts`,
      (path) => readFileSync(join(root, path), "utf8"),
      (path) => (path.endsWith(".ts") ? path : undefined),
    );
    const paths = [...loaded.keys()];
    expect(paths).toContain("src/terminal/program.ts");
    // It tells a client from a server that another client starts.
    expect(paths.filter((path) => /^src\/(comparison|measurement)\//.test(path))).toEqual([
      "src/comparison/embedded-talk.ts",
    ]);
    expect(paths.filter((path) => posix.dirname(path) === "src")).toEqual([`src/${program}.ts`]);
    expect(paths.filter((path) => /^src\/narration\/(measure|report|compare)/.test(path))).toEqual([]);
    expect(paths.filter((path) => !/^(src|node:|bun:|package\.json)/.test(path))).toEqual([]);
  });

  test("has in its first piece nothing of it either, as it is built", async () => {
    const { outputs } = await Bun.build({
      entrypoints: [join(root, "src", `${program}.ts`)],
      ...{ format: "esm", target: "bun", splitting: true, minify: true },
    });
    const pieces = new Map(
      await Promise.all(outputs.map(async (piece) => [posix.normalize(piece.path), await piece.text()] as const)),
    );
    const entry = outputs.find(({ kind }) => kind === "entry-point")?.path ?? "";
    const first = loadedWith(
      posix.normalize(entry),
      (path) => pieces.get(path) ?? "",
      (path) => (pieces.has(path) ? path : undefined),
    );
    const marks = ["From Server: ", "What was measured until then", "ECharts", "Canceled"];
    const among = (texts: string[]) => marks.filter((mark) => texts.some((text) => text.includes(mark)));
    expect(among([...pieces.values()])).toEqual(marks);
    expect(among([...first.values()])).toEqual(["From Server: "]);
  });
});
