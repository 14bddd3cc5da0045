/** The programs in C, compiled for this processor into a folder that goes with the bench. */

import { join } from "node:path";
import type { Processes } from "./processes.ts";
import { temporaryFolder } from "./temporary-folder.ts";

const sources = {
  limit: ["limit.c", "limit-udp.c", "limit-tcp.c"],
  launch: ["launch.c"],
  hold: ["hold.c"],
  load: ["load.c", "figures.c", "sentence.c", "load-udp.c", "load-tcp.c", "load-connections.c", "talks.c"],
} as const;

type CProgram = keyof typeof sources;

/** Their paths. */
export type CPrograms = Readonly<Record<CProgram, string>> & Disposable;

/** Resolves with undefined where no `cc` is installed. Rejects with the compiler's messages where it fails. */
export async function compileC(processes: Processes): Promise<CPrograms | undefined> {
  if (Bun.which("cc") === null) return undefined;
  const folder = temporaryFolder("bench-");
  const path = (program: CProgram) => join(folder.path, program);
  for (const [program, files] of Object.entries(sources)) {
    const paths = files.map((name) => join(import.meta.dir, "c", name));
    const cc = ["cc", "-O3", "-march=native", "-Wall", "-Wextra", "-o", path(program as CProgram), ...paths];
    await processes.compile(cc, folder.path);
  }
  return {
    ...{ limit: path("limit"), load: path("load"), launch: path("launch"), hold: path("hold") },
    [Symbol.dispose]: () => folder[Symbol.dispose](),
  };
}
