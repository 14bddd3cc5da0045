/** Compiled clients that measure: both servers at one port, what a client printed, and a folder for what it writes. */

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Report } from "../../src/comparison/record.ts";
import type { Ended } from "../support/running.ts";
import { type StartedServer, startServer } from "./started.ts";

export const clients = ["udp-client", "tcp-client"] as const;
export type Client = (typeof clients)[number];

/** A server of each protocol at the same port of 127.0.0.1. */
export interface BothServers extends AsyncDisposable {
  readonly port: number;
  readonly udp: StartedServer;
  readonly tcp: StartedServer;
}

/** Starts both; the arguments are the UDP server's. Its connections stay open, however busy this computer is. */
export async function startBoth(...udpArgs: string[]): Promise<BothServers> {
  const tcp = await startServer("tcp-server", ["-q", "--keep-alive", "60"]);
  const udp = await startServer("udp-server", ["-q", "--port", `${tcp.port}`, ...udpArgs]);
  const end = async () => {
    await udp[Symbol.asyncDispose]();
    await tcp[Symbol.asyncDispose]();
  };
  return { port: tcp.port, udp, tcp, [Symbol.asyncDispose]: end };
}

/** The one document that `--json` prints. */
export function reportOf({ stdout }: Pick<Ended, "stdout">): Report {
  const [line = "", rest] = stdout.split("\n");
  if (rest !== "") throw new Error(`not one line: ${stdout.slice(0, 500)}`);
  return JSON.parse(line) as Report;
}

/** The rows of a CSV file (RFC 4180), each by the names of the header. Throws where a line is no row. */
export function rowsOf(text: string): Record<string, string>[] {
  const lines = text.split("\r\n");
  if (lines.pop() !== "" || text.replaceAll("\r\n", "").match(/["\r\n]/)) throw new Error(`not CSV: ${text}`);
  const [names = [], ...rows] = lines.map((line) => line.split(","));
  return rows.map((fields) => {
    if (fields.length !== names.length) throw new Error(`not a whole row: ${fields}`);
    return Object.fromEntries(names.map((name, index) => [name, fields[index] ?? ""]));
  });
}

/** A folder that is gone after the test. */
export class Folder implements Disposable {
  readonly path = mkdtempSync(join(tmpdir(), "measure-"));

  at(name: string): string {
    return join(this.path, name);
  }

  [Symbol.dispose](): void {
    rmSync(this.path, { recursive: true });
  }
}
