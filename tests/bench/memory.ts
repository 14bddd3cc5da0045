/**
 * What memory the servers take: idle, with many connections that stay, and under load; ours beside Python and Node.
 *
 *     bun run bench:memory [--connections 10000] [--seconds 3] [--json FILE]
 *
 * On Linux only: elsewhere nobody says it like this.
 */

import { parseArgs } from "node:util";
import { compileC } from "./compile-c.ts";
import { endWhenInterrupted } from "./interruption.ts";
import { type Machine, machine } from "./machine.ts";
import { type MemoryPlan, type MemoryRow, memoryRows } from "./memory-rows.ts";
import { processorToPin } from "./pinning.ts";
import { Processes } from "./processes.ts";
import { giveUp, jsonFile, report } from "./report.ts";
import type { Memory } from "./resident.ts";
import { aligned, machineLines } from "./table.ts";
import { readWords, secondsFrom, wholeNumber } from "./words.ts";

export interface MemoryResult extends MemoryPlan {
  readonly startedAt: string;
  readonly machine: Machine;
  readonly rows: readonly MemoryRow[];
}

const help = `\
Usage: bun run bench:memory [--connections 10000] [--seconds 3] [--json FILE]

  --connections N  connections that stay (10000)
  --seconds S      how long the load lasts (3)
  --json FILE      every figure, as JSON
  --help           this text

It takes about a minute, on one processor that nobody else uses.`;

function readPlan(words: readonly string[]): MemoryPlan & { json: string | undefined; help: boolean } {
  const { values } = parseArgs({
    args: [...words],
    options: {
      help: { type: "boolean", default: false },
      connections: { type: "string", default: "10000" },
      seconds: { type: "string", default: "3" },
      json: { type: "string" },
    },
  });
  const connections = wholeNumber("--connections", values.connections, 1, 60_000);
  return {
    connections,
    seconds: secondsFrom("--seconds", values.seconds),
    json: jsonFile(values.json),
    help: values.help,
  };
}

async function measure(plan: MemoryPlan): Promise<MemoryResult> {
  const here = machine(pinnedTo);
  const startedAt = new Date().toISOString();
  using c = await compileC(processes);
  if (c === undefined) giveUp("No cc is installed: what asks the servers is in C.");
  return { startedAt, machine: here, ...plan, rows: await memoryRows(plan, c, processes) };
}

function textOf({ machine, connections, seconds, rows }: MemoryResult): string[] {
  const header = [
    "MB, in parentheses without the program's file",
    "idle",
    `${connections} connections`,
    `${seconds} s of load`,
    "its peak",
  ];
  const cells = rows.map(({ server, protocol, idle, holding, loaded }) => {
    return [`${server} ${protocol}`, mb(idle), holding === null ? "" : mb(holding), mb(loaded), loaded.peak.toFixed(1)];
  });
  return [...machineLines(machine), "", ...aligned([header, ...cells])];
}

function mb({ resident, anonymous }: Memory): string {
  return `${resident.toFixed(1)} (${anonymous.toFixed(1)})`;
}

const pinnedTo = processorToPin();
const processes = new Processes(pinnedTo);
endWhenInterrupted(processes);

const { json, connections, seconds } = readWords(help, readPlan);
const result = await measure({ connections, seconds });
report(result, textOf(result).join("\n"), json);
