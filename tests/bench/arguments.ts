/** What the bench is told to do. */

import { parseArgs } from "node:util";
import { jsonFile } from "./report.ts";
import { secondsFrom, wholeNumber } from "./words.ts";

export interface BenchOptions {
  readonly rounds: number;
  readonly seconds: number;
  /** Names of workloads, and of servers; none: all. */
  readonly only: readonly string[];
  readonly server: readonly string[];
  readonly json: string | undefined;
  readonly markdown: boolean;
  /** Our clients against c/load.c as load generators, instead of servers against each other. */
  readonly clients: boolean;
  readonly help: boolean;
}

export const usage = `Usage: bun run bench [--rounds 5] [--seconds 1] [--only WORKLOAD]… [--server NAME]… [--clients] [--json FILE] [--markdown]`;

const optionHelp = `\
  --rounds N       how often each is measured (5)
  --seconds S      how long each time (1)
  --only WORKLOAD  this workload only; may be given several times
  --server NAME    this server only, beside the yardstick; may be given several times
  --clients        our clients as load generators, beside load.c, instead of the servers
  --json FILE      every rate, as JSON
  --markdown       tables for a page
  --help           this text`;

/** What can be asked for. */
export interface Names {
  readonly workloads: readonly string[];
  /** Those that our clients can ask, too. */
  readonly clientsCan: readonly string[];
  readonly servers: readonly string[];
}

const length = "All of it takes about 25 minutes, --clients about 3, on one processor that nobody else uses.";

export function helpText({ workloads, clientsCan, servers }: Names): string {
  const lists = `Workloads: ${workloads.join(", ")}\nWith --clients: ${clientsCan.join(", ")}\nServers: ${servers.join(", ")}`;
  return `${usage}\n\n${optionHelp}\n\n${length}\n\n${lists}`;
}

/** Throws an error that tells what is wrong with the words. */
export function readArguments(words: readonly string[], { workloads, clientsCan, servers }: Names): BenchOptions {
  const { values } = parseArgs({
    args: [...words],
    options: {
      rounds: { type: "string", default: "5" },
      seconds: { type: "string", default: "1" },
      only: { type: "string", multiple: true, default: [] },
      server: { type: "string", multiple: true, default: [] },
      json: { type: "string" },
      markdown: { type: "boolean", default: false },
      clients: { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  });
  const rounds = wholeNumber("--rounds", values.rounds, 1, 1_000);
  const seconds = secondsFrom("--seconds", values.seconds);
  known("--only", values.only, workloads);
  const cannot = values.clients ? values.only.filter((name) => !clientsCan.includes(name)) : [];
  if (cannot.length > 0)
    throw new Error(`--clients: our clients cannot ask as in ${cannot.join(", ")}. They can: ${clientsCan.join(", ")}`);
  known("--server", values.server, servers);
  return { ...values, json: jsonFile(values.json), rounds, seconds };
}

function known(option: string, names: readonly string[], all: readonly string[]): void {
  const unknown = names.filter((name) => !all.includes(name));
  if (unknown.length > 0)
    throw new Error(`${option} ${unknown.join(", ")}: there is none. There are: ${all.join(", ")}`);
}
