/** The compiled programs in a folder that wants to change them. */

import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Program } from "../../src/narration/topics.ts";
import { compiled } from "../support/compiled.ts";
import { run } from "../support/running.ts";
import { InTerminal } from "../support/terminal.ts";
import { client, startServer } from "./started.ts";

const programs: readonly Program[] = ["udp-server", "udp-client", "tcp-server", "tcp-client"];
const preload = 'require("node:fs").writeFileSync("loaded", ""); console.log("I was here");';
const files: Record<string, string> = {
  "bunfig.toml": 'preload = ["./preload.js"]\nlogLevel = "debug"\n',
  "preload.js": preload,
  ".env": "LC_ALL=ko_KR.UTF-8\nLANG=ko_KR.UTF-8\nFORCE_COLOR=3\nNO_COLOR=1\nPORT=1\nHOST=192.0.2.1\nBUN_PORT=1\n",
  ".env.local": "LC_ALL=ko_KR.UTF-8\n",
  ".env.production": "LC_ALL=ko_KR.UTF-8\n",
  "package.json": '{"name": "hostile", "type": "commonjs", "version": "666", "imports": {"#x": "./preload.js"}}\n',
  "tsconfig.json": '{"compilerOptions": {"paths": {"*": ["./preload.js"]}}}\n',
  "node_modules/picocolors/index.js": preload,
  "node_modules/@clack/prompts/index.js": preload,
  // What a program prints of its start in this folder, when the folder is let in.
  "victim.js": "console.log(process.env.LC_ALL);\n",
};

/** Nothing in the environment: what is set already, a .env does not touch. */
const bare = ["env", "-i"];

let folder = "";
let marker = "";

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "hostile-"));
  marker = join(folder, "loaded");
  for (const [name, text] of Object.entries(files)) await Bun.write(join(folder, name), text);
});

afterAll(() => rm(folder, { recursive: true, force: true }));

describe("a folder with a preload and a .env", () => {
  for (const program of programs) {
    test(`does not change what ${program} --help and --version print`, async () => {
      for (const option of ["--help", "--version"]) {
        const here = await run([...bare, compiled(program), option], { cwd: folder });
        const elsewhere = await run([...bare, compiled(program), option], { cwd: tmpdir() });
        expect(here).toEqual(elsewhere);
        expect(here.code).toBe(0);
      }
      expect(existsSync(marker)).toBe(false);
    });
  }

  for (const protocol of ["udp", "tcp"] as const) {
    test(`does not change what ${protocol}-server and ${protocol}-client do`, async () => {
      await using server = await startServer(`${protocol}-server`, [], { before: bare, cwd: folder });
      const asked = await run([...bare, ...client(`${protocol}-client`, server.port, "hello")], { cwd: folder });
      expect(asked).toEqual({ code: 0, signal: null, stdout: "From Server: HELLO\n", stderr: "" });
      server.signal("SIGTERM");
      const { code, stdout, stderr } = await server.ended();
      expect({ code, stdout }).toEqual({ code: 0, stdout: "The server is ready to receive\nhello\n" });
      expect(stderr).toStartWith(`${protocol}-server listens on 127.0.0.1:${server.port}`);
      expect(existsSync(marker)).toBe(false);
    });
  }

  test("does not change how udp-client asks", async () => {
    await using server = await startServer("udp-server");
    const command = [...bare, "TERM=xterm", ...client("udp-client", server.port)];
    await using terminal = new InTerminal(command, { cwd: folder });
    await terminal.shows(/◆ {2}Input lowercase sentence:/);
    terminal.type("hello\r");
    expect((await terminal.ended()).text).toEndWith("From Server: HELLO");
    expect(existsSync(marker)).toBe(false);
  });

  test("would change a program that was compiled with both autoloads on", async () => {
    const outfile = join(folder, "victim");
    const built = await Bun.build({
      entrypoints: [join(folder, "victim.js")],
      compile: { outfile, autoloadBunfig: true, autoloadDotenv: true },
    });
    expect(built.success).toBe(true);
    const { stdout } = await run([...bare, outfile], { cwd: folder });
    expect(stdout).toBe("I was here\nko_KR.UTF-8\n");
    expect(existsSync(marker)).toBe(true);
    await rm(marker);
  });
});
