/** The record as one JSON document on one line: fields in a fixed order, times to 0.0001 ms, null for what is not known. */

import { visibleJson } from "../core/visible.ts";
import type { Report } from "./record.ts";

/** The names of the fields of a record, at any depth. */
type FieldOf<Value> = Value extends readonly (infer Item)[]
  ? FieldOf<Item>
  : Value extends object
    ? { [Name in keyof Value & string]: Name | FieldOf<Value[Name]> }[keyof Value & string]
    : never;

/** Every field in its place among its neighbours. One that is missing here, or that no record has, does not compile. */
const places: Readonly<Record<FieldOf<Report>, true>> = {
  // --- what carries the others
  format: true,
  version: true,
  kind: true,
  protocol: true,
  way: true,
  peer: true,
  address: true,
  port: true,
  sentenceBytes: true,
  // --- conditions and plan
  conditions: true,
  plan: true,
  startedAt: true,
  program: true,
  runtime: true,
  system: true,
  processors: true,
  host: true,
  servers: true,
  missing: true,
  firstAnswer: true,
  udp: true,
  tcp: true,
  ratio: true,
  sameHost: true,
  congestionControl: true,
  count: true,
  durationMs: true,
  loop: true,
  intervalMs: true,
  sizes: true,
  window: true,
  warmup: true,
  replyTimeoutMs: true,
  connectTimeoutMs: true,
  reconnect: true,
  // --- a series
  series: true,
  elapsedMs: true,
  counts: true,
  sent: true,
  answered: true,
  late: true,
  unanswered: true,
  duplicates: true,
  outOfOrder: true,
  wrong: true,
  stray: true,
  notSent: true,
  icmpErrors: true,
  connections: true,
  resets: true,
  sequence: true,
  atMs: true,
  predictedRoundTrips: true,
  measuredMs: true,
  exchangeMs: true,
  connectMs: true,
  sendDelayMs: true,
  jitterMs: true,
  pairs: true,
  n: true,
  minMs: true,
  medianMs: true,
  meanMs: true,
  p90Ms: true,
  p95Ms: true,
  p99Ms: true,
  p999Ms: true,
  maxMs: true,
  lowMs: true,
  highMs: true,
  errorMs: true,
  verdict: true,
  sentencesPerSecond: true,
  bytesPerSecond: true,
  histogram: true,
  fromMs: true,
  toMs: true,
  samples: true,
  sampleEvery: true,
  kernel: true,
  sentences: true,
  packetsOut: true,
  packetsIn: true,
  packets: true,
  headerBytesPerSentence: true,
  headers: true,
  retransmissions: true,
  segmentsOut: true,
  segmentsIn: true,
  serverDrops: true,
  fellBack: true,
  // --- a comparison
  comparison: true,
  differences: true,
  wire: true,
  boundaries: true,
  writes: true,
  pieces: true,
  seenBy: true,
  nobody: true,
  outcome: true,
  cause: true,
  code: true,
  afterMs: true,
  // --- the end
  end: true,
  silentMs: true,
  expected: true,
  got: true,
};
const fields = Object.keys(places);

/** One line without a line break, safe to show on a terminal. */
export function reportJson(report: Report): string {
  return visibleJson(JSON.stringify(report, written));
}

function written(name: string, value: unknown): unknown {
  if (typeof value === "number") return rounded(name, value);
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  const record = value as Readonly<Record<string, unknown>>;
  return Object.fromEntries(fields.filter((field) => field in record).map((field) => [field, record[field]]));
}

/** Rates to 0.1 a second; times to 0.0001 ms, which is about what two looks at a clock cost; counts as they are. */
function rounded(name: string, value: number): number {
  const parts = name.endsWith("PerSecond") ? 10 : 10_000;
  return Math.round(value * parts) / parts;
}
