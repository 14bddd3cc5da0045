/** The house as DESIGN draws it: which way the arrows run, and where sockets are opened. */

import { describe, expect, test } from "bun:test";
import { join } from "node:path";
import { importsOf, type SourceFile, violations } from "./architecture-rules.ts";

const root = join(import.meta.dir, "..");

async function sourceFiles(pattern: string): Promise<SourceFile[]> {
  const paths = await Array.fromAsync(new Bun.Glob(pattern).scan(root));
  return Promise.all(paths.sort().map(async (path) => ({ path, text: await Bun.file(join(root, path)).text() })));
}

const files = await sourceFiles("src/**/*.ts");
const pages = ["src/tcp-client.ts", "src/tcp-server.ts", "src/udp-client.ts", "src/udp-server.ts"];

describe("The house", () => {
  test("breaks none of its rules", () => {
    expect(violations(files)).toEqual([]);
  });

  test("has the four pages, and no other file beside them", () => {
    expect(files.map(({ path }) => path).filter((path) => path.split("/").length === 2)).toEqual(pages);
  });

  test("has pages that open their sockets themselves", () => {
    const opens = {
      "tcp-client": "Bun.connect",
      "tcp-server": "Bun.listen",
      "udp-client": "Bun.udpSocket",
      "udp-server": "Bun.udpSocket",
    };
    for (const [page, call] of Object.entries(opens)) {
      expect(files.find(({ path }) => path === `src/${page}.ts`)?.text).toContain(call);
    }
  });

  test("has nothing beside its tests that imports a page", async () => {
    for (const { path, text } of await sourceFiles("*.ts")) {
      expect([path, importsOf(text).filter((imported) => pages.includes(imported.replace("./", "")))]).toEqual([
        path,
        [],
      ]);
    }
  });
});

/** Made-up files, each with the one rule that it breaks. */
const wrong: readonly (readonly [path: string, text: string, broken: string])[] = [
  ["src/core/a.ts", 'import { x } from "../terminal/output.ts";', "imports ../terminal/output.ts"],
  ["src/core/a.ts", 'import type { X } from "../system/libc.ts";', "imports ../system/libc.ts"],
  ["src/core/a.ts", 'export type { X } from "../narration/en.ts";', "imports ../narration/en.ts"],
  ["src/core/a.ts", 'const x = await import("../tcp-client.ts");', "imports ../tcp-client.ts"],
  ["src/core/a.ts", 'import { readFileSync } from "node:fs";', "imports the package node:fs"],
  ["src/core/a.ts", 'import "picocolors";', "imports the package picocolors"],
  ["src/core/a.ts", "const nowMs = performance.now();", "uses performance"],
  ["src/core/a.ts", "setTimeout(f, 1);", "uses setTimeout"],
  ["src/core/a.ts", "const now = new Date();", "uses Date"],
  ["src/core/a.ts", "const text = Bun.file(x);", "uses Bun"],
  ["src/narration/a.ts", 'import { x } from "../system/libc.ts";', "imports ../system/libc.ts"],
  ["src/narration/a.ts", "const home = process.env.HOME;", "uses process"],
  ["src/narration/a.ts", `const s = \`in \${\`a \${process.cwd()}\`}\`;`, "uses process"],
  ["src/system/a.ts", 'import { en } from "../narration/en.ts";', "imports ../narration/en.ts"],
  ["src/system/a.ts", "process.exit(1);", "uses process.exit"],
  ["src/system/a.ts", 'import { Socket } from "node:net";', "imports node:net: sockets are Bun's, in the pages"],
  [
    "src/terminal/a.ts",
    'import { createSocket } from "node:dgram";',
    "imports node:dgram: sockets are Bun's, in the pages",
  ],
  ["src/terminal/a.ts", 'import type { X } from "../udp-client.ts";', "imports ../udp-client.ts"],
  ["src/terminal/a.ts", 'import x from "chalk";', "imports the package chalk"],
  ["src/terminal/a.ts", 'import { version } from "../../package.json";', "imports ../../package.json"],
  ["src/terminal/a.ts", "await Bun.connect({});", "opens a socket outside the pages"],
  ["src/terminal/a.ts", "const s = Bun.listen({});", "opens a socket outside the pages"],
  ["src/system/a.ts", "Bun\n  .udpSocket({});", "opens a socket outside the pages"],
  ["src/elsewhere/a.ts", "", "no rule for the layer elsewhere"],
  ["src/measurement/a.ts", "await Bun.connect({});", "opens a socket outside the pages"],
  ["src/measurement/a.ts", 'import { en } from "../narration/en.ts";', "imports ../narration/en.ts"],
  ["src/measurement/a.ts", 'import type { Report } from "../comparison/record.ts";', "imports ../comparison/record.ts"],
  ["src/comparison/a.ts", 'import { Output } from "../terminal/output.ts";', "imports ../terminal/output.ts"],
  ["src/narration/a.ts", 'import { x } from "../measurement/ledger.ts";', "imports ../measurement/ledger.ts"],
  [
    "src/comparison/a.ts",
    'const x = await import("../udp-client.ts");',
    "loads ../udp-client.ts: that is for src/comparison/pages.ts, late",
  ],
  [
    "src/comparison/pages.ts",
    'import { x } from "../udp-client.ts";',
    "loads ../udp-client.ts: that is for src/comparison/pages.ts, late",
  ],
  [
    "src/measurement/a.ts",
    'export { x } from "../udp-client.ts";',
    "loads ../udp-client.ts: that is for src/comparison/pages.ts, late",
  ],
  ["src/core/a.ts", "export default 1;", "has a default export"],
  ["src/core/a.ts", "export { x as default };", "has a default export"],
  ["src/core/a.ts", "function f(x: any) {}", "has the type any"],
  ["src/core/a.ts", "const x = y as any;", "has the type any"],
  ["src/core/a.ts", "let x: Map<string, any>;", "has the type any"],
  ["src/core/index.ts", "", "has a name that says nothing"],
  ["src/core/byte-utils.ts", "", "has a name that says nothing"],
  ["src/terminal/manager.ts", "", "has a name that says nothing"],
  ["src/core/a.ts", "// a\n".repeat(181), "has 181 lines, more than 180"],
];

