/** The programs in C, compiled for this processor into a folder that goes with the bench. */

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const sources = {
  limit: ["limit.c", "limit-udp.c", "limit-tcp.c"],
  launch: ["launch.c"],
  hold: ["hold.c"],
  load: ["load.c", "figures.c", "sentence.c", "load-udp.c", "load-tcp.c", "load-connections.c", "talks.c"],
} as const;

type CProgram = keyof typeof sources;

/** Their paths. */
export type CPrograms = Readonly<Record<CProgram, string>> & Disposable;

/** Undefined where no `cc` is installed. Throws with the compiler's messages where it fails. */
export function compileC(): CPrograms | undefined {
  if (Bun.which("cc") === null) return undefined;
  const folder = mkdtempSync(join(tmpdir(), "bench-"));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  process.once("exit", remove);
  const path = (program: CProgram) => join(folder, program);
  for (const [program, files] of Object.entries(sources)) {
    const paths = files.map((name) => join(import.meta.dir, "c", name));
    const cc = Bun.spawnSync(["cc", "-O3", "-march=native", "-Wall", "-Wextra", "-o", join(folder, program), ...paths]);
    if (!cc.success) throw new Error(`cc: ${cc.stderr}`);
  }
  return {
    ...{ limit: path("limit"), load: path("load"), launch: path("launch"), hold: path("hold") },
    [Symbol.dispose]: remove,
  };
}
