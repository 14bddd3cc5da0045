/** A network namespace of a test's own (and mounts of its own): anything may be broken in it, and nobody else feels it. */

import { installed } from "../support/peers.ts";
import { Running } from "../support/running.ts";

/** Tells whether this system lets a test make one, with these commands for what is inside. Throws in CI where it does not. */
export function namespacesAllowed(...commands: string[]): boolean {
  if (!installed("unshare", "nsenter", "ip", ...commands)) return false;
  const allowed = Bun.spawnSync(["unshare", "-Urnm", "ip", "link", "set", "lo", "up"]).success;
  if (!allowed && process.env.CI === "true") throw new Error("not allowed: unshare -Urnm");
  return allowed;
}

export class Namespace implements AsyncDisposable {
  readonly #holder: Running;

  private constructor(holder: Running) {
    this.#holder = holder;
  }

  /** Makes a network that has `lo`, and runs the lines of `setup` in it. */
  static async open(...setup: string[]): Promise<Namespace> {
    // A namespace lives as long as a process in it: `cat` waits until the test lets it end.
    const lines = ["set -e", "ip link set lo up", ...setup, "echo made", "exec cat"];
    const holder = new Running(["unshare", "-Urnm", "sh", "-c", lines.join("\n")]);
    await holder.printed(/made/);
    return new Namespace(holder);
  }

  /** The command that runs another one in this namespace. */
  command(...words: string[]): string[] {
    const which = ["--user", "--net", "--mount", "--preserve-credentials"];
    return ["nsenter", `--target=${this.#holder.pid}`, ...which, "--", ...words];
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#holder[Symbol.asyncDispose]();
  }
}
