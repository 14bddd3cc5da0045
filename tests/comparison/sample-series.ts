/** Series as a measurement would give them, drawn from a seed: the same ones at every run. */

import { endpoint } from "../../src/core/endpoint.ts";
import type { Bin, Counts, KernelFigures, Sample, Series, Summary, Way } from "../../src/measurement/record.ts";

/** Numbers from 0 up to 1, the same for the same seed (mulberry32). */
export function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Times around a middle with a long right end, as networks have them. */
export function longTailed(next: () => number, middleMs: number, spread: number): number {
  const normal = Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
  return middleMs * Math.exp(spread * normal + (next() < 0.004 ? 2 * next() : 0));
}

export function summaryOf(times: readonly number[]): Summary | null {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] as number;
  if (sorted.length === 0) return null;
  return {
    n: sorted.length,
    minMs: at(0),
    medianMs: at(0.5),
    meanMs: sorted.reduce((sum, ms) => sum + ms, 0) / sorted.length,
    p90Ms: at(0.9),
    p95Ms: at(0.95),
    p99Ms: at(0.99),
    p999Ms: at(0.999),
    maxMs: at(1),
  };
}

/** Twenty bars to a decade. */
function histogramOf(times: readonly number[]): Bin[] {
  const counts = new Map<number, number>();
  for (const ms of times) {
    const bar = Math.floor(Math.log10(ms) * 20);
    counts.set(bar, (counts.get(bar) ?? 0) + 1);
  }
  const bars = [...counts].sort(([a], [b]) => a - b);
  return bars.map(([bar, count]) => ({ fromMs: 10 ** (bar / 20), toMs: 10 ** ((bar + 1) / 20), count }));
}

function jitterOf(times: readonly (number | null)[]): number | null {
  const pairs = times.slice(1).flatMap((ms, i) => {
    const before = times[i];
    return ms === null || before === null || before === undefined ? [] : [Math.abs(ms - before)];
  });
  return pairs.length === 0 ? null : pairs.reduce((sum, ms) => sum + ms, 0) / pairs.length;
}

export const noCounts: Readonly<Counts> = {
  sent: 0,
  answered: 0,
  late: 0,
  unanswered: 0,
  duplicates: 0,
  outOfOrder: 0,
  wrong: 0,
  stray: 0,
  notSent: 0,
  icmpErrors: 0,
  connections: 0,
  resets: 0,
};

const noKernel: KernelFigures = { retransmissions: null, segmentsOut: null, segmentsIn: null, serverDrops: null };

/** A series of these exchanges, in the order of sending; null: not answered. */
export function seriesOf(way: Way, times: readonly (number | null)[], rest: Partial<Series> = {}): Series {
  const answered = times.filter((ms) => ms !== null);
  const replyTimeoutMs = rest.replyTimeoutMs ?? 1_000;
  let clockMs = 0;
  const samples: Sample[] = times.map((exchangeMs, sequence) => {
    const atMs = clockMs;
    clockMs += exchangeMs ?? replyTimeoutMs;
    return { sequence, atMs, exchangeMs };
  });
  const sentenceBytes = rest.sentenceBytes ?? 16;
  const perSecond = clockMs === 0 ? 0 : (answered.length / clockMs) * 1_000;
  const isTcp = way === "one-connection" || way === "connection-per-sentence";
  const { counts, ...others } = rest;
  return {
    protocol: isTcp ? "tcp" : "udp",
    way,
    peer: endpoint("127.0.0.1", 12_000),
    sentenceBytes,
    loop: "closed",
    window: 1,
    intervalMs: 0,
    replyTimeoutMs,
    warmup: 20,
    elapsedMs: clockMs,
    counts: {
      ...noCounts,
      sent: times.length,
      answered: answered.length,
      unanswered: times.length - answered.length,
      connections: way === "one-connection" ? 1 : isTcp ? times.length : 0,
      ...counts,
    },
    exchangeMs: summaryOf(answered),
    connectMs: null,
    sendDelayMs: null,
    jitterMs: jitterOf(times),
    sentencesPerSecond: perSecond,
    bytesPerSecond: perSecond * sentenceBytes * 2,
    histogram: histogramOf(answered),
    samples,
    sampleEvery: 1,
    kernel: noKernel,
    fellBack: false,
    end: { kind: "done" },
    ...others,
  };
}
