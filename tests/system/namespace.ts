/** A network of a test's own: a namespace in which only its own rules hold, and from which nothing reaches anybody. */

import { join } from "node:path";
import { installed } from "../support/peers.ts";
import { run } from "../support/running.ts";

const enter = ["unshare", "--user", "--map-root-user", "--net", "--mount"];

/** Tells whether such a namespace can be made, and these commands are there to furnish it. Throws in CI where not. */
export function hasNamespaces(...commands: string[]): boolean {
  if (!installed("unshare", "ip", ...commands)) return false;
  const { success } = Bun.spawnSync([...enter, "true"]);
  if (!success && process.env.CI === "true") throw new Error("this system allows no user namespaces");
  return success;
}

/** Loopback with one more address, which does not look like loopback's: a peer that is no stranger. */
export const peerAddress = "10.9.0.1";

export const loopbackUp = "ip link set lo up";
export const withPeer = `${loopbackUp}; ip address add ${peerAddress}/32 dev lo`;

/** Packets that come in for these ports meet these rules of nft. */
export function atTheGate(...rules: string[]): string {
  return `nft 'table inet gate { chain in { type filter hook input priority 0; ${rules.join("; ")}; }; }'`;
}

/**
 * Runs a script of this folder's tests in a fresh network, furnished by a shell, and returns the JSON that it prints.
 * Everything in the network is gone when the script ends.
 */
export async function inNamespace(furnish: string, script: string, ...words: string[]): Promise<unknown> {
  const shell = ["sh", "-ec", `${furnish}\nexec "$@"`, "sh"];
  const ended = await run([...enter, ...shell, process.execPath, join(import.meta.dir, script), ...words]);
  if (ended.code !== 0) throw new Error(`${script} ended with ${ended.code}: ${ended.stderr}`);
  return JSON.parse(ended.stdout);
}
