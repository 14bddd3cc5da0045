/**
 * How long our programs take to start and to end, beside others, in turn on one processor:
 *
 *     bun run bench:start [--rounds 30] [--json FILE]
 *
 * Each of them is started so often; docs/performance.md says how to read what it prints.
 */

import { join } from "node:path";
import { parseArgs } from "node:util";
import { freePort } from "../support/ports.ts";
import { compileC } from "./compile-c.ts";
import { endWhenInterrupted } from "./interruption.ts";
import { type Launches, launches } from "./launches.ts";
import { type Machine, machine } from "./machine.ts";
import { processorToPin } from "./pinning.ts";
import { Processes } from "./processes.ts";
import { giveUp, jsonFile, report } from "./report.ts";
import { median, type Spread, spread } from "./statistics.ts";
import { aligned, countOf, machineLines } from "./table.ts";
import { temporaryFolder } from "./temporary-folder.ts";
import { readWords, wholeNumber } from "./words.ts";

/** Longer than any of the programs takes, on a busy processor, too. */
const launchMs = 5_000;

interface Row {
  readonly name: string;
  readonly ms: Spread;
  /** Of the medians. */
  readonly ratio: number;
  readonly all: readonly number[];
}

interface Group {
  readonly name: string;
  readonly what: string;
  readonly reference: string;
  readonly rows: readonly Row[];
}

export interface StartResult {
  readonly startedAt: string;
  readonly machine: Machine;
  readonly rounds: number;
  readonly groups: readonly Group[];
}

const help = `\
Usage: bun run bench:start [--rounds 30] [--json FILE]

  --rounds N   how often each program is started (30)
  --json FILE  every time, as JSON
  --help       this text

It takes about a minute, on one processor that nobody else uses.`;

/** A program of one line, compiled as ours are: what is above it is our own. */
async function compileEmpty(folder: string): Promise<string> {
  console.error("compiling a program of one line …");
  await processes.compile([process.execPath, join(import.meta.dir, "compile-empty.ts")], folder);
  return join(folder, "empty");
}

/** The interpreter, and not a script that finds it. */
function python(): string {
  if (Bun.which("python3") === null) return "python3";
  return Bun.spawnSync(["python3", "-c", "import sys; print(sys.executable)"]).stdout.toString().trim();
}

async function measure(group: Launches, launch: string, rounds: number): Promise<Group> {
  console.error(`${group.name}: ${group.what} …`);
  const wanted = group.launches.filter(({ needs }) => needs.every((command) => Bun.which(command) !== null));
  const words = wanted.flatMap(({ launch: command }, index) => (index === 0 ? command : ["--", ...command]));
  const patienceMs = (rounds + 1) * wanted.length * launchMs;
  const printed = await processes.load([launch, `${rounds}`, ...words], patienceMs);
  const lines = printed.trim().split("\n");
  const times = lines.map((line) => line.split(" ").map(Number));
  const reference = median(times[wanted.findIndex(({ name }) => name === group.reference)] ?? []);
  const rows = wanted.map(({ name }, index) => {
    const all = times[index] ?? [];
    return { name, ms: spread(all), ratio: median(all) / reference, all };
  });
  return { name: group.name, what: group.what, reference: group.reference, rows };
}

function textOf({ name, what, reference, rows }: Group): string[] {
  const header = ["", "median ms", "min..max", `ratio to ${reference}`];
  const cells = rows.map(({ name, ms, ratio }) => {
    const range = `${ms.min.toFixed(1)}..${ms.max.toFixed(1)}`;
    return [name, ms.median.toFixed(1), range, Number.isNaN(ratio) ? "" : ratio.toFixed(2)];
  });
  return ["", `${name}: ${what}`, ...aligned([header, ...cells])];
}

async function start(rounds: number): Promise<StartResult> {
  const startedAt = new Date().toISOString();
  const here = machine(pinnedTo);
  using c = await compileC(processes);
  if (c === undefined) giveUp("No cc is installed: what starts the programs and times them is in C.");
  using folder = temporaryFolder("bench-start-");
  try {
    const asked = { udp: await freePort(), tcp: await freePort() };
    await processes.server([c.limit, "udp", `${asked.udp}`], "udp", asked.udp);
    await processes.server([c.limit, "tcp-once", `${asked.tcp}`], "tcp", asked.tcp);
    const groups: Group[] = [];
    for (const group of launches(await compileEmpty(folder.path), python(), asked)) {
      groups.push(await measure(group, c.launch, rounds));
    }
    return { startedAt, machine: here, rounds, groups };
  } finally {
    await processes.endAll();
  }
}

function readOptions(words: readonly string[]): { rounds: number; json: string | undefined; help: boolean } {
  const { values } = parseArgs({
    args: [...words],
    options: {
      rounds: { type: "string", default: "30" },
      json: { type: "string" },
      help: { type: "boolean", default: false },
    },
  });
  return { rounds: wholeNumber("--rounds", values.rounds, 1, 200), json: jsonFile(values.json), help: values.help };
}

const pinnedTo = processorToPin();
const processes = new Processes(pinnedTo);
endWhenInterrupted(processes);

const { rounds, json } = readWords(help, readOptions);
const result = await start(rounds);
const lines = [...machineLines(result.machine), countOf(rounds, "round"), ...result.groups.flatMap(textOf)];
report(result, lines.join("\n"), json);
