/** Scenarios: what is measured, what the server does meanwhile, and what has to come out. Data files, and their running. */

import { readdirSync } from "node:fs";
import { join } from "node:path";
import type { ExchangeRow } from "../../src/measurement/exchange-row.ts";
import { type MeasurePlan, measureSeries } from "../../src/measurement/measure.ts";
import type { Counts, End, Series } from "../../src/measurement/record.ts";
import { connectTcp } from "../../src/tcp-client.ts";
import { askUdp } from "../../src/udp-client.ts";
import type { Script, ServerReport } from "./script.ts";
import type { ScriptedServers } from "./scripted.ts";

export interface Scenario {
  readonly description: string;
  /** The protocol and the way at least. */
  readonly plan: Partial<MeasurePlan> & Pick<MeasurePlan, "protocol" | "way">;
  readonly script: Script;
  readonly expect: {
    /** Those that are not named are 0; `sent` and `answered` are the plan's count then. */
    readonly counts?: Partial<Counts>;
    /** Counts that are somebody else's to decide: which of several sockets is heard first, or how often a dead server was asked. */
    readonly free?: readonly (keyof Counts)[];
    /** `done`, where nothing else is said. */
    readonly end?: Partial<End>;
    /** Of the series, beside its counts. */
    readonly series?: Partial<Series>;
    readonly server?: Partial<ServerReport>;
  };
}

const folder = join(import.meta.dir, "scenarios");

/** Every data file, by its name. */
export async function scenarios(): Promise<[name: string, scenario: Scenario][]> {
  const names = readdirSync(folder).sort();
  return await Promise.all(
    names.map(async (name) => [name.replace(/\.json$/, ""), (await Bun.file(join(folder, name)).json()) as Scenario]),
  );
}

export interface Outcome {
  readonly series: Series;
  readonly rows: readonly ExchangeRow[];
  readonly report: ServerReport;
  /** How often a series was begun anew with a connection for each sentence. */
  readonly fallbacks: number;
}

/** No test waits as long; those that wait for a timeout give their own. */
const patient = { replyTimeoutMs: 20_000, connectTimeoutMs: 20_000 };

/** A plan for a server: one sentence of 32 bytes at a time and no warm-up, where nothing else is said. */
export function planFor(
  peer: MeasurePlan["peer"],
  plan: Scenario["plan"],
  signal: AbortSignal = new AbortController().signal,
): MeasurePlan {
  const { count = 1, durationMs = null, warmup = 0 } = plan;
  const mostSentences = count === null || durationMs !== null ? null : count + warmup;
  const usual = { sentenceBytes: 32, intervalMs: 0, window: 1, mostSentences, ...patient };
  return { ...usual, peer, signal, ...plan, count, durationMs, warmup };
}

/** Measures a scripted server. */
export async function measure(
  servers: ScriptedServers,
  { plan, script }: Pick<Scenario, "plan" | "script">,
  signal?: AbortSignal,
): Promise<Outcome> {
  const server = await servers.open({ protocol: plan.protocol, script, warmup: plan.warmup ?? 0 });
  const rows: ExchangeRow[] = [];
  let fallbacks = 0;
  const series = await measureSeries(
    planFor(server.peer, plan, signal),
    { askUdp, connectTcp },
    (row) => rows.push(row),
    () => fallbacks++,
  );
  return { series, rows, report: await server.close(), fallbacks };
}
