/** What the bench is told to do. */

import { parseArgs } from "node:util";

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

/** Throws an error that tells what is wrong with the words. */
export function readArguments(
  words: readonly string[],
  workloads: readonly string[],
  servers: readonly string[],
): BenchOptions {
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
  const rounds = Number(values.rounds);
  const seconds = Number(values.seconds);
  if (!Number.isInteger(rounds) || rounds < 1 || rounds > 1_000)
    throw new Error("--rounds takes a whole number, 1 to 1000");
  if (!(seconds >= 0.1 && seconds <= 30)) throw new Error("--seconds takes 0.1 to 30");
  known("--only", values.only, workloads);
  known("--server", values.server, servers);
  return { ...values, json: values.json, rounds, seconds };
}

function known(option: string, names: readonly string[], all: readonly string[]): void {
  const unknown = names.filter((name) => !all.includes(name));
  if (unknown.length > 0)
    throw new Error(`${option} ${unknown.join(", ")}: there is none. There are: ${all.join(", ")}`);
}
