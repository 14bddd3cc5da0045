/** Which streams lead to one place, as the shell made them. */

import { expect, test } from "bun:test";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { run } from "../support/running.ts";

const redirections = [
  ["2>&1 | cat >/dev/null", "true"],
  ["2>/dev/null | cat >/dev/null", "false"],
  [">a 2>&1", "true"],
  [">a 2>>a", "true"],
  [">a 2>b", "false"],
  [">/dev/null 2>/dev/null", "true"],
] as const;

test.skipIf(process.platform !== "linux").each(redirections)(
  "isSameFile(1, 2) in a program that is started with %s is %s (needs Linux)",
  async (redirection, isSame) => {
    const folder = await mkdtemp(join(tmpdir(), "same-file-"));
    try {
      const script = `
        import { isSameFile } from "${join(import.meta.dir, "../../src/system/same-file.ts")}";
        await Bun.write("told", String(isSameFile(1, 2)));`;
      const { code } = await run(["sh", "-c", `"$0" -e "$1" ${redirection}`, process.execPath, script], {
        cwd: folder,
      });
      expect(code).toBe(0);
      expect(await Bun.file(join(folder, "told")).text()).toBe(isSame);
    } finally {
      await rm(folder, { recursive: true });
    }
  },
);
