/** Compiled programs in a network of the test's own, where port 12000 is surely nobody's. */

import type { Namespace } from "../protocol/namespace.ts";
import { compiled } from "../support/compiled.ts";
import { run } from "../support/running.ts";
import type { Client } from "./measuring.ts";
import { type StartedServer, startServer } from "./started.ts";

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
