/** The computer that a measurement was made on: a time says little without it. */

import { arch, cpus, release, type } from "node:os";

export interface HostFacts {
  /** `Linux 6.18.44 x64` */
  readonly system: string;
  /** `2 × Intel Xeon …`; several kinds are told apart. */
  readonly processors: string;
  /** `Bun 1.4.5` */
  readonly runtime: string;
}

export function hostFacts(): HostFacts {
  const counts = new Map<string, number>();
  for (const { model } of cpus()) {
    // Linux does not name the model on many arm64 computers.
    const name = model
      .trim()
      .replace(/\s+/g, " ")
      .replace(/^(unknown)?$/, arch());
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  const processors = Array.from(counts, ([name, count]) => `${count} × ${name}`).join(", ");
  return { system: `${type()} ${release()} ${arch()}`, processors, runtime: `Bun ${Bun.version}` };
}