const run = "if (import.meta.main) await runUdpServer(open);\n";
const runner = 'import { runUdpServer } from "./terminal/run-server.ts";\n';

const wrongPages: readonly (readonly [text: string, broken: string])[] = [
  [`import { en } from "./narration/en.ts";\n${run}`, "imports ./narration/en.ts"],
  [`import { Output } from "./terminal/output.ts";\n${run}`, "imports ./terminal/output.ts"],
  [`import type { X } from "./tcp-client.ts";\n${run}`, "imports ./tcp-client.ts"],
  [`import { text } from "@clack/prompts";\n${run}`, "imports the package @clack/prompts"],
  [`${runner}await runUdpServer(open);\n${run}`, "uses runUdpServer where it may be imported"],
  [`${runner}export const go = runUdpServer;\n${run}`, "uses runUdpServer where it may be imported"],
  [`process.exit(1);\n${run}`, "uses process"],
  [runner, "cannot be run"],
  [run + "// a\n".repeat(165), "has 166 lines, more than 165"],
];

describe("violations()", () => {
  test.each(wrong)("finds in %s what is wrong with %j", (path, text, broken) => {
    expect(violations([{ path, text }])).toEqual([`${path}: ${broken}`]);
  });

  test.each(wrongPages)("finds in a page what is wrong with %j", (text, broken) => {
    expect(violations([{ path: "src/udp-server.ts", text }])).toEqual([`src/udp-server.ts: ${broken}`]);
  });

  test("finds nothing in what is right, nor in comments and strings", () => {
    const right: readonly SourceFile[] = [
      { path: "src/core/a.ts", text: 'import { isUtf8 } from "node:buffer";\nimport type { B } from "./b.ts";\n' },
      {
        path: "src/core/b.ts",
        text: "/** Bun.connect, process.exit, any: any */\nconst x = Bun.stringWidth(y); // performance.now()\n",
      },
      {
        path: "src/narration/a.ts",
        text: `const s = ["Bun.connect()", \`a \${"process."} process.exit() // \${x} any[]\`];\n`,
      },
      { path: "src/comparison/pages.ts", text: 'const load = () => import("../udp-client.ts");\n' },
      {
        path: "src/measurement/a.ts",
        text: 'import type { X } from "../udp-client.ts";\nconst f: typeof import("../tcp-client.ts").connectTcp = g;\n',
      },
      { path: "src/system/a.ts", text: 'import { dlopen } from "bun:ffi";\nif (process.platform === "linux") f();\n' },
      { path: "src/terminal/a.ts", text: 'const { text } = await import("@clack/prompts");\nprocess.exit(0);\n' },
      { path: "src/terminal/version.ts", text: 'import { version } from "../../package.json";\n' },
      { path: "src/udp-server.ts", text: `${runner}import { x } from "./core/x.ts";\nBun.udpSocket({});\n${run}` },
    ];
    expect(violations(right)).toEqual([]);
  });
});
