/** How many system calls a server makes for an exchange, as strace counts them. */

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startServer } from "../programs/started.ts";

export interface Traced {
  /** Of all threads and all kinds, the server's start and end among them. */
  readonly perExchange: number;
  /** Each kind of call, for an exchange. */
  readonly kinds: Readonly<Record<string, number>>;
}

/** Runs a compiled server under strace while a load asks; the load resolves with how many exchanges there were. */
export async function traced(
  program: "udp-server" | "tcp-server",
  ask: (port: number) => Promise<number>,
): Promise<Traced> {
  const folder = await mkdtemp(join(tmpdir(), "traced-"));
  try {
    const summary = join(folder, "calls");
    // -D: strace is the grandchild, so that signals go to the server.
    const strace = ["strace", "-D", "-f", "-c", "-U", "calls,name", "-o", summary];
    await using server = await startServer(program, ["--quiet"], { before: strace });
    const exchanges = await ask(server.port);
    server.signal("SIGINT");
    await server.ended(); // strace's end, too: it has the same standard error
    const kinds = readSummary(await Bun.file(summary).text());
    const calls = Object.values(kinds).reduce((sum, count) => sum + count, 0);
    return {
      perExchange: calls / exchanges,
      kinds: Object.fromEntries(Object.entries(kinds).map(([name, count]) => [name, count / exchanges])),
    };
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Reads the columns "calls" and "syscall" of strace's summary. */
export function readSummary(text: string): Record<string, number> {
  const lines = text.matchAll(/^ *(\d+) +(\w+)$/gm);
  return Object.fromEntries([...lines].flatMap(([, count, name]) => (name === "total" ? [] : [[name, Number(count)]])));
}
