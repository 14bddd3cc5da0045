/** build.ts: what it refuses, and what it says when a target fails. */

import { expect, test } from "bun:test";
import { mkdir, mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build, programs, targets } from "../../build.ts";
import { installed } from "../support/peers.ts";
import { run } from "../support/running.ts";

const root = join(import.meta.dir, "..", "..");

test("build.ts refuses a target that does not exist, with the list of those that do", async () => {
  const before = await readdir(root);
  const command = [process.execPath, "build.ts", "--target", "linux-x64", "--target", "linux-x68", "--target", "amiga"];
  expect(await run(command, { cwd: root })).toEqual({
    code: 1,
    signal: null,
    stdout: "",
    stderr: `Unknown target linux-x68, amiga. The targets are: ${targets.join(", ")}\n`,
  });
  expect(await readdir(root)).toEqual(before);
});

test("build.ts refuses an option that does not exist, without a stack", async () => {
  const { code, stderr } = await run([process.execPath, "build.ts", "--everything"], { cwd: root });
  expect(stderr).toMatch(/^[^\n]*--everything[^\n]*\n$/);
  expect(code).toBe(1);
});

test("build() names the program and the target that failed", async () => {
  const folder = await mkdtemp(join(tmpdir(), "build-"));
  try {
    // Where the first program is to be written, there is a folder that is not empty.
    await mkdir(join(folder, programs[0], "taken"), { recursive: true });
    await expect(build(folder)).rejects.toThrow(`Cannot build ${programs[0]} for this computer: `);
  } finally {
    await rm(folder, { recursive: true });
  }
});

/** Some systems forbid user namespaces. */
const canUnshare = installed("unshare") && Bun.spawnSync(["unshare", "-Urn", "true"]).success;

// Without a network and without a cache, no other computer's Bun can be had.
test.skipIf(!canUnshare)(
  "build() names the target that cannot be downloaded (in a network namespace of its own)",
  async () => {
    const folder = await mkdtemp(join(tmpdir(), "build-"));
    try {
      const script = `import { build } from "${root}/build.ts"; await build("${folder}/out", "linux-arm64");`;
      await Bun.write(join(folder, "script.ts"), script);
      const command = ["unshare", "-Urn", process.execPath, join(folder, "script.ts")];
      const { code, stderr } = await run(command, { env: { HOME: folder, BUN_INSTALL_CACHE_DIR: folder } });
      expect(stderr).toContain(`Cannot build ${programs[0]} for linux-arm64: `);
      expect(code).toBe(1);
    } finally {
      await rm(folder, { recursive: true });
    }
  },
);
