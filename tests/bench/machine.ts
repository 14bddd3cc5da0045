/** Where the figures come from: without it they say nothing. */

import { arch, cpus, loadavg, release, type } from "node:os";
import { compiled } from "../support/compiled.ts";

export interface Machine {
  readonly cpu: string;
  readonly cores: number;
  readonly system: string;
  /** Of the last 1, 5 and 15 minutes, before the bench began. */
  readonly load: readonly number[];
  /** The processor that all of it ran on, where `taskset` is installed. */
  readonly pinnedTo: number | undefined;
  readonly versions: Readonly<Record<string, string>>;
}

/** How each program says its version, and where in what it says. */
const asked = {
  cc: [["cc", "--version"], /\d+(?:\.\d+)+/],
  python3: [["python3", "--version"], /\S+$/],
  node: [["node", "--version"], /v?(.*)/],
  socat: [["socat", "-V"], /version (\S+)/],
  ncat: [["ncat", "--version"], /Version (\S+)/],
} as const satisfies Record<string, readonly [command: readonly string[], version: RegExp]>;

function version([command, ...args]: readonly string[], pattern: RegExp): string {
  if (command === undefined || Bun.which(command) === null) return "not installed";
  const { stdout, stderr } = Bun.spawnSync([command, ...args]);
  const found = pattern.exec(`${stdout}${stderr}`.trim());
  return found?.[1] ?? found?.[0] ?? "unknown";
}

export function machine(pinnedTo: number | undefined): Machine {
  const peers = Object.entries(asked).map(([name, [command, pattern]]) => [name, version(command, pattern)] as const);
  return {
    cpu: cpus()[0]?.model.trim() ?? "unknown",
    cores: cpus().length,
    system: `${type()} ${release()} ${arch()}`,
    load: loadavg(),
    pinnedTo,
    versions: {
      ours: version([compiled("udp-server"), "--version"], /\S+$/),
      bun: Bun.version,
      ...Object.fromEntries(peers),
    },
  };
}
