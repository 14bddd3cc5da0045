/** One workload: everybody is started, warmed up, and asked in turn. */

import { freePort } from "../support/ports.ts";
import type { BenchOptions } from "./arguments.ts";
import type { Generator } from "./generators.ts";
import type { Processes } from "./processes.ts";
import { rowOf, type WorkloadResult } from "./result.ts";
import type { BenchServer } from "./servers.ts";
import { takeTurns } from "./turns.ts";
import type { Workload } from "./workloads.ts";

/** For compilers and caches, before the first turn. */
const warmUpSeconds = 0.7;

interface Asked {
  readonly workload: Workload;
  readonly options: BenchOptions;
  readonly processes: Processes;
}

/** Why a server is left out of a workload, or its port once it runs. */
async function start({ workload, processes }: Asked, server: BenchServer): Promise<number | string> {
  const missing = server.needs.filter((command) => Bun.which(command) === null);
  if (missing.length > 0) return `${missing.join(", ")} is not installed`;
  const port = await freePort();
  const command = server.command(workload, port);
  if (typeof command === "string") return command;
  await processes.server(command, workload.protocol, port);
  return port;
}

/** The yardstick, or what stands in for it where it is not there: Python. */
function referenceOf(ports: ReadonlyMap<string, number>): string {
  const found = ["C", "python", "asyncio"].find((name) => ports.has(name));
  if (found === undefined) throw new Error("Neither cc nor python3 is installed: there is nothing to compare with.");
  return found;
}

/** Measures every server that fits the workload, in turn. */
export async function compareServers(
  asked: Asked,
  servers: readonly BenchServer[],
  generator: Generator,
): Promise<WorkloadResult> {
  const { workload, options } = asked;
  const ports = new Map<string, number>();
  const omitted: { server: string; reason: string }[] = [];
  const leaveOut = (server: string, reason: string) => omitted.push({ server, reason });
  for (const server of servers) {
    const isReference = ["C", "python", "asyncio"].includes(server.name) && !ports.has("C") && !ports.has("python");
    const isWanted = options.server.length === 0 || options.server.includes(server.name);
    if (!isReference && !isWanted) continue;
    const started = generator.canAsk(workload) ? await start(asked, server) : `${generator.name} cannot ask like this`;
    if (typeof started === "string") leaveOut(server.name, started);
    else ports.set(server.name, started);
  }
  if (ports.size === 0) return { workload, generator: generator.name, reference: "", rows: [], omitted };
  const reference = referenceOf(ports);
  const measure = (name: string, seconds: number) => generator.ask(workload, ports.get(name) ?? 0, seconds);
  for (const name of ports.keys()) await measure(name, warmUpSeconds);
  const others = [...ports.keys()].filter((name) => name !== reference);
  const turns = await takeTurns(reference, others, options.rounds, (name) => measure(name, options.seconds));
  return {
    workload,
    generator: generator.name,
    reference,
    rows: [...turns].map(([name, taken]) => rowOf(name, taken)),
    omitted,
  };
}

/** Measures how much each load generator gets out of the same server. */
export async function compareClients(
  asked: Asked,
  server: BenchServer,
  ...generators: [Generator, Generator]
): Promise<WorkloadResult> {
  const { workload, options } = asked;
  const port = await start(asked, server);
  if (typeof port === "string") throw new Error(port);
  const [reference, ours] = generators;
  const measure = (name: string, seconds: number) =>
    (name === ours.name ? ours : reference).ask(workload, port, seconds);
  for (const { name } of generators) await measure(name, warmUpSeconds);
  const turns = await takeTurns(reference.name, [ours.name], options.rounds, (name) => measure(name, options.seconds));
  return {
    workload,
    generator: "each",
    reference: reference.name,
    rows: [...turns].map(([name, taken]) => rowOf(name, taken)),
    omitted: [],
  };
}
