/** Servers with several workers, and what the kernel says of their processes. */

import { expect } from "bun:test";
import { readFileSync } from "node:fs";
import { isPortSharable } from "../../src/system/shared-port.ts";
import { RawTcpPeer } from "../protocol/raw-tcp-peer.ts";
import { RawUdpPeer } from "../protocol/raw-udp-peer.ts";
import { type StartedServer, startServer } from "./started.ts";

export const serverPairs = [
  ["udp-server", "udp-client"],
  ["tcp-server", "tcp-client"],
] as const;

/** Only Linux spreads what arrives at a port. */
export const workersServe: boolean = isPortSharable();

export function startWorkers(
  program: "udp-server" | "tcp-server",
  workers: number,
  args: readonly string[] = [],
  options: Parameters<typeof startServer>[2] = {},
): Promise<StartedServer> {
  return startServer(program, ["--workers", `${workers}`, ...args], options);
}

/** The processes that a process has started, and that are not over yet (proc_pid_task(5)). */
export function childrenOf(pid: number): number[] {
  return (readFileSync(`/proc/${pid}/task/${pid}/children`, "latin1").match(/\d+/g) ?? []).map(Number);
}

/** Sends a signal to a process and all that it has started, as a terminal does. They must be a group of their own: `setsid`. */
export function signalGroup(server: StartedServer, signal: NodeJS.Signals): void {
  process.kill(-server.pid, signal);
}

/** Resolves when a server has so many workers. */
export async function hasWorkers(server: StartedServer, workers: number): Promise<void> {
  while (childrenOf(server.pid).length !== workers) await Bun.sleep(5); // not to take their processor
}

/** Kills one of the workers; resolves when the server has said so. */
export async function killOne(server: StartedServer): Promise<void> {
  const [pid] = childrenOf(server.pid);
  if (pid === undefined) throw new Error("there is no worker");
  process.kill(pid, "SIGKILL");
  await server.printed(/A worker ended \(SIGKILL\)/, "stderr");
}

/** Asks so often, each time from another port, so that every worker has something to do. */
export async function askOften(program: "udp-server" | "tcp-server", port: number, times: number, host = "127.0.0.1") {
  for (let number = 0; number < times; number++) {
    if (program === "udp-server") {
      using peer = await RawUdpPeer.open(host);
      expect(`${await peer.ask(`sentence ${number}`, { address: host, port })}`).toBe(`SENTENCE ${number}`);
    } else {
      using peer = await RawTcpPeer.connect(port, { host });
      await peer.write(`sentence ${number}\n`);
      peer.halfClose();
      expect(`${(await peer.takeAll()).bytes}`).toBe(`SENTENCE ${number}\n`);
    }
  }
}

/** Asks the same so often from one socket, without waiting for a reply before the next sentence. */
export async function askAtOnce(program: "udp-server" | "tcp-server", port: number, sentence: string, times: number) {
  if (program === "udp-server") {
    using peer = await RawUdpPeer.open();
    for (let number = 0; number < times; number++) void peer.send(sentence, { address: "127.0.0.1", port });
    for (let number = 0; number < times; number++) expect(`${(await peer.next()).bytes}`).toBe(sentence.toUpperCase());
  } else {
    using peer = await RawTcpPeer.connect(port);
    await peer.write(`${sentence}\n`.repeat(times));
    peer.halfClose();
    expect(`${(await peer.takeAll()).bytes}`).toBe(`${sentence}\n`.repeat(times).toUpperCase());
  }
}
