/** What every sample report is made of, and the plainest of them: a comparison within this host. */

import type { Comparison, Report } from "../../src/comparison/record.ts";
import { endpoint } from "../../src/core/endpoint.ts";
import type { Conditions, Plan, Way } from "../../src/measurement/record.ts";
import { longTailed, random, seriesOf, summaryOf } from "./sample-series.ts";

export const udp = endpoint("127.0.0.1", 12_000);
const tcp = endpoint("127.0.0.1", 12_000);

export const conditions: Conditions = {
  startedAt: "2026-03-02T09:15:04.512Z",
  program: "udp-client 0.1.0",
  runtime: "Bun 1.4.5",
  system: "Linux 6.18.44 x64",
  processors: "2 × Example Processor at 2.40 GHz",
  host: "localhost",
  servers: "embedded",
  udp,
  tcp,
  sameHost: true,
  congestionControl: "cubic",
};

export const plan: Plan = {
  count: 1_000,
  durationMs: null,
  intervalMs: 0,
  sizes: [16],
  window: 1,
  warmup: 20,
  replyTimeoutMs: 1_000,
  connectTimeoutMs: 10_000,
  reconnect: false,
};

export const empty: Comparison = {
  missing: null,
  firstAnswer: { udp: null, tcp: null, ratio: null },
  differences: [],
  wire: [],
  boundaries: [],
  nobody: [],
};

export function reportOf(rest: Partial<Report>): Report {
  return {
    format: "tcp-udp-side-by-side",
    version: 1,
    kind: "comparison",
    conditions,
    plan,
    series: [],
    comparison: empty,
    end: { kind: "done" },
    ...rest,
  };
}

export function loopbackSeries(way: Way, middleMs: number, seed: number) {
  const next = random(seed);
  const connects = way === "connection-per-sentence" ? 1_000 : way === "one-connection" ? 1 : 0;
  return seriesOf(
    way,
    Array.from({ length: 1_000 }, () => longTailed(next, middleMs, 0.14)),
    {
      connectMs: summaryOf(Array.from({ length: connects }, () => longTailed(next, 0.081, 0.2))),
      kernel: {
        retransmissions: way === "one-connection" ? 0 : null,
        segmentsOut: way === "one-connection" ? 2_043 : null,
        segmentsIn: way === "one-connection" ? 1_022 : null,
        serverDrops: way === "datagrams" ? 0 : null,
      },
    },
  );
}

export function firstAnswers(udpMs: number, tcpMs: number, connectMs: number) {
  const next = random(7);
  const thirty = (middleMs: number) =>
    summaryOf(Array.from({ length: 30 }, () => longTailed(next, middleMs, 0.05 + 0.1 / (1 + middleMs))));
  return {
    udp: { predictedRoundTrips: 1, measuredMs: thirty(udpMs), connectMs: null },
    tcp: { predictedRoundTrips: 2, measuredMs: thirty(tcpMs), connectMs: thirty(connectMs) },
    ratio: tcpMs / udpMs,
  };
}

const boundaries: Comparison["boundaries"] = [
  { protocol: "udp", writes: [8, 8, 8], pieces: [8, 8, 8], seenBy: "server" },
  { protocol: "tcp", writes: [8, 8, 8], pieces: [24], seenBy: "server" },
];

/** Both servers on this host, nothing lost, no difference shown. */
export const loopback = reportOf({
  series: [
    loopbackSeries("datagrams", 0.0412, 1),
    loopbackSeries("one-connection", 0.0419, 2),
    loopbackSeries("connection-per-sentence", 0.0894, 3),
    loopbackSeries("socket-per-datagram", 0.0733, 4),
  ],
  comparison: {
    ...empty,
    firstAnswer: firstAnswers(0.112, 0.238, 0.094),
    differences: [
      {
        sentenceBytes: 16,
        pairs: 1_000,
        medianMs: 0.0006,
        lowMs: -0.0003,
        highMs: 0.0014,
        errorMs: 0.0005,
        verdict: "none-shown",
      },
    ],
    wire: [
      wire("datagrams", 1_000, 1_000, 56, "computed"),
      wire("one-connection", 2_043, 1_022, 159.4, "observed"),
      wire("connection-per-sentence", 6_000, 4_000, 532, "computed"),
      wire("socket-per-datagram", 1_000, 1_000, 56, "computed"),
    ],
    boundaries,
    nobody: [
      { protocol: "udp", port: 40_113, outcome: "refused", code: "ECONNREFUSED", afterMs: 0.093 },
      { protocol: "tcp", port: 40_113, outcome: "refused", code: "ECONNREFUSED", afterMs: 0.071 },
    ],
  },
});

export function wire(way: Way, packetsOut: number, packetsIn: number, headers: number, from: "observed" | "computed") {
  const isObserved = way === "datagrams" || from === "observed";
  return {
    way,
    sentenceBytes: 16,
    sentences: 1_000,
    packetsOut,
    packetsIn,
    packets: isObserved ? "observed" : "computed",
    headerBytesPerSentence: headers,
    headers: "computed",
    retransmissions: way === "one-connection" ? 0 : null,
  } as const;
}
