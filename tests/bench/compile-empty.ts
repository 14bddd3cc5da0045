/**
 * Compiles a program of one line as ours are, to `empty` in the current folder. A process of its own, for Bun writes a file of 100 MB in the
 * current folder before it has the program, and leaves it there where it is interrupted.
 */

import { build, write } from "bun";

await write("empty.ts", 'console.log("ready");\n');
await build({
  entrypoints: ["empty.ts"],
  ...{ format: "esm", splitting: true, minify: true, bytecode: true },
  compile: { outfile: "empty", autoloadBunfig: false, autoloadDotenv: false },
});
