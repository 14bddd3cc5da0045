/** Which streams lead to one place, as the shell made them. */

import { expect, test } from "bun:test";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { run } from "../support/running.ts";

const commands = [
  ["program 2>&1 | cat >/dev/null", true],
  ["program 2>/dev/null | cat >/dev/null", false],
  ["program >a 2>&1", true],
  ["program >a 2>>a", true],
  ["program >a 2>b", false],
  ["program >/dev/null 2>/dev/null", true],
  // Two files, one after the other, of one name that neither has any more.
  ["exec 3>a; rm a; exec 4>a; rm a; program >&3 2>&4", false],
] as const;

test.skipIf(process.platform !== "linux").each(commands)(
  "isSameFile(1, 2) in `%s` is %p (needs Linux)",
  async (command, isSame) => {
    const folder = await mkdtemp(join(tmpdir(), "same-file-"));
    try {
      const script = `
        import { isSameFile } from "${join(import.meta.dir, "../../src/system/same-file.ts")}";
        await Bun.write("told", String(isSameFile(1, 2)));`;
      const shell = command.replace("program", '"$0" -e "$1"');
      const { code } = await run(["sh", "-c", shell, process.execPath, script], { cwd: folder });
      expect(code).toBe(0);
      expect(await Bun.file(join(folder, "told")).text()).toBe(`${isSame}`);
    } finally {
      await rm(folder, { recursive: true });
    }
  },
);
