/** Measures the memory of servers: each time of one that was started for it. */

import { freePort } from "../support/ports.ts";
import type { CPrograms } from "./compile-c.ts";
import type { Processes } from "./processes.ts";
import { type Memory, memoryOf } from "./resident.ts";
import { type BenchServer, servers } from "./servers.ts";
import { type Workload, workloads } from "./workloads.ts";

export interface MemoryRow {
  readonly server: string;
  readonly protocol: "udp" | "tcp";
  readonly idle: Memory;
  /** With connections that stay; null over UDP, which has none. */
  readonly holding: Memory | null;
  /** After load, whose peak is in it. */
  readonly loaded: Memory;
}

export interface MemoryPlan {
  readonly connections: number;
  readonly seconds: number;
}

const measured = ["ours", "python", "asyncio", "node"];
const loads = ["udp-win256", "tcp-stream"];
/** By then a runtime has given back what it gives back soon. */
const settledMs = 1_000;
/** As many descriptors as this user may have: Python asks for no more than it is given. */
const unlimited = ["sh", "-c", 'ulimit -n "$(ulimit -Hn)"; exec "$@"', "sh"];

/** A row for each server that is installed and can be asked. */
export async function memoryRows(plan: MemoryPlan, c: CPrograms, processes: Processes): Promise<MemoryRow[]> {
  const rows: MemoryRow[] = [];
  for (const workload of workloads.filter(({ name }) => loads.includes(name))) {
    for (const server of servers.filter(({ name }) => measured.includes(name))) {
      const isInstalled = server.needs.every((command) => Bun.which(command) !== null);
      if (isInstalled && typeof server.command(workload, 0) !== "string") {
        rows.push(await memoryRow(server, workload, plan, c, processes));
      }
    }
  }
  return rows;
}

async function memoryRow(
  server: BenchServer,
  workload: Workload,
  { connections, seconds }: MemoryPlan,
  c: CPrograms,
  processes: Processes,
): Promise<MemoryRow> {
  const { protocol, load } = workload;
  console.error(`${server.name} ${protocol} …`);
  const [mode, ...options] = load;
  /** Starts the server, does something to it, and reads what memory it has then. */
  async function after(act: (port: number) => Promise<unknown>): Promise<Memory> {
    const port = await freePort();
    const command = [...server.command(workload, port), ...holdingOptions(server, protocol, connections)];
    try {
      const { pid } = await processes.server([...unlimited, ...command], protocol, port);
      await act(port);
      await Bun.sleep(settledMs);
      return memoryOf(pid);
    } finally {
      await processes.endAll();
    }
  }
  return {
    server: server.name,
    protocol,
    idle: await after(async () => {}),
    holding: protocol === "udp" ? null : await after((port) => processes.begin([c.hold, `${port}`, `${connections}`])),
    loaded: await after((port) => processes.load([c.load, mode, `${port}`, ...options, "-t", `${seconds}`])),
  };
}

/** Ours ends connections that are silent, and turns away more than it is told. One that has just asked whether it is ready is one of them. */
function holdingOptions({ name }: BenchServer, protocol: "udp" | "tcp", connections: number): readonly string[] {
  return name === "ours" && protocol === "tcp" ? ["--keep-alive=600", `--max-connections=${connections + 100}`] : [];
}
