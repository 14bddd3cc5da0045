/** How the files of a program are bundled: in one piece what every run needs, and the rest in others, which are loaded when they are needed. */

import { dirname, join } from "node:path";

const source = join(import.meta.dir, "src");

type Bundling = Pick<Bun.BuildConfig, "entrypoints" | "format" | "splitting" | "minify" | "plugins">;

export async function bundling(program: string): Promise<Bundling> {
  const atOnce = join(source, "terminal", program.endsWith("-server") ? "run-server.ts" : "run-client.ts");
  return {
    entrypoints: [join(source, `${program}.ts`)],
    format: "esm",
    // Keeps clack and what measures out of the start of a run that does without: otherwise a dynamic import is hoisted.
    splitting: true,
    minify: true,
    plugins: [startingWith(atOnce, await loadedLater())],
  };
}

/**
 * Begins each file that is loaded later with the one that leads to all that is loaded at once. That is there by then, so it
 * costs nothing. But the bundler makes a piece of those files to which the same ones lead, and so would cut the
 * start of a client into eighteen pieces: a seventh of its whole run.
 */
function startingWith(atOnce: string, later: ReadonlySet<string>): Bun.BunPlugin {
  return {
    name: "one piece to start with",
    setup(build) {
      build.onLoad({ filter: /[\\/]src[\\/].*\.ts$/ }, async ({ path }) => {
        const text = await Bun.file(path).text();
        // In front of the first line, and not above it: a stack names lines.
        return { loader: "ts", contents: later.has(path) ? `import ${JSON.stringify(atOnce)}; ${text}` : text };
      });
    },
  };
}

/** The files of ours that others import dynamically. */
async function loadedLater(): Promise<Set<string>> {
  const transpiler = new Bun.Transpiler({ loader: "ts" });
  const later = new Set<string>();
  for await (const path of new Bun.Glob("**/*.ts").scan({ cwd: source, absolute: true })) {
    for (const { kind, path: imported } of transpiler.scanImports(await Bun.file(path).text())) {
      if (kind === "dynamic-import" && imported.startsWith(".")) later.add(join(dirname(path), imported));
    }
  }
  return later;
}
