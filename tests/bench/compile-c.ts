/** The reference and the load generator, compiled for this processor into a folder that goes with the bench. */

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const sources = {
  limit: ["limit.c"],
  load: ["load.c", "figures.c", "sentence.c", "load-udp.c", "load-tcp.c", "load-connections.c"],
} as const;

export interface CPrograms extends Disposable {
  readonly limit: string;
  readonly load: string;
}

/** Undefined where no `cc` is installed. Throws with the compiler's messages where it fails. */
export function compileC(): CPrograms | undefined {
  if (Bun.which("cc") === null) return undefined;
  const folder = mkdtempSync(join(tmpdir(), "bench-"));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  process.once("exit", remove);
  for (const program of ["limit", "load"] as const) {
    const paths = sources[program].map((name) => join(import.meta.dir, "c", name));
    const cc = Bun.spawnSync(["cc", "-O3", "-march=native", "-Wall", "-Wextra", "-o", join(folder, program), ...paths]);
    if (!cc.success) throw new Error(`cc: ${cc.stderr}`);
  }
  return { limit: join(folder, "limit"), load: join(folder, "load"), [Symbol.dispose]: remove };
}
