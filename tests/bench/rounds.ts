/** One workload: everybody is started, warmed up, and asked in turn. */

import { freePort } from "../support/ports.ts";
import type { BenchOptions } from "./arguments.ts";
import type { Generator } from "./generators.ts";
import type { Processes } from "./processes.ts";
import { type Remark, rowOf, type WorkloadResult } from "./result.ts";
import type { BenchServer } from "./servers.ts";
import { takeTurns } from "./turns.ts";
import type { Workload } from "./workloads.ts";

/** For compilers and caches, before the first turn. */
const warmUpSeconds = 0.7;
/** The yardstick, and what stands in for it where there is no C compiler. */
const references = ["C", "python", "asyncio"];

export interface Asked {
  readonly workload: Workload;
  readonly options: BenchOptions;
  readonly processes: Processes;
}

interface Started {
  readonly ports: Map<string, number>;
  readonly remarks: Remark[];
}

/** Measures every server that fits the workload, in turn. */
export async function compareServers(
  asked: Asked,
  servers: readonly BenchServer[],
  generator: Generator,
): Promise<WorkloadResult> {
  const { workload, options } = asked;
  const { ports, remarks } = await startAll(asked, servers, generator);
  const rest = { workload, generator: generator.name, remarks };
  const reference = references.find((name) => ports.has(name));
  if (reference === undefined) return { ...rest, reference: "none", rows: [] };
  if (ports.size === 1) {
    const alone = { server: reference, text: "not measured: there is nobody to compare it with" };
    return { ...rest, remarks: [...remarks, alone], reference, rows: [] };
  }
  const measure = (name: string, seconds: number) => generator.ask(workload, ports.get(name) ?? 0, seconds);
  const turns = await measureAll(reference, [...ports.keys()], options, measure);
  const mayLose = (name: string) => servers.find((server) => server.name === name)?.mayLose?.(workload) !== undefined;
  return { ...rest, reference, rows: [...turns].map(([name, taken]) => rowOf(name, taken, mayLose(name))) };
}

/** Measures what each load generator gets out of the same server. */
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
  const names = generators.map(({ name }) => name);
  const turns = await measureAll(reference.name, names, options, measure);
  const rows = [...turns].map(([name, taken]) => rowOf(name, taken));
  return { workload, generator: `each of them, at ${server.name}`, reference: reference.name, rows, remarks: [] };
}

async function measureAll(
  reference: string,
  names: readonly string[],
  { rounds, seconds }: BenchOptions,
  measure: (name: string, seconds: number) => ReturnType<Generator["ask"]>,
) {
  for (const name of names) await measure(name, warmUpSeconds);
  const others = names.filter((name) => name !== reference);
  return await takeTurns(reference, others, rounds, (name) => measure(name, seconds));
}

/** Starts who is wanted, and the first reference that there is. */
async function startAll(asked: Asked, servers: readonly BenchServer[], generator: Generator): Promise<Started> {
  const { workload, options } = asked;
  const { ports, remarks }: Started = { ports: new Map(), remarks: [] };
  for (const server of servers) {
    const isWanted = options.server.length === 0 || options.server.includes(server.name);
    const isNeeded = references.includes(server.name) && !references.some((name) => ports.has(name));
    if (!isWanted && !isNeeded) continue;
    const started = generator.canAsk(workload) ? await start(asked, server) : `${generator.name} cannot ask like this`;
    const remark = (text: string) => remarks.push({ server: server.name, text });
    if (typeof started === "string") {
      remark(`left out: ${started}`);
      continue;
    }
    ports.set(server.name, started);
    for (const text of [server.remark?.(workload), server.mayLose?.(workload)]) if (text !== undefined) remark(text);
  }
  return { ports, remarks };
}

/** The port of a server that now runs, or why it is left out. */
async function start({ workload, processes }: Asked, server: BenchServer): Promise<number | string> {
  const missing = server.needs.filter((command) => Bun.which(command) === null);
  if (missing.length > 0) return `${missing.join(", ")} not installed`;
  const port = await freePort();
  const command = server.command(workload, port);
  if (typeof command === "string") return command;
  await processes.server(command, workload.protocol, port);
  console.error(`  ${server.name} is ready`);
  return port;
}
