/** Builds reports: made up, but each as a run could have made it. */

import type { Comparison, Difference, Report, Wire } from "../../src/comparison/record.ts";
import { isLoopback } from "../../src/core/endpoint.ts";
import { newCounts } from "../../src/measurement/ledger.ts";
import type { Bin, Conditions, End, Plan, Series, Summary, Way } from "../../src/measurement/record.ts";

export const udp = { address: "127.0.0.1", port: 40_001 };
export const tcp = { address: "127.0.0.1", port: 40_002 };
export const conditions: Conditions = {
  startedAt: "2026-03-02T09:30:00.000Z",
  program: "udp-client 0.1.0",
  runtime: "Bun 1.4.5",
  system: "Linux 6.18.44 x64",
  processors: "2 × Intel(R) Xeon(R) Platinum 8370C CPU @ 2.80GHz",
  host: "localhost",
  servers: "embedded",
  udp,
  tcp,
  sameHost: true,
  congestionControl: "bbr",
};

export const plan: Plan = {
  count: 1_000,
  durationMs: null,
  intervalMs: 0,
  sizes: [32],
  window: 1,
  warmup: 100,
  replyTimeoutMs: 1_000,
  connectTimeoutMs: 10_000,
  reconnect: false,
};

/** Times around a median, with a tail; one time alone is all of them. */
export function summary(medianMs: number, n: number): Summary {
  const times = (factor: number) => medianMs * (n === 1 ? 1 : factor);
  return {
    n,
    minMs: times(0.8),
    medianMs,
    meanMs: times(1.1),
    p90Ms: times(1.3),
    p95Ms: times(1.5),
    p99Ms: times(2.5),
    p999Ms: times(9),
    maxMs: times(44),
  };
}

/** Bins as a measurement makes them, four to each doubling, for times of this summary. */
export function binsOf({ n, minMs, medianMs, maxMs }: Summary): Bin[] {
  const first = Math.floor(Math.log2(minMs) * 4);
  const last = Math.floor(Math.log2(maxMs) * 4);
  const mode = Math.floor(Math.log2(medianMs) * 4);
  const bins: Bin[] = [];
  let left = n;
  for (let bin = first; bin <= last; bin++) {
    const share = bin === mode ? 0.5 : bin < mode ? 0.3 : 0.6;
    const count = bin === last ? left : Math.floor(left * share);
    left -= count;
    bins.push({ fromMs: 2 ** (bin / 4), toMs: 2 ** ((bin + 1) / 4), count });
  }
  return bins;
}

export function seriesOf(way: Way, changes: Partial<Series> = {}): Series {
  const protocol = way === "datagrams" || way === "socket-per-datagram" ? "udp" : "tcp";
  const exchangeMs = summary(protocol === "udp" ? 0.027 : 0.039, 1_000);
  return {
    protocol,
    way,
    peer: protocol === "udp" ? udp : tcp,
    sentenceBytes: 32,
    loop: "closed",
    window: 1,
    intervalMs: 0,
    replyTimeoutMs: 1_000,
    warmup: 100,
    elapsedMs: 2_040,
    counts: { ...newCounts(), sent: 1_000, answered: 1_000, connections: connectionsOf(way) },
    exchangeMs,
    connectMs: protocol === "udp" ? null : summary(0.058, connectionsOf(way)),
    sendDelayMs: null,
    jitterMs: 0.004,
    sentencesPerSecond: 36_912.4,
    bytesPerSecond: 2_362_394,
    histogram: binsOf(exchangeMs),
    samples: [{ sequence: 100, atMs: 0, exchangeMs: 0.03 }],
    sampleEvery: 1,
    kernel:
      protocol === "udp"
        ? { retransmissions: null, segmentsOut: null, segmentsIn: null, serverDrops: 0 }
        : { retransmissions: 0, segmentsOut: 1_103, segmentsIn: 1_102, serverDrops: null },
    fellBack: false,
    end: { kind: "done" },
    ...changes,
  };
}

function connectionsOf(way: Way): number {
  return way === "one-connection" ? 1 : way === "connection-per-sentence" ? 1_000 : 0;
}

export function measurement(series: readonly Series[], end: End = { kind: "done" }): Report {
  const [first] = series;
  return {
    format: "tcp-udp-side-by-side",
    version: 1,
    kind: "measurement",
    conditions: {
      ...conditions,
      servers: "given",
      sameHost: first === undefined || isLoopback(first.peer.address),
      udp: first?.protocol === "udp" ? first.peer : null,
      tcp: first?.protocol === "tcp" ? first.peer : null,
    },
    plan,
    series,
    comparison: null,
    end,
  };
}

export function wireOf(way: Way, sentenceBytes: number, packets: number, headerBytes: number): Wire {
  const isUdp = way === "datagrams" || way === "socket-per-datagram";
  return {
    way,
    sentenceBytes,
    sentences: 1_000,
    packetsOut: packets,
    packetsIn: packets,
    packets: way === "connection-per-sentence" ? "computed" : "observed",
    headerBytesPerSentence: headerBytes,
    headers: "computed",
    retransmissions: isUdp ? null : 0,
  };
}

export function difference(changes: Partial<Difference> = {}): Difference {
  return {
    sentenceBytes: 32,
    pairs: 1_000,
    medianMs: 0.012,
    lowMs: 0.01,
    highMs: 0.013,
    errorMs: 0.005,
    verdict: "tcp-slower",
    ...changes,
  };
}

export const loopbackComparison: Comparison = {
  missing: null,
  firstAnswer: {
    udp: { predictedRoundTrips: 1, measuredMs: summary(0.061, 100), connectMs: null },
    tcp: { predictedRoundTrips: 2, measuredMs: summary(0.142, 100), connectMs: summary(0.058, 100) },
    ratio: 0.142 / 0.061,
  },
  differences: [difference({ errorMs: 0.05, verdict: "none-shown" })],
  wire: [
    wireOf("datagrams", 32, 1_000, 56),
    wireOf("socket-per-datagram", 32, 1_000, 56),
    wireOf("one-connection", 32, 1_004, 104.4),
    wireOf("connection-per-sentence", 32, 5_000, 404),
  ],
  boundaries: [
    { protocol: "udp", writes: [5, 5, 5], pieces: [5, 5, 5], seenBy: "server" },
    { protocol: "tcp", writes: [5, 5, 5], pieces: [15], seenBy: "server" },
  ],
  nobody: [
    { protocol: "udp", port: 40_003, outcome: "refused", code: "ECONNREFUSED", afterMs: 0.112 },
    { protocol: "tcp", port: 40_003, outcome: "refused", code: "ECONNREFUSED", afterMs: 0.087 },
  ],
};

export function comparisonReport(changes: Partial<Comparison>, report: Partial<Report> = {}): Report {
  return {
    format: "tcp-udp-side-by-side",
    version: 1,
    kind: "comparison",
    conditions,
    plan,
    series: [
      seriesOf("datagrams"),
      seriesOf("one-connection"),
      seriesOf("socket-per-datagram", { exchangeMs: summary(0.031, 1_000) }),
      seriesOf("connection-per-sentence"),
    ],
    comparison: { ...loopbackComparison, ...changes },
    end: { kind: "done" },
    ...report,
  };
}
