/**
 * Our servers beside C, and beside what else there is, asked the same in turn on one processor:
 *
 *     bun run bench [--rounds 5] [--seconds 1] [--only WORKLOAD]… [--server NAME]… [--json FILE] [--markdown]
 *
 * Exit code 0 where every reply was right, 1 where one was wrong or missing, 2 for misuse. docs/performance.md says how to read it.
 */

import { readArguments, usage } from "./arguments.ts";
import { compileC } from "./compile-c.ts";
import { cGenerator, clientGenerator, type Generator } from "./generators.ts";
import { machine } from "./machine.ts";
import { markdownTable } from "./markdown.ts";
import { Processes } from "./processes.ts";
import { type BenchResult, badReplies, type WorkloadResult } from "./result.ts";
import { compareClients, compareServers } from "./rounds.ts";
import { type BenchServer, cServer, servers } from "./servers.ts";
import { textTable } from "./table.ts";
import { workloads } from "./workloads.ts";

/** The first processor, for all of it: across two virtual ones the host decides how far apart they are, and ratios swing with it. */
const pinnedTo = Bun.which("taskset") === null ? undefined : 0;

function readOptions() {
  try {
    const names = workloads.map(({ name }) => name);
    return readArguments(
      process.argv.slice(2),
      names,
      servers.map(({ name }) => name),
    );
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : error}\n${usage}`);
    process.exit(2);
  }
}

const options = readOptions();
if (options.help) {
  console.info(usage);
  process.exit(0);
}

/** Nothing that was started goes on without us. */
function endWith(processes: Processes): void {
  for (const [signal, code] of [
    ["SIGINT", 130],
    ["SIGTERM", 143],
    ["SIGHUP", 129],
  ] as const) {
    process.once(signal, () => {
      processes.endAll();
      process.exit(code);
    });
  }
}

async function bench(): Promise<BenchResult> {
  const startedAt = new Date().toISOString();
  const here = machine(pinnedTo);
  using c = compileC();
  if (c === undefined) console.error("No cc is installed: Python is the yardstick, and our own client asks.");
  const contestants: BenchServer[] = [...(c === undefined ? [] : [cServer(c.limit)]), ...servers];
  const generator = (processes: Processes): Generator =>
    c === undefined ? clientGenerator(processes) : cGenerator(c.load, processes);
  const results: WorkloadResult[] = [];
  for (const workload of workloads) {
    if (options.only.length > 0 && !options.only.includes(workload.name)) continue;
    await using processes = new Processes(pinnedTo);
    endWith(processes);
    const asked = { workload, options, processes };
    if (!options.clients) results.push(await compareServers(asked, contestants, generator(processes)));
    else if (c !== undefined && workload.client !== undefined)
      results.push(await compareClients(asked, cServer(c.limit), generator(processes), clientGenerator(processes)));
  }
  return { startedAt, machine: here, rounds: options.rounds, seconds: options.seconds, workloads: results };
}

const result = await bench();
if (options.json !== undefined) await Bun.write(options.json, `${JSON.stringify(result, undefined, 2)}\n`);
console.info(options.markdown ? markdownTable(result) : textTable(result));
const bad = badReplies(result);
if (bad > 0) console.error(`${bad} replies were wrong or missing.`);
process.exitCode = bad > 0 ? 1 : 0;
