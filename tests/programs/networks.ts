/** Compiled programs in a network of the test's own, where port 12000 is surely nobody's. */

import { writeFileSync } from "node:fs";
import { Namespace } from "../protocol/namespace.ts";
import { compiled } from "../support/compiled.ts";
import { run } from "../support/running.ts";
import type { Client, Folder } from "./measuring.ts";
import { type StartedServer, startServer } from "./started.ts";

/** A network in which localhost has an address of each IP version. */
export async function openDualStack(folder: Folder): Promise<Namespace> {
  const hosts = folder.at("hosts");
  writeFileSync(hosts, "127.0.0.1 localhost\n::1 localhost\n");
  return await Namespace.open(`mount --bind ${hosts} /etc/hosts`);
}

export const usualPort = 12_000;

/** Starts a server there, at the usual port where nothing else is said. */
export function serverIn(
  network: Namespace,
  program: "udp-server" | "tcp-server",
  ...args: string[]
): Promise<StartedServer> {
  return startServer(program, ["-q", "--port", `${usualPort}`, ...args], { before: network.command() });
}

export function clientIn(network: Namespace, program: Client, ...args: string[]): string[] {
  return network.command(compiled(program), ...args);
}

/** The sockets that somebody holds there: none, where every server is gone. */
export async function socketsIn(network: Namespace): Promise<string> {
  return (await run(network.command("ss", "-Hltun"))).stdout;
}
