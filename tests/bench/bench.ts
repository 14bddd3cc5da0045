/**
 * Our servers beside C, and beside what else there is, asked the same in turn on one processor:
 *
 *     bun run bench [--rounds 5] [--seconds 1] [--only WORKLOAD]… [--server NAME]… [--clients] [--json FILE] [--markdown]
 *
 * Exit code 0 where every reply was right, 1 where one was wrong or missing, or nothing could be measured or written, 2 for misuse.
 * docs/performance.md says how to read what it prints.
 */

import { type BenchOptions, helpText, readArguments } from "./arguments.ts";
import { type CPrograms, compileC } from "./compile-c.ts";
import { cGenerator, clientGenerator } from "./generators.ts";
import { endWhenInterrupted } from "./interruption.ts";
import { machine } from "./machine.ts";
import { markdownTable } from "./markdown.ts";
import { names } from "./names.ts";
import { processorToPin } from "./pinning.ts";
import { Processes } from "./processes.ts";
import { fail, giveUp, report } from "./report.ts";
import { type BenchResult, badReplies, type WorkloadResult } from "./result.ts";
import { compareClients, compareServers } from "./rounds.ts";
import { cServer, servers } from "./servers.ts";
import { textTable } from "./table.ts";
import { readWords } from "./words.ts";
import { type Workload, workloads } from "./workloads.ts";

const pinnedTo = processorToPin();
const processes = new Processes(pinnedTo);
endWhenInterrupted(processes);

const options = readWords(helpText(names), (words) => readArguments(words, names));
const result = await bench(options);
report(result, options.markdown ? markdownTable(result, options.clients) : textTable(result), options.json);
if (result.workloads.every(({ rows }) => rows.length === 0))
  fail("Nothing was measured: no server was left to compare. The output says why.");
const bad = badReplies(result);
if (bad > 0) fail(`${bad} replies were wrong or missing.`);

async function bench(options: BenchOptions): Promise<BenchResult> {
  const startedAt = new Date().toISOString();
  const here = machine(pinnedTo);
  using c = await compileC(processes);
  if (c === undefined && options.clients) giveUp("No cc is installed: what our clients are compared with is in C.");
  if (c === undefined) console.error("No cc is installed: Python is the yardstick, and our own client asks.");
  const wanted = workloads.filter(({ name }) => options.only.length === 0 || options.only.includes(name));
  const results: WorkloadResult[] = [];
  for (const workload of wanted) {
    console.error(`${workload.name} …`);
    const result = await compare(workload, options, c).finally(() => processes.endAll());
    if (result !== undefined) results.push(result);
  }
  return { startedAt, machine: here, rounds: options.rounds, seconds: options.seconds, workloads: results };
}

async function compare(
  workload: Workload,
  options: BenchOptions,
  c: CPrograms | undefined,
): Promise<WorkloadResult | undefined> {
  const asked = { workload, options, processes };
  const ours = clientGenerator(processes);
  if (c === undefined) return await compareServers(asked, servers, ours);
  const load = cGenerator(c.load, processes);
  if (!options.clients) return await compareServers(asked, [cServer(c.limit), ...servers], load);
  return ours.canAsk(workload) ? await compareClients(asked, cServer(c.limit), load, ours) : undefined;
}
